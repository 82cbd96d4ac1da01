import { namedApp } from "../../src/evaluator/declared/app-condition.ts";
import type { LiveIndex } from "../../src/evaluator/live/live-index.ts";
import { mapApps } from "../../src/model/app-condition.ts";
import type { AppliedPolicy, AppliedRule, AppliedStack } from "../../src/model/applied-stack.ts";
import type { Baseline, BaselineGroup, BaselinePolicy } from "../../src/model/baseline.ts";
import type { GroupId } from "../../src/model/ids.ts";
import type { LiveNetwork, NamedNetwork } from "../../src/model/network.ts";

/**
 * State that a stack wrote last, as the baseline that would ask for exactly this: the checks can then say where the org
 * is no longer as the stack left it. Ids become names by the stack's own outputs, else by those of the org; an id that
 * has no name any more stands for itself, which equals nothing live.
 *
 * Settings that the stack left out of a policy count as NOT_ALLOWED, with which Okta begins a policy.
 */
export function appliedBaseline(stack: AppliedStack, baseline: Baseline, live: LiveIndex): Baseline {
  const names = new Map<string, string>(Object.entries(stack.groupIds).map(([name, id]) => [id, name]));
  for (const { id, name } of stack.groups) names.set(id, name);
  const nameOf = (id: GroupId): string => names.get(id) ?? live.group(id)?.name ?? id;
  const managed = new Set<string>(stack.groups.map(({ id }) => id));
  const named = [...Object.values(stack.groupIds), ...stack.policies.flatMap(({ groupIds }) => groupIds)];
  const lookedUp = new Set(named.filter((id) => !managed.has(id)));
  return {
    ...baseline,
    groups: [
      ...stack.groups.map(({ id, name }) => groupAsApplied(stack, id, name)),
      ...[...lookedUp].map((id) => ({ ...aGroup(nameOf(id)), managed: false })),
    ],
    authenticators: stack.authenticators,
    signOn: stack.signOn ?? baseline.signOn,
    enrollmentPolicies: stack.policies.map((policy) => policyAsApplied(stack, policy, nameOf, live)),
    requirements: [],
    standards: [],
    exemptions: [],
    accepted: [],
    unread: [],
  };
}

const aGroup = (name: string): BaselineGroup => ({
  name,
  managed: true,
  description: null,
  filledBy: null,
  members: [],
  onlyMembers: false,
});

function groupAsApplied({ memberships, groupRules }: AppliedStack, id: GroupId, name: string): BaselineGroup {
  const members = memberships.find(({ groupId }) => groupId === id);
  const rule = groupRules.find(({ groupIds }) => groupIds.includes(id));
  return {
    ...aGroup(name),
    filledBy:
      rule === undefined
        ? null
        : {
            rule: rule.name,
            when: rule.expression,
            exceptUsers: rule.excludedUserIds,
            // The provider has no setting for groups.
            exceptGroups: [],
          },
    members: members?.userIds ?? [],
    onlyMembers: members?.onlyMembers ?? false,
  };
}

function policyAsApplied(
  { rules }: AppliedStack,
  policy: AppliedPolicy,
  nameOf: (id: GroupId) => string,
  live: LiveIndex,
): BaselinePolicy {
  return {
    name: policy.name,
    isDefault: policy.isDefault,
    description: null,
    groups: policy.groupIds.map(nameOf),
    authenticators: policy.settings,
    terms: policy.terms,
    unlisted: "NOT_ALLOWED",
    rules: rules
      .filter(({ policyId }) => policyId === policy.id)
      .map((rule: AppliedRule) => ({
        name: rule.name,
        enroll: rule.enroll,
        network: namedNetwork(rule.network, live),
        apps: mapApps(rule.apps, (app) => namedApp(app, live)),
        exceptUsers: rule.excludedUserIds,
      })),
  };
}

const namedNetwork = (network: LiveNetwork, live: LiveIndex): NamedNetwork =>
  network.kind === "anywhere"
    ? network
    : { kind: network.kind, zones: network.zoneIds.map((id) => live.zone(id)?.name ?? id) };
