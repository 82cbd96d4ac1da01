import type * as pulumi from "@pulumi/pulumi";
import type { Baseline } from "../src/model/baseline.ts";
import { declareAppPolicies } from "./declare-app-policies.ts";
import { declareAuthenticators, switchesOf } from "./declare-authenticators.ts";
import { declareGroups, type Ids } from "./declare-groups.ts";
import { declarePolicies, declareRules } from "./declare-policies.ts";
import { declareSessionPolicies, declareSessionRules } from "./declare-session-policies.ts";
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
  readonly sessionPolicies: Ids;
  readonly sessionRules: Ids;
  readonly appPolicies: Ids;
}

/**
 * Declares a baseline in the order in which it must be written: what is switched on, enrollment policies by priority,
 * their rules, then what sign-in asks for, so that nobody is asked for what nobody may enroll yet, and last what is
 * switched off.
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

  const { sessionPolicies, appPolicies } = baseline.signOn;
  const beforeSessions = endOf(rules, beforeRules);
  const sessions = declareSessionPolicies(place, sessionPolicies, groups.ids, beforeSessions);
  const beforeSessionRules = endOf(sessions, beforeSessions);
  const sessionRules = declareSessionRules(place, sessionPolicies, sessions, orgIds, beforeSessionRules);
  const beforeApps = endOf(sessionRules, beforeSessionRules);
  const apps = declareAppPolicies(place, appPolicies, orgIds, groups.ids, beforeApps);
  const switchedOff = declareAuthenticators(place, engine, switches.INACTIVE, apps.last);

  return {
    groups: groups.ids,
    groupRules: groups.ruleIds,
    authenticators: new Map<string, pulumi.Input<string>>([
      ...orgIds.authenticators,
      ...idsBy([...switchedOn, ...switchedOff], ({ key }) => key),
    ]),
    policies: idsBy(policies, ({ name }) => name),
    rules: idsBy(rules, ({ name }) => name),
    sessionPolicies: idsBy(sessions, ({ name }) => name),
    sessionRules: idsBy(sessionRules, ({ name }) => name),
    appPolicies: apps.ids,
  };
}

function idsBy<Item>(
  declared: readonly Declared<Item>[],
  nameOf: (item: Item) => string,
): ReadonlyMap<string, pulumi.Output<string>> {
  return new Map(declared.map(({ item, resource }) => [nameOf(item).normalize("NFC"), resource.id] as const));
}
