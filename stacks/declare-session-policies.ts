import { RuleSignon, type RuleSignonArgs } from "@pulumi/okta/policy/ruleSignon.js";
import { Signon } from "@pulumi/okta/policy/signon.js";
import type * as pulumi from "@pulumi/pulumi";
import type { BaselineSessionPolicy, BaselineSessionRule } from "../src/model/baseline-sign-on.ts";
import { stackRuleName } from "../src/model/stack-names.ts";
import type { Ids } from "./declare-groups.ts";
import { type Declared, inSequence } from "./in-sequence.ts";
import { networkCondition } from "./network-condition.ts";
import { idsOf, type OrgIds } from "./org-ids.ts";
import { nameIn, type Placement } from "./placement.ts";

/**
 * Declares the global session policies, the highest priority first. Okta's own is there before any stack, and the provider
 * refuses to touch it (`EnsureNotDefault`): it gets its rules and nothing else.
 */
export function declareSessionPolicies(
  place: Placement,
  policies: readonly BaselineSessionPolicy[],
  groups: Ids,
  after: readonly pulumi.Resource[],
): readonly Declared<BaselineSessionPolicy>[] {
  const own = policies.filter(({ isDefault }) => !isDefault);
  return inSequence(
    own,
    after,
    (policy, dependsOn, index) =>
      new Signon(
        nameIn(place, policy.name),
        {
          name: policy.name,
          ...(policy.description === null ? {} : { description: policy.description }),
          status: "ACTIVE",
          priority: index + 1,
          groupsIncluded: policy.groups.flatMap((group) => groups.get(group.normalize("NFC")) ?? []),
        },
        { parent: place.component, dependsOn, protect: true },
      ),
  );
}

/** A session rule and the policy that it belongs to. */
export interface RuleOfSessionPolicy {
  readonly name: string;
  readonly policyId: pulumi.Input<string>;
  readonly rule: BaselineSessionRule;
  /** Within its policy, from 1. */
  readonly priority: number;
}

/**
 * Declares the rules of all session policies, one after the other, protected like enrollment rules and for the same
 * reason. Okta's `Default Rule` is left out: the provider refuses to make it, and it can only be checked.
 */
export function declareSessionRules(
  place: Placement,
  policies: readonly BaselineSessionPolicy[],
  declared: readonly Declared<BaselineSessionPolicy>[],
  ids: OrgIds,
  after: readonly pulumi.Resource[],
): readonly Declared<RuleOfSessionPolicy>[] {
  const rules = policies.flatMap((policy) => {
    const resource = declared.find(({ item }) => item === policy)?.resource;
    const policyId = resource?.id ?? ids.signOn.defaultSessionPolicy;
    return policyId === null ? [] : rulesOf(policy, policyId);
  });
  return inSequence(
    rules,
    after,
    ({ name, policyId, rule, priority }, dependsOn) =>
      new RuleSignon(
        nameIn(place, name),
        { policyId, priority, ...argumentsOf(rule, ids) },
        { parent: place.component, dependsOn, protect: true },
      ),
  );
}

const rulesOf = (
  policy: BaselineSessionPolicy,
  policyId: pulumi.Input<string>,
): readonly RuleOfSessionPolicy[] =>
  policy.rules
    .filter(({ isSystem }) => !isSystem)
    .map((rule, index) => ({
      name: stackRuleName(policy.name, rule.name),
      policyId,
      rule,
      priority: index + 1,
    }));

/**
 * A session's times are always written: left out, the provider writes a session that ends after two hours. How long a
 * second factor is remembered is only written where it is, and `primaryFactor` only on Identity Engine.
 */
function argumentsOf(rule: BaselineSessionRule, ids: OrgIds): RuleSignonArgs {
  const { secondFactor, secondFactorLifetimeMinutes, primaryFactor, session } = rule;
  return {
    name: rule.name,
    status: "ACTIVE",
    ...networkCondition(rule.network, ids),
    usersExcluded: idsOf(rule.exceptUsers, ids.users),
    access: rule.access,
    ...(primaryFactor === null ? {} : { primaryFactor }),
    mfaRequired: secondFactor !== "NEVER",
    ...(secondFactor === "NEVER" ? {} : { mfaPrompt: secondFactor }),
    ...(secondFactorLifetimeMinutes === null ? {} : { mfaLifetime: secondFactorLifetimeMinutes }),
    sessionIdle: session.idleMinutes,
    sessionLifetime: session.lifetimeMinutes ?? 0,
    sessionPersistent: session.persistentCookie,
  };
}
