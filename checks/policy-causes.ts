import type { Baseline, BaselinePolicy } from "../model/baseline.ts";
import type { FindingRef } from "./check.ts";

const ruleFields = ["status", "network", "exceptUsers", "enroll", "apps", "order"] as const;

/** A finding on a policy, whether or not there is one. */
export function onPolicy(check: string, name: string, field: string | null): FindingRef {
  return { check, subject: { type: "policy", name }, field };
}

/** What may keep a declared policy from taking the people it is for, whatever comes before it. */
export function policyCauses(policy: BaselinePolicy): readonly FindingRef[] {
  const rules = policy.rules.map(
    ({ name }) => ({ type: "policy-rule", name: `${policy.name} / ${name}` }) as const,
  );
  return [
    onPolicy("enrollment-policy-missing", policy.name, null),
    onPolicy("enrollment-policy-status", policy.name, "status"),
    onPolicy("enrollment-policy-groups", policy.name, "groups"),
    ...rules.map((subject) => ({ check: "enrollment-rule-missing", subject, field: null })),
    ...rules.flatMap((subject) => ruleFields.map((field) => ({ check: "enrollment-rule", subject, field }))),
  ];
}

/** Policies that nobody declared, as the cause of others not being reached. */
export function unmanagedCauses(names: Iterable<string>): readonly FindingRef[] {
  return [...new Set(names)].map((name) => onPolicy("enrollment-policy-unmanaged", name, null));
}

/** The order is one finding, on whichever declared policy is the first out of place. */
export function orderCauses({ enrollmentPolicies }: Baseline): readonly FindingRef[] {
  return enrollmentPolicies.map(({ name }) => onPolicy("enrollment-policy-order", name, "order"));
}
