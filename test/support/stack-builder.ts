import { mapApps } from "../../src/model/app-condition.ts";
import type { AppliedPolicy, AppliedRule, AppliedStack } from "../../src/model/applied-stack.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import { idOf } from "./org-builder.ts";

/** A stack that made nothing, with the given changes. */
export function aStack(change: Partial<AppliedStack> = {}): AppliedStack {
  return {
    file: "stack.json",
    sha256: "a".repeat(64),
    groupIds: {},
    groups: [],
    groupRules: [],
    memberships: [],
    authenticators: {},
    policies: [],
    rules: [],
    sessionPolicies: [],
    sessionRules: [],
    appPolicies: [],
    appRules: [],
    signOn: null,
    ...change,
  };
}

/** State of a stack after it applied a baseline in an org whose ids are made from names. */
export function stackAfter({ groups, authenticators, enrollmentPolicies }: Baseline): AppliedStack {
  const managed = groups.filter((group) => group.managed);
  const named = [...groups.map(({ name }) => name), ...enrollmentPolicies.flatMap((policy) => policy.groups)];
  return aStack({
    groupIds: Object.fromEntries(named.map((name) => [name, idOf.group(name)])),
    groups: managed.map(({ name }) => ({ id: idOf.group(name), name })),
    groupRules: managed.flatMap(({ name, filledBy }) =>
      filledBy === null
        ? []
        : {
            id: idOf.groupRule(filledBy.rule),
            name: filledBy.rule,
            expression: filledBy.when,
            excludedUserIds: filledBy.exceptUsers.map(idOf.user),
            groupIds: [idOf.group(name)],
          },
    ),
    memberships: managed
      .filter(({ members, onlyMembers }) => onlyMembers || members.length > 0)
      .map(({ name, members, onlyMembers }) => ({
        groupId: idOf.group(name),
        userIds: members.map(idOf.user),
        onlyMembers,
      })),
    authenticators,
    policies: enrollmentPolicies.map(
      (policy, index): AppliedPolicy => ({
        id: idOf.policy(policy.name),
        name: policy.name,
        isDefault: policy.isDefault,
        priority: index + 1,
        groupIds: policy.groups.map(idOf.group),
        settings: policy.authenticators,
        terms: policy.terms,
      }),
    ),
    rules: enrollmentPolicies.flatMap((policy) =>
      policy.rules.map(
        ({ name, enroll, network, apps, exceptUsers }, index): AppliedRule => ({
          id: idOf.rule(policy.name, name),
          policyId: idOf.policy(policy.name),
          name,
          priority: index + 1,
          enroll,
          network:
            network.kind === "anywhere"
              ? network
              : { kind: network.kind, zoneIds: network.zones.map(idOf.zone) },
          apps: mapApps(apps, (app) =>
            app.kind === "label" ? { kind: "app", id: idOf.app(app.label) } : app,
          ),
          excludedUserIds: exceptUsers.map(idOf.user),
        }),
      ),
    ),
  });
}
