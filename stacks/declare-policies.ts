import { Mfa } from "@pulumi/okta/policy/mfa.js";
import { RuleMfa } from "@pulumi/okta/policy/ruleMfa.js";
import { PolicyMfaDefault } from "@pulumi/okta/policyMfaDefault.js";
import type * as pulumi from "@pulumi/pulumi";
import type { BaselinePolicy, BaselineRule } from "../src/model/baseline.ts";
import type { NamedNetwork } from "../src/model/network.ts";
import { policyRuleName } from "../src/model/stack-names.ts";
import type { Engine } from "../src/model/words.ts";
import type { Ids } from "./declare-groups.ts";
import { type Declared, inSequence } from "./in-sequence.ts";
import type { OrgIds } from "./org-ids.ts";
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
  readonly policyId: pulumi.Output<string>;
  readonly rule: BaselineRule;
  /** Within its policy, from 1. */
  readonly priority: number;
}

const rulesOf = ({ item: policy, resource }: Declared<BaselinePolicy>): readonly RuleOfPolicy[] =>
  policy.rules.map((rule, index) => ({
    name: policyRuleName(policy.name, rule.name),
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
  return inSequence(
    policies.flatMap(rulesOf),
    after,
    ({ name, policyId, rule, priority }, dependsOn) =>
      new RuleMfa(
        nameIn(place, name),
        {
          policyId,
          name: rule.name,
          status: "ACTIVE",
          priority,
          enroll: rule.enroll,
          ...networkCondition(rule.network, ids),
          usersExcluded: idsOf(rule.exceptUsers, ids.users),
        },
        { parent: place.component, dependsOn, protect: true },
      ),
  );
}

function networkCondition(network: NamedNetwork, { zones }: OrgIds) {
  switch (network.kind) {
    case "anywhere":
      return { networkConnection: "ANYWHERE" };
    case "in":
      return { networkConnection: "ZONE", networkIncludes: idsOf(network.zones, zones) };
    case "notIn":
      return { networkConnection: "ZONE", networkExcludes: idsOf(network.zones, zones) };
  }
}

const idsOf = (names: readonly string[], ids: ReadonlyMap<string, string>): string[] =>
  names.flatMap((name) => ids.get(name.normalize("NFC")) ?? []);
