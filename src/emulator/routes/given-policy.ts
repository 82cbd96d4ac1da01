import { type ApiCall, param } from "../call/api-call.ts";
import type { EmulatedPolicy, EmulatedPolicyRule } from "../state/state.ts";
import { notFound } from "../wire/api-failure.ts";

/**
 * The policy that the path names by id.
 * @throws ApiFailure E0000007
 */
export function givenPolicy(call: ApiCall): EmulatedPolicy {
  const id = param(call, "policyId");
  const policy = call.org.policies.get(id);
  if (policy === undefined) throw notFound(id, "Policy");
  return policy;
}

/**
 * The rule that the path names, and its policy.
 * @throws ApiFailure E0000007
 */
export function givenPolicyRule(call: ApiCall): {
  readonly policy: EmulatedPolicy;
  readonly rule: EmulatedPolicyRule;
} {
  const policy = givenPolicy(call);
  const id = param(call, "ruleId");
  const rule = policy.rules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw notFound(id, "PolicyRule");
  return { policy, rule };
}
