import type { BaselineAppRule } from "../../model/baseline-sign-on.ts";
import type { AppRule, LiveDevice } from "../../model/live-sign-on.ts";
import { liveDevices, livePlatforms } from "../declared/app-rule-as-live.ts";
import type { RuleDifference, RulePair } from "../declared/policy-family.ts";
import { compareAccess, compareNetwork, compareStatus, departs } from "../declared/rule-differences.ts";
import type { ComparedOrg } from "../live/compared-org.ts";
import { listNames } from "../words/name-list.ts";
import { askedOfPeople, type CompareApp } from "./asked-differences.ts";
import { comparesPeople } from "./people-differences.ts";
import { platformsNamed } from "./platforms.ts";
import { withUnmodelled } from "./with-unmodelled.ts";

/** A demand on the device in the baseline's words; assurance policies, which it cannot ask for, by their ids. */
function deviceText(device: LiveDevice | null): string {
  if (device === null) return "ANY";
  const state = device.managed ? "MANAGED" : device.registered ? "REGISTERED" : "ANY";
  const { assuranceIds } = device;
  return assuranceIds.length === 0 ? state : `${state} with assurance ${[...assuranceIds].sort().join(", ")}`;
}

const device: CompareApp = ({ declared, live }) => {
  const actual = deviceText(live.device);
  const words = `asks for a device ${actual}; it should be ${declared.device}`;
  return actual === declared.device
    ? null
    : departs("device", declared.device, actual, words, { ...live, device: liveDevices[declared.device] });
};

const platforms: CompareApp = ({ declared, live }) => {
  const expected = platformsNamed(declared.platforms.map((name) => livePlatforms[name]));
  const actual = platformsNamed(live.platforms);
  if (expected.join() === actual.join()) return null;
  const words = `is for platforms ${listNames(actual, "ANY")}; it should be for ${listNames(expected, "ANY")}`;
  return departs("platforms", expected, actual, words, {
    ...live,
    platforms: declared.platforms.map((name) => livePlatforms[name]),
  });
};

const risk: CompareApp = ({ declared, live }) =>
  declared.risk === live.risk
    ? null
    : departs(
        "risk",
        declared.risk,
        live.risk,
        `is for the risk ${live.risk}; it should be for ${declared.risk}`,
        { ...live, risk: declared.risk },
      );

const expression: CompareApp = ({ declared, live }) => {
  const wanted = declared.expression;
  if (wanted?.trim() === live.expression?.trim()) return null;
  const told = (text: string | null): string => (text === null ? "no expression" : `the expression ${text}`);
  const words = `has ${told(live.expression)}; it should have ${told(wanted)}`;
  return departs("expression", wanted, live.expression, words, { ...live, expression: wanted });
};

const conditions: readonly CompareApp[] = [
  compareStatus,
  ...comparesPeople,
  compareNetwork,
  device,
  platforms,
  risk,
  expression,
  compareAccess,
];

/** All that is different in a live app rule but its place, at most one difference a field. */
export function appDifferences(
  rule: RulePair<BaselineAppRule, AppRule>,
  input: ComparedOrg,
): readonly RuleDifference<AppRule>[] {
  return withUnmodelled(rule, conditions, askedOfPeople, input);
}
