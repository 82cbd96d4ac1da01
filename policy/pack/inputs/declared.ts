import type { Baseline, BaselinePolicy, BaselineRule } from "../../../src/model/baseline.ts";
import { ruleRef } from "../../../src/model/subject.ts";
import { sameName } from "../../../src/model/words.ts";
import type { Input } from "./input.ts";
import type { PolicyInputs } from "./policy-inputs.ts";
import type { RuleInputs } from "./rule-inputs.ts";

/** Declaration of a policy in the baseline; null when it has none of that name, or the name is not known yet. */
export function declaredPolicy(policy: PolicyInputs, baseline: Baseline): BaselinePolicy | null {
  const found = baseline.enrollmentPolicies.find((candidate) =>
    policy.isDefault ? candidate.isDefault : !candidate.isDefault && isCalled(policy.name, candidate.name),
  );
  return found ?? null;
}

/** Declaration of a rule in the baseline; null when it declares no such rule in the policy that this one belongs to. */
export function declaredRule(rule: RuleInputs, baseline: Baseline): BaselineRule | null {
  if (rule.policy === null) return null;
  const policy = declaredPolicy(rule.policy, baseline);
  return policy?.rules.find(({ name }) => isCalled(rule.name, name)) ?? null;
}

export function isCalled(name: Input<string>, wanted: string): boolean {
  return typeof name === "string" && sameName(name, wanted);
}

/** How a message names a policy. */
export function policyLabel({ name, urn }: PolicyInputs): string {
  return `Enrollment policy ${nameOf(name, urn)}`;
}

/** How a message names a rule. */
export function ruleLabel({ name, policy, urn }: RuleInputs): string {
  const ruleName = nameOf(name, urn);
  return policy === null || typeof policy.name !== "string" || typeof name !== "string"
    ? `Enrollment rule ${ruleName}`
    : `Enrollment rule "${ruleRef(policy.name, name).name}"`;
}

/** Okta's name in quotes; where it is left out or not known, the name of Pulumi's resource. */
export function nameOf(name: Input<string>, urn: string): string {
  return typeof name === "string" ? `"${name}"` : `of the resource ${resourceName(urn)}`;
}

/** The last part of a URN: the name that the program gave the resource. */
export const resourceName = (urn: string): string => urn.split("::").at(-1) ?? urn;

/** How a message names a rule of the sign-on side: `App rule "Strong / Anyone"`. */
export function signOnRuleLabel(
  kind: "Session rule" | "App rule",
  {
    name,
    policy,
    urn,
  }: { readonly name: Input<string>; readonly policy: Input<string>; readonly urn: string },
): string {
  return typeof name === "string" && typeof policy === "string"
    ? `${kind} "${ruleRef(policy, name).name}"`
    : `${kind} ${nameOf(name, urn)}`;
}

/**
 * Rules of that name in the baseline: of the policy of that name, or of any where the policy is not in the stack, as one
 * that Okta made with the org.
 */
export function rulesCalled<Rule extends { readonly name: string }>(
  policies: readonly { readonly name: string; readonly rules: readonly Rule[] }[],
  { name, policy }: { readonly name: Input<string>; readonly policy: Input<string> },
): readonly Rule[] {
  return policies
    .filter((one) => policy === null || isCalled(policy, one.name))
    .flatMap(({ rules }) => rules.filter((rule) => isCalled(name, rule.name)));
}
