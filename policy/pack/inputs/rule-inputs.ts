import { type Input, notYetKnown, type Properties, readCount, readNumber, readText } from "./input.ts";
import type { GivenResource, PolicyInputs } from "./policy-inputs.ts";
import { resourceTypes } from "./resource-types.ts";

/** An enrollment rule as a program declares it: `okta.policy.RuleMfa`. */
export interface RuleInputs {
  readonly urn: string;
  readonly provider: string | null;
  /** Okta's name of the rule. */
  readonly name: Input<string>;
  readonly status: Input<string>;
  readonly priority: Input<number>;
  readonly enroll: Input<string>;
  readonly network: RuleNetwork | typeof notYetKnown;
  readonly excludedUsers: number | typeof notYetKnown;
  /** How many applications a rule is for alone, and how many it leaves out: it is silent everywhere else. */
  readonly apps: RuleApps | typeof notYetKnown;
  /** The policy it belongs to; null when that is not in the stack. */
  readonly policy: PolicyInputs | null;
  /** Tells the rules of one policy from those of another: the URN of the policy, else the id that the program gives. */
  readonly policyId: Input<string>;
}

/** A condition on applications by how many it names on each side. */
export interface RuleApps {
  readonly include: number;
  readonly exclude: number;
}

/** A network condition by its form and how many zones it names; the ids of zones tell nothing without the org. */
export interface RuleNetwork {
  readonly kind: "anywhere" | "in" | "notIn" | "other";
  readonly zones: number;
}

/**
 * Reads a resource as an enrollment rule; null when it is something else.
 *
 * @param policy - the one that the rule belongs to, if it is in the stack
 */
export function readRule(resource: GivenResource, policy: PolicyInputs | null): RuleInputs | null {
  const { type, props } = resource;
  if (type !== resourceTypes.rule) return null;
  return {
    urn: resource.urn,
    provider: resource.provider?.urn ?? null,
    name: readText(props, "name"),
    status: readText(props, "status"),
    priority: readNumber(props, "priority"),
    enroll: readText(props, "enroll"),
    network: readNetwork(props),
    excludedUsers: readCount(props, "usersExcluded"),
    apps: readApps(props),
    policy,
    policyId: policy?.urn ?? readText(props, "policyId"),
  };
}

function readNetwork(props: Properties): RuleInputs["network"] {
  const connection = readText(props, "networkConnection");
  const includes = readCount(props, "networkIncludes");
  const excludes = readCount(props, "networkExcludes");
  if (connection === notYetKnown || includes === notYetKnown || excludes === notYetKnown) return notYetKnown;
  // The provider's default (terraform-provider-okta, okta_policy_rule_mfa).
  if (connection === null || connection === "ANYWHERE") return { kind: "anywhere", zones: 0 };
  if (connection !== "ZONE" || (includes > 0 && excludes > 0)) return { kind: "other", zones: 0 };
  return excludes > 0 ? { kind: "notIn", zones: excludes } : { kind: "in", zones: includes };
}

function readApps(props: Properties): RuleInputs["apps"] {
  const include = readCount(props, "appIncludes");
  const exclude = readCount(props, "appExcludes");
  return include === notYetKnown || exclude === notYetKnown ? notYetKnown : { include, exclude };
}
