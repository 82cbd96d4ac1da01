import { type Input, notYetKnown, readText } from "./input.ts";
import { type GivenResource, type PolicyInputs, readPolicy } from "./policy-inputs.ts";
import { resourceTypes } from "./resource-types.ts";
import { type RuleInputs, readRule } from "./rule-inputs.ts";
import {
  type AppRuleInputs,
  readAppRules,
  readSessionRule,
  type SessionRuleInputs,
} from "./sign-on-inputs.ts";

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
  readonly sessionPolicies: readonly NamedInputs[];
  readonly sessionRules: readonly SessionRuleInputs[];
  readonly appPolicies: readonly NamedInputs[];
  readonly appRules: readonly AppRuleInputs[];
  /** Resources of the sign-on side that Pulumi would delete with a line of the program. */
  readonly unprotected: readonly string[];
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
    sessionPolicies: named(resources, resourceTypes.sessionPolicy, "name"),
    sessionRules: resources.flatMap(
      (resource) => readSessionRule(resource, nameOfPolicy(resource, resources)) ?? [],
    ),
    appPolicies: named(resources, resourceTypes.appPolicy, "name"),
    appRules: resources.flatMap((resource) => readAppRules(resource, nameOfPolicy(resource, resources))),
    unprotected: resources
      .filter(({ type, opts }) => signOnTypes.has(type) && opts.protect !== true)
      .map(({ urn }) => urn),
  };
}

const signOnTypes: ReadonlySet<string> = new Set([
  resourceTypes.sessionPolicy,
  resourceTypes.sessionRule,
  resourceTypes.appPolicy,
  resourceTypes.appRules,
  resourceTypes.appRule,
]);

/** The name of the session or app policy that a resource belongs to; null when that is not in the stack. */
function nameOfPolicy(rule: GivenStackResource, resources: readonly GivenStackResource[]): Input<string> {
  const sources = new Set(rule.propertyDependencies["policyId"]?.map(({ urn }) => urn));
  const id = readText(rule.props, "policyId");
  const owner = resources.find(
    ({ type, urn, props }) =>
      (type === resourceTypes.sessionPolicy || type === resourceTypes.appPolicy) &&
      (sources.has(urn) || (id !== null && id !== notYetKnown && readText(props, "id") === id)),
  );
  return owner === undefined ? null : readText(owner.props, "name");
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
