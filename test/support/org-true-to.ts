import { mapApps } from "../../src/model/app-condition.ts";
import type { Baseline, BaselinePolicy, BaselineRule } from "../../src/model/baseline.ts";
import type { EnrollmentPolicy } from "../../src/model/live-enrollment.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import {
  aGroupRule,
  aMappedApp,
  anOrg,
  aPerson,
  aPolicy,
  idOf,
  network,
  type RuleParts,
} from "./org-builder.ts";

function liveRule(rule: BaselineRule, priority: number): RuleParts {
  return {
    name: rule.name,
    priority,
    enroll: rule.enroll,
    network:
      rule.network.kind === "anywhere" ? network.anywhere : network[rule.network.kind](...rule.network.zones),
    apps: mapApps(rule.apps, (app) =>
      app.kind === "label" ? { kind: "app", id: idOf.app(app.label) } : app,
    ),
    excludedUserIds: rule.exceptUsers.map(idOf.user),
  };
}

function livePolicy(policy: BaselinePolicy, priority: number): EnrollmentPolicy {
  const rules = policy.rules.map((rule, at) => liveRule(rule, at * 2 + 1));
  return aPolicy(policy.name, {
    groups: policy.isDefault ? ["Everyone"] : policy.groups,
    // Okta adds every other active authenticator as not allowed.
    settings: { duo: "NOT_ALLOWED", ...policy.authenticators },
    priority,
    system: policy.isDefault,
    rules: policy.isDefault ? [{ name: "Default Rule", system: true }] : rules,
  });
}

/** An org in which everything that a baseline declares is so; people are meant by login. */
export function orgTrueTo(baseline: Baseline): OrgSnapshot {
  const { groups, enrollmentPolicies } = baseline;
  const rules = enrollmentPolicies.flatMap((policy) => policy.rules);
  const logins = new Set([
    ...groups.flatMap(({ members, filledBy }) => [...members, ...(filledBy?.exceptUsers ?? [])]),
    ...rules.flatMap((rule) => rule.exceptUsers),
  ]);
  const zones = rules.flatMap(({ network: declared }) =>
    declared.kind === "anywhere" ? [] : declared.zones,
  );
  const labels = rules.flatMap(({ apps: { include, exclude } }) =>
    [...include, ...exclude].flatMap((app) => (app.kind === "label" ? app.label : [])),
  );
  return anOrg({
    engine: baseline.org.engine,
    people: [...logins].map((login) => aPerson(login)),
    groups: Object.fromEntries(groups.map((group) => [group.name, group.members])),
    groupRules: groups.flatMap(({ name, filledBy }) =>
      filledBy === null
        ? []
        : [
            aGroupRule(filledBy.rule, [name], {
              expression: filledBy.when,
              excludedUserIds: filledBy.exceptUsers.map(idOf.user),
              excludedGroupIds: filledBy.exceptGroups.map(idOf.group),
            }),
          ],
    ),
    policies: enrollmentPolicies.map((policy, at) => livePolicy(policy, at * 3 + 1)),
    authenticators: baseline.authenticators,
    zones: [...new Set(zones)],
    appMappings: [...new Set(labels)].map((label) => aMappedApp(label)),
  });
}
