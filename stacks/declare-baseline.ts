import type * as pulumi from "@pulumi/pulumi";
import type { Baseline } from "../src/model/baseline.ts";
import { declareAuthenticators, switchesOf } from "./declare-authenticators.ts";
import { declareGroups, type Ids } from "./declare-groups.ts";
import { declarePolicies, declareRules } from "./declare-policies.ts";
import { type Declared, endOf } from "./in-sequence.ts";
import type { OrgIds } from "./org-ids.ts";
import type { Placement } from "./placement.ts";

/** The ids of all that was declared or looked up, by the names of the baseline. */
export interface DeclaredIds {
  readonly groups: Ids;
  readonly groupRules: Ids;
  readonly authenticators: Ids;
  readonly policies: Ids;
  readonly rules: Ids;
}

/**
 * Declares a baseline in the order in which it must be written: what is switched on, policies by priority, their
 * rules, and last what is switched off.
 */
export function declareBaseline(place: Placement, baseline: Baseline, orgIds: OrgIds): DeclaredIds {
  const { engine } = baseline.org;
  const groups = declareGroups(place, baseline.groups, orgIds);
  const switches = switchesOf(baseline, orgIds);

  const switchedOn = declareAuthenticators(place, engine, switches.ACTIVE, []);
  const beforePolicies = endOf(switchedOn, []);
  const policies = declarePolicies(place, baseline.enrollmentPolicies, engine, groups.ids, beforePolicies);
  const beforeRules = endOf(policies, beforePolicies);
  const rules = declareRules(place, policies, orgIds, beforeRules);
  const switchedOff = declareAuthenticators(place, engine, switches.INACTIVE, endOf(rules, beforeRules));

  return {
    groups: groups.ids,
    groupRules: groups.ruleIds,
    authenticators: new Map<string, pulumi.Input<string>>([
      ...orgIds.authenticators,
      ...idsBy([...switchedOn, ...switchedOff], ({ key }) => key),
    ]),
    policies: idsBy(policies, ({ name }) => name),
    rules: idsBy(rules, ({ name }) => name),
  };
}

function idsBy<Item>(
  declared: readonly Declared<Item>[],
  nameOf: (item: Item) => string,
): ReadonlyMap<string, pulumi.Output<string>> {
  return new Map(declared.map(({ item, resource }) => [nameOf(item).normalize("NFC"), resource.id] as const));
}
