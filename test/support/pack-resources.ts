import type { BaselineAnswer } from "../../policy/pack/contract/baseline-answer.ts";
import type { PackRule } from "../../policy/pack/contract/pack-rule.ts";
import { readPolicy } from "../../policy/pack/inputs/policy-inputs.ts";
import { resourceTypes } from "../../policy/pack/inputs/resource-types.ts";
import { type GivenStackResource, readStack } from "../../policy/pack/inputs/stack-inputs.ts";
import type { Baseline } from "../../src/model/baseline.ts";

type Properties = Readonly<Record<string, unknown>>;

/** A resource of the given type, as Pulumi's policy SDK hands it to a pack. */
export function aResource(
  type: keyof typeof resourceTypes,
  props: Properties,
  change: Partial<GivenStackResource> = {},
): GivenStackResource {
  const name = change.name ?? (typeof props["name"] === "string" ? props["name"] : type);
  return {
    type: resourceTypes[type],
    props: guarded(props),
    name,
    urn: `urn:pulumi:prod::acme::${resourceTypes[type]}::mfa/${name}`,
    opts: { protect: true },
    propertyDependencies: {},
    ...change,
  };
}

/** An Identity Engine policy for one group that asks for the password and offers strong authenticators. */
export function aPolicyResource(
  name: string,
  props: Properties = {},
  change: Partial<GivenStackResource> = {},
): GivenStackResource {
  const inputs = {
    name,
    status: "ACTIVE",
    isOie: true,
    groupsIncluded: ["00gRequired"],
    oktaPassword: { enroll: "REQUIRED" },
    oktaVerify: { enroll: "OPTIONAL" },
    webauthn: { enroll: "OPTIONAL" },
    ...props,
  };
  return aResource("policy", inputs, change);
}

/** Okta's own policy as a program declares it. */
export function theDefaultResource(props: Properties = {}): GivenStackResource {
  const inputs = {
    isOie: true,
    oktaPassword: { enroll: "REQUIRED" },
    oktaVerify: { enroll: "OPTIONAL" },
    webauthn: { enroll: "OPTIONAL" },
    ...props,
  };
  return aResource("defaultPolicy", inputs, { name: "Default Policy" });
}

/** A rule that matches everybody everywhere, in a policy of the stack. */
export function aRuleResource(
  policy: GivenStackResource,
  props: Properties = {},
  change: Partial<GivenStackResource> = {},
): GivenStackResource {
  const inputs = { name: "Enroll at sign-in", status: "ACTIVE", enroll: "CHALLENGE", ...props };
  return aResource("rule", inputs, { propertyDependencies: { policyId: [{ urn: policy.urn }] }, ...change });
}

/** A session rule that lets everybody in, and leaves the question to the app rules. */
export function aSessionRuleResource(
  policy: GivenStackResource | null,
  props: Properties = {},
  change: Partial<GivenStackResource> = {},
): GivenStackResource {
  const inputs = { name: "Anyone", status: "ACTIVE", access: "ALLOW", mfaRequired: false, ...props };
  const propertyDependencies = policy === null ? {} : { policyId: [{ urn: policy.urn }] };
  return aResource("sessionRule", inputs, { propertyDependencies, ...change });
}

/** The rules of an app policy as one resource. */
export function appRulesResource(
  policy: GivenStackResource | null,
  rules: readonly unknown[] | typeof unknownValue,
  change: Partial<GivenStackResource> = {},
): GivenStackResource {
  const propertyDependencies = policy === null ? {} : { policyId: [{ urn: policy.urn }] };
  return aResource("appRules", { rules }, { name: "Strong", propertyDependencies, ...change });
}

/** In place of a value: not known before the update. */
export const unknownValue = Symbol("unknown");

/** The policy SDK's own error, which it leaves out of its types. */
class UnknownValueError extends Error {}

/** Properties as the SDK hands them out: whoever touches an unknown value gets an error. */
function guarded<Value extends object>(value: Value): Value {
  return new Proxy(value, {
    get: (target, name) => {
      const property: unknown = Reflect.get(target, name);
      if (property === unknownValue) throw new UnknownValueError(`.${String(name)} can't be known`);
      return typeof property === "object" && property !== null ? guarded(property) : property;
    },
  });
}

export const answerOf = (baseline: Baseline): BaselineAnswer => ({ kind: "read", baseline });

export const noBaseline: BaselineAnswer = {
  kind: "unreadable",
  lines: ["error[BASELINE_NOT_FOUND]: cannot read the baseline policy/baseline.yaml: no such file"],
};

/** Violations that a rule reports of a stack: of each policy, then of the whole. */
export function judge(
  rule: PackRule,
  resources: readonly GivenStackResource[],
  answer: BaselineAnswer,
): readonly string[] {
  const policies = resources.flatMap((resource) => readPolicy(resource) ?? []);
  const violations = [
    ...policies.flatMap((policy) => [...(rule.judgePolicy?.(policy, answer) ?? [])]),
    ...(rule.judgeStack?.(readStack(resources), answer) ?? []),
  ];
  return violations.map(({ message }) => message);
}
