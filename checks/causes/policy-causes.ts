import { livePolicyFor } from "../../src/evaluator/declared/declared-policy.ts";
import { enrollmentPolicies } from "../../src/evaluator/declared/enrollment-policies.ts";
import type { EffectivePolicy } from "../../src/evaluator/effective-policy/effective-policy.ts";
import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import type { BaselinePolicy } from "../../src/model/baseline.ts";
import type { CheckId } from "../../src/model/check-ids.ts";
import { ruleRef } from "../../src/model/subject.ts";
import { sameName } from "../../src/model/words.ts";
import type { FindingRef } from "../contract/check.ts";

/** Fields that decide whether a rule matches; its action is another matter. */
const matchingFields = ["status", "network", "exceptUsers", "apps"] as const;

/** A finding on a policy, whether or not there is one. */
export function onPolicy(check: CheckId, name: string, field: string | null): FindingRef {
  return { check, subject: { type: "policy", name }, field };
}

/** Findings that may keep the rules of a declared policy from matching. */
export function ruleCauses(policy: BaselinePolicy): readonly FindingRef[] {
  const subjects = policy.rules.map(({ name }) => ruleRef(policy.name, name));
  return [
    ...subjects.map((subject) => ({ check: "enrollment-rule-missing", subject, field: null }) as const),
    ...subjects.flatMap((subject) =>
      matchingFields.map((field) => ({ check: "enrollment-rule", subject, field }) as const),
    ),
  ];
}

/** Causes that may have put other policies first: nobody declared them, other groups than declared, or a changed order. */
function precedenceCauses(effective: EffectivePolicy, { baseline }: JudgedOrg): readonly FindingRef[] {
  const taken = effective.outcomes.flatMap(({ policy }) =>
    policy === null || policy.system ? [] : policy.name,
  );
  const isDeclared = (name: string) =>
    baseline.enrollmentPolicies.some((policy) => sameName(policy.name, name));
  return [
    ...[...new Set(taken)].flatMap((name) => [
      onPolicy("enrollment-policy-unmanaged", name, null),
      onPolicy("enrollment-policy-groups", name, "groups"),
    ]),
    // The order is one finding, on whichever declared policy is the first out of place.
    ...(taken.some(isDeclared)
      ? baseline.enrollmentPolicies.map(({ name }) => onPolicy("enrollment-policy-order", name, "order"))
      : []),
  ];
}

/** Findings that may keep a declared policy from taking people who have this one in effect, the most telling first. */
export function policyCauses(
  policy: BaselinePolicy,
  effective: EffectivePolicy,
  input: JudgedOrg,
): readonly FindingRef[] {
  const live = livePolicyFor(enrollmentPolicies, policy, input);
  if (live === undefined) return [onPolicy("enrollment-policy-missing", policy.name, null)];
  const byOthers = precedenceCauses(effective, input);
  switch (effective.obstacleTo(live)) {
    case "inactive":
      return [onPolicy("enrollment-policy-status", policy.name, "status"), ...byOthers];
    case "groups":
      return [onPolicy("enrollment-policy-groups", policy.name, "groups"), ...byOthers];
    case "rules":
      return [...ruleCauses(policy), ...byOthers];
    case "precedence":
      return byOthers;
    case null:
      return [];
  }
}
