import { Mfa } from "@pulumi/okta/policy/mfa.js";
import { RuleMfa } from "@pulumi/okta/policy/ruleMfa.js";
import { PolicyMfaDefault } from "@pulumi/okta/policyMfaDefault.js";
import type * as pulumi from "@pulumi/pulumi";
import type { BaselinePolicy, BaselineRule } from "../src/model/baseline.ts";
import { stackRuleName } from "../src/model/stack-names.ts";
import { ruleRef } from "../src/model/subject.ts";
import type { Engine } from "../src/model/words.ts";
import { appCondition } from "./app-condition.ts";
import type { Ids } from "./declare-groups.ts";
import { type Declared, inSequence } from "./in-sequence.ts";
import { networkCondition } from "./network-condition.ts";
import { idsOf, type OrgIds } from "./org-ids.ts";
import { nameIn, type Placement } from "./placement.ts";
import { policySettings } from "./policy-settings.ts";

/**
 * Declares the enrollment policies, the highest priority first. All are protected: to delete one takes a decision of
 * its own (`pulumi state unprotect`), and the default policy cannot be deleted at all.
 */
export function declarePolicies(
  place: Placement,
  policies: readonly BaselinePolicy[],
  engine: Engine,
  groups: Ids,
  after: readonly pulumi.Resource[],
): readonly Declared<BaselinePolicy>[] {
  return inSequence(policies, after, (policy, dependsOn, index): pulumi.CustomResource => {
    const options = { parent: place.component, dependsOn, protect: true };
    const name = nameIn(place, policy.name);
    const settings = policySettings(policy, engine);
    if (policy.isDefault) return new PolicyMfaDefault(name, settings, options);
    return new Mfa(
      name,
      {
        name: policy.name,
        ...(policy.description === null ? {} : { description: policy.description }),
        status: "ACTIVE",
        priority: index + 1,
        groupsIncluded: policy.groups.flatMap((group) => groups.get(group.normalize("NFC")) ?? []),
        ...settings,
      },
      options,
    );
  });
}

/** An enrollment rule and the policy that it belongs to. */
export interface RuleOfPolicy {
  readonly name: string;
  /** Name before slashes within names were doubled. */
  readonly formerName: string;
  readonly policyId: pulumi.Output<string>;
  readonly rule: BaselineRule;
  /** Within its policy, from 1. */
  readonly priority: number;
}

const rulesOf = ({ item: policy, resource }: Declared<BaselinePolicy>): readonly RuleOfPolicy[] =>
  policy.rules.map((rule, index) => ({
    name: stackRuleName(policy.name, rule.name),
    formerName: ruleRef(policy.name, rule.name).name,
    policyId: resource.id,
    rule,
    priority: index + 1,
  }));

/**
 * Declares the rules of all policies, one after the other: Okta tries them in the order of their priority. They are
 * protected like their policies: without a preview Pulumi would delete a policy's rules before it is stopped at the
 * policy, and a policy without a rule governs nobody.
 */
export function declareRules(
  place: Placement,
  policies: readonly Declared<BaselinePolicy>[],
  ids: OrgIds,
  after: readonly pulumi.Resource[],
): readonly Declared<RuleOfPolicy>[] {
  const rules = policies.flatMap(rulesOf);
  // Of two that would have shared a name the stack has neither, or one that nobody can tell.
  const aliasesOf = ({ name, formerName }: RuleOfPolicy) =>
    name !== formerName && rules.filter((one) => one.formerName === formerName).length === 1
      ? { aliases: [{ name: nameIn(place, formerName) }] }
      : {};
  return inSequence(
    rules,
    after,
    (item, dependsOn) =>
      new RuleMfa(
        nameIn(place, item.name),
        {
          policyId: item.policyId,
          name: item.rule.name,
          status: "ACTIVE",
          priority: item.priority,
          enroll: item.rule.enroll,
          ...networkCondition(item.rule.network, ids),
          ...appCondition(item.rule.apps, ids.signOn.apps),
          usersExcluded: idsOf(item.rule.exceptUsers, ids.users),
        },
        { parent: place.component, dependsOn, protect: true, ...aliasesOf(item) },
      ),
  );
}
