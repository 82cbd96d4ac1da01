import { type AppRuleNames, appRuleAsLive } from "../../../evaluator/declared/app-rule-as-live.ts";
import { userTypeFor } from "../../../evaluator/declared/declared-user-type.ts";
import { sessionRuleAsLive } from "../../../evaluator/declared/session-rule-as-live.ts";
import type { BaselineAppPolicy, BaselineSessionPolicy } from "../../../model/baseline-sign-on.ts";
import type { PolicyId, PolicyRuleId, UserId } from "../../../model/ids.ts";
import type { AppPolicy, AppRule, MappedApp, SessionPolicy } from "../../../model/live-sign-on.ts";
import { catchAllRuleName } from "../../../model/sign-on-words.ts";
import type { OrgSlices } from "../../../model/snapshot.ts";
import { sameName } from "../../../model/words.ts";
import { type Applying, networkFor } from "./apply-policies.ts";
import { inSlots } from "./in-slots.ts";

interface Named {
  readonly name: string;
}

interface Rule extends Named {
  readonly id: PolicyRuleId;
  readonly system: boolean;
  readonly priority: number;
}

/** Policies that only the former baseline declares are gone. */
const isGone = (name: string, former: readonly Named[], now: readonly Named[]): boolean =>
  former.some((one) => sameName(one.name, name)) && !now.some((one) => sameName(one.name, name));

const byPriority = (left: { readonly priority: number }, right: { readonly priority: number }): number =>
  left.priority - right.priority;

const lastPriority = 99;

/** The rules of a policy in which some are declared; those that nobody ever declared keep their places. */
function applyRules<Live extends Rule, Declared extends Named>(
  live: readonly Live[] | null,
  declared: readonly Declared[],
  former: readonly Named[],
  asLive: (rule: Declared, live: Live | null) => Live,
): readonly Live[] | null {
  // Rules that were not read can hold some that nobody declared.
  if (live === null) return null;
  const called = (rules: readonly Live[], { name }: Named) => rules.find((one) => sameName(one.name, name));
  const [own, system] = [
    live.filter((one) => !one.system).toSorted(byPriority),
    live.filter((one) => one.system),
  ];
  const ownDeclared = declared.filter((rule) => called(system, rule) === undefined);
  const applied = inSlots(own, ownDeclared, (rule) => called(own, rule))
    .flatMap(({ live: there, declared: said }): readonly Live[] => {
      if (said !== null) return [asLive(said, there)];
      return there === null || isGone(there.name, former, declared) ? [] : [there];
    })
    .map((rule, index): Live => ({ ...rule, priority: rule.system ? lastPriority : index + 1 }));
  const lasting = system.map((rule): Live => {
    const said = declared.find(({ name }) => sameName(name, rule.name));
    return said === undefined ? rule : { ...asLive(said, rule), priority: rule.priority };
  });
  return [...applied, ...lasting];
}

const ruleId = (policy: string, rule: string, live: Rule | null): PolicyRuleId =>
  live?.id ?? (`declared rule ${policy} / ${rule}` as PolicyRuleId);

const newPolicy = (name: string, description: string | null) => ({
  id: `declared policy ${name}` as PolicyId,
  name,
  description,
  status: "ACTIVE",
  priority: lastPriority,
  system: false,
  unmodelled: [],
});

/** Session policies in which a baseline is in force, in its order, Okta's default last. */
function applySessionPolicies(
  live: readonly SessionPolicy[],
  { baseline, former, groupIdOf }: Applying,
  names: AppRuleNames,
): readonly SessionPolicy[] {
  const { sessionPolicies: declared } = baseline.signOn;
  const before = former.signOn.sessionPolicies;
  const rulesOf = (policy: BaselineSessionPolicy, rules: SessionPolicy["rules"]) =>
    applyRules(
      rules,
      policy.rules,
      before.find(({ name }) => sameName(name, policy.name))?.rules ?? [],
      (rule, found) => sessionRuleAsLive(rule, ruleId(policy.name, rule.name, found), names),
    );
  const own = live.filter(({ system }) => !system).toSorted(byPriority);
  const ordered = inSlots(
    own,
    declared.filter(({ isDefault }) => !isDefault),
    (policy) => own.find(({ name }) => sameName(name, policy.name)),
  )
    .filter((slot) => slot.declared !== null || !isGone(slot.live.name, before, declared))
    .map((slot, index): SessionPolicy => {
      if (slot.declared === null) return { ...slot.live, priority: index + 1 };
      const { name, description, groups } = slot.declared;
      return {
        ...(slot.live ?? newPolicy(name, description)),
        status: "ACTIVE",
        priority: index + 1,
        groupIds: groups.map(groupIdOf),
        rules: rulesOf(slot.declared, slot.live === null ? [] : slot.live.rules),
      };
    });
  const system = live.filter((policy) => policy.system);
  const said = declared.find(({ isDefault }) => isDefault);
  return [
    ...ordered,
    ...system.map((policy, index) => ({
      ...policy,
      priority: ordered.length + index + 1,
      ...(said !== undefined && { rules: rulesOf(said, policy.rules) }),
    })),
  ];
}

/** Okta's catch-all of a new policy asks for any two factors (sign-on 1.3). */
const newCatchAll = (policy: string): AppRule =>
  ({
    id: ruleId(policy, catchAllRuleName, null),
    name: catchAllRuleName,
    status: "ACTIVE",
    priority: lastPriority,
    system: true,
    network: { kind: "anywhere" },
    unmodelled: [],
    people: {
      userIds: [],
      exceptUserIds: [],
      groupIds: [],
      exceptGroupIds: [],
      userTypeIds: [],
      exceptUserTypeIds: [],
    },
    device: null,
    platforms: [],
    risk: "ANY",
    expression: null,
    access: "ALLOW",
    verification: { kind: "assurance", factorMode: "2FA", reauthenticateSeconds: 0, constraints: [] },
    keepsSignedIn: { allowed: false, seconds: null },
  }) satisfies AppRule;

const isOfApps = ({ resourceType }: AppPolicy): boolean => resourceType === "APP";

/** App policies in which a baseline is in force; they have no order between them. */
function applyAppPolicies(
  live: readonly AppPolicy[],
  { baseline, former }: Applying,
  names: AppRuleNames,
): readonly AppPolicy[] {
  const { appPolicies: declared } = baseline.signOn;
  const before = former.signOn.appPolicies;
  const applied = (policy: BaselineAppPolicy, found: AppPolicy | null): AppPolicy => ({
    ...(found ?? { ...newPolicy(policy.name, policy.description), resourceType: "APP" }),
    status: "ACTIVE",
    rules: applyRules(
      found === null ? [newCatchAll(policy.name)] : found.rules,
      policy.rules,
      before.find(({ name }) => sameName(name, policy.name))?.rules ?? [],
      (rule, there) => appRuleAsLive(rule, ruleId(policy.name, rule.name, there), names),
    ),
  });
  const kept = live.filter(
    (policy) => !isOfApps(policy) || policy.system || !isGone(policy.name, before, declared),
  );
  const isCalled = (policy: Named) => (one: AppPolicy) => isOfApps(one) && sameName(one.name, policy.name);
  return [
    ...kept.map((policy) => {
      const said = isOfApps(policy) ? declared.find(({ name }) => sameName(name, policy.name)) : undefined;
      return said === undefined ? policy : applied(said, policy);
    }),
    ...declared.filter((policy) => !live.some(isCalled(policy))).map((policy) => applied(policy, null)),
  ];
}

/** Applications under the policies that declare them; those of a policy that is gone come under Okta's default one. */
function applyMappings(
  apps: readonly MappedApp[],
  live: readonly AppPolicy[],
  after: readonly AppPolicy[],
  { baseline }: Applying,
): readonly MappedApp[] {
  const gone = new Set(live.filter(({ id }) => !after.some((one) => one.id === id)).map(({ id }) => id));
  const fallback = after.find((policy) => policy.system && isOfApps(policy))?.id;
  return apps.map((app) => {
    const said = baseline.signOn.appPolicies.find(({ apps: labels }) =>
      labels?.some((label) => sameName(label, app.label)),
    );
    const policy = after.find((one) => said !== undefined && isOfApps(one) && sameName(one.name, said.name));
    if (policy !== undefined) return { ...app, policyId: policy.id };
    const isLeft = app.policyId !== null && gone.has(app.policyId) && fallback !== undefined;
    return isLeft ? { ...app, policyId: fallback } : app;
  });
}

/** The sign-on side of an org in which a baseline is in force; what nobody ever declared stays as it is. */
export function applySignOn(slices: OrgSlices, applying: Applying): Partial<OrgSlices> {
  const { live, groupIdOf } = applying;
  const names: AppRuleNames = {
    groupId: groupIdOf,
    userId: (user) => live.personCalled(user)?.id ?? (`declared user ${user}` as UserId),
    userTypeId: (name) => userTypeFor(name, live),
    network: (network) => networkFor({ network }, live),
  };
  const { sessionPolicies, appPolicies, appMappings } = slices;
  const after = appPolicies && applyAppPolicies(appPolicies, applying, names);
  return {
    ...(sessionPolicies && { sessionPolicies: applySessionPolicies(sessionPolicies, applying, names) }),
    ...(after && { appPolicies: after }),
    ...(appMappings &&
      after && { appMappings: applyMappings(appMappings, appPolicies ?? [], after, applying) }),
  };
}
