import type { FindingValue } from "../../model/report.ts";
import type { Engine, EnrollAction } from "../../model/words.ts";
import type { ComparedOrg } from "../live/compared-org.ts";
import { whyPartial } from "../live/partly-read.ts";
import { listNames } from "../words/name-list.ts";
import type { RulePair } from "./declared-rule.ts";
import { compareExcludedPeople } from "./excluded-people.ts";
import { compareNetworks } from "./network-condition.ts";

/** How one field of a live rule departs from the declared one, in words that follow "the rule …". */
export interface RuleDifference {
  readonly field: "status" | "enroll" | "network" | "exceptUsers" | "apps" | null;
  readonly status: "open" | "unknown";
  readonly expected: FindingValue;
  readonly actual: FindingValue;
  readonly inWords: string;
}

type Compare = (rule: RulePair, input: ComparedOrg) => RuleDifference | null;

const status: Compare = ({ live }) =>
  live.status === "ACTIVE"
    ? null
    : {
        field: "status",
        status: "open",
        expected: "ACTIVE",
        actual: live.status,
        inWords: `is ${live.status}; it should be ACTIVE`,
      };

/** CHALLENGE and LOGIN are one on Identity Engine; on Classic LOGIN asks at the first sign-in (okta-api 4.2). */
const plainAction = (action: string, engine: Engine): string =>
  engine === "identity" && action === ("LOGIN" satisfies EnrollAction) ? "CHALLENGE" : action;

const enroll: Compare = ({ declared, live }, { org }) => {
  const { engine } = org.org;
  if (plainAction(declared.enroll, engine) === plainAction(live.enroll, engine)) return null;
  return {
    field: "enroll",
    status: "open",
    expected: declared.enroll,
    actual: live.enroll,
    inWords: `has the enroll action ${live.enroll}; it should have ${declared.enroll}`,
  };
};

/** Told apart by what cannot be judged: `LiveNetwork` does not say it, and must not be taken for ANYWHERE. */
const hasOtherNetwork = ({ otherConditions }: RulePair["live"]): boolean =>
  otherConditions.some((path) => path.startsWith("conditions.network"));

const network: Compare = ({ declared, live }, { org, judgement }) => {
  if (hasOtherNetwork(live)) return null;
  const areWhole = org.slices.zones !== undefined && whyPartial("zones", org) === null;
  const compared = compareNetworks(declared.network, live.network, judgement.live, areWhole);
  const { verdict, doubt, expected, actual } = compared;
  if (verdict === "same") return null;
  return {
    field: "network",
    status: verdict === "undecided" ? "unknown" : "open",
    expected,
    actual: verdict === "undecided" ? null : actual,
    inWords:
      doubt === null
        ? `applies to network ${actual}; it should apply to ${expected}`
        : `could not be compared in its network, which should be ${expected}: ${doubt}`,
  };
};

const exceptUsers: Compare = ({ declared, live }, input) => {
  const difference = compareExcludedPeople(declared.exceptUsers, live.excludedUserIds, input);
  return difference === null ? null : { field: "exceptUsers", ...difference };
};

const apps: Compare = ({ live }) =>
  live.apps.length === 0
    ? null
    : {
        field: "apps",
        status: "open",
        expected: [],
        actual: [...live.apps].sort(),
        inWords: `has app conditions (${listNames([...live.apps].sort())}); it should have none`,
      };

const unmodelled: Compare = ({ live: { otherConditions, otherActions = [] } }) => {
  const paths = [...otherConditions, ...otherActions].sort();
  return paths.length === 0
    ? null
    : {
        field: null,
        status: "unknown",
        expected: null,
        actual: paths,
        inWords: `has ${otherActions.length === 0 ? "conditions" : "parts"} that cannot be judged (${listNames(paths)}); it should have none`,
      };
};

const comparisons: readonly Compare[] = [status, enroll, network, exceptUsers, apps, unmodelled];

/** All that is different in a live rule but its place, at most one difference a field. */
export function differencesOf(rule: RulePair, input: ComparedOrg): readonly RuleDifference[] {
  return comparisons.map((compare) => compare(rule, input)).filter((difference) => difference !== null);
}
