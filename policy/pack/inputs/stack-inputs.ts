import { type Input, notYetKnown, readText } from "./input.ts";
import { type GivenResource, type PolicyInputs, readPolicy } from "./policy-inputs.ts";
import { resourceTypes } from "./resource-types.ts";
import { type RuleInputs, readRule } from "./rule-inputs.ts";

/** A resource of a whole stack: with what its properties were made from. */
export interface GivenStackResource extends GivenResource {
  readonly propertyDependencies: Readonly<Record<string, readonly { readonly urn: string }[]>>;
}

/** Something with a name that the baseline may declare too. */
export interface NamedInputs {
  readonly urn: string;
  readonly name: Input<string>;
}

/** All of a stack that a baseline can declare. */
export interface StackInputs {
  readonly policies: readonly PolicyInputs[];
  readonly rules: readonly RuleInputs[];
  readonly groups: readonly NamedInputs[];
  readonly groupRules: readonly NamedInputs[];
  /** Org-wide switches, named by Okta's key. */
  readonly authenticators: readonly NamedInputs[];
}

export function readStack(resources: readonly GivenStackResource[]): StackInputs {
  const policies = new Map<GivenStackResource, PolicyInputs>();
  for (const resource of resources) {
    const policy = readPolicy(resource);
    if (policy !== null) policies.set(resource, policy);
  }
  return {
    policies: [...policies.values()],
    rules: resources.flatMap((resource) => readRule(resource, policyOf(resource, policies)) ?? []),
    groups: named(resources, resourceTypes.group, "name"),
    groupRules: named(resources, resourceTypes.groupRule, "name"),
    authenticators: [
      ...named(resources, resourceTypes.authenticator, "key"),
      ...named(resources, resourceTypes.factor, "providerId"),
    ],
  };
}

/** By what `policyId` was made from, which is known in a preview too; else by the id itself. */
function policyOf(
  rule: GivenStackResource,
  policies: ReadonlyMap<GivenStackResource, PolicyInputs>,
): PolicyInputs | null {
  const sources = new Set(rule.propertyDependencies["policyId"]?.map(({ urn }) => urn));
  const id = readText(rule.props, "policyId");
  for (const [resource, policy] of policies) {
    if (sources.has(resource.urn)) return policy;
    if (id !== null && id !== notYetKnown && readText(resource.props, "id") === id) return policy;
  }
  return null;
}

function named(resources: readonly GivenStackResource[], type: string, property: string): NamedInputs[] {
  return resources
    .filter((resource) => resource.type === type)
    .map(({ urn, props }) => ({ urn, name: readText(props, property) }));
}
