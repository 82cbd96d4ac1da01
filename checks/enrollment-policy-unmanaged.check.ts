import { existingPolicies } from "../src/evaluator/declared/declared-policy.ts";
import type { EffectivePolicy } from "../src/evaluator/effective-policy/effective-policy.ts";
import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import { once } from "../src/evaluator/once.ts";
import type { EnrollmentPolicy } from "../src/model/snapshot.ts";
import type { Check, FindingDraft } from "./check.ts";

/** How many people in scope each unmanaged policy can take from a declared one. */
function countTaken(
  unmanaged: ReadonlySet<EnrollmentPolicy>,
  declared: ReadonlySet<EnrollmentPolicy>,
  { judgement }: JudgedOrg,
): ReadonlyMap<EnrollmentPolicy, number> {
  const taken = new Map<EnrollmentPolicy, number>();
  const takersIn = once((effective: EffectivePolicy): readonly EnrollmentPolicy[] => {
    const theirs = effective.outcomes.flatMap(({ policy }) =>
      policy !== null && unmanaged.has(policy) ? policy : [],
    );
    if (theirs.length === 0) return [];
    const otherwise = effective.without((policy) => unmanaged.has(policy));
    const losesOne = otherwise.some(({ policy }) => policy !== null && declared.has(policy));
    return losesOne ? [...new Set(theirs)] : [];
  });
  for (const { id } of judgement.people.inScope) {
    const takers = takersIn(judgement.effectivePolicyOf(id));
    for (const policy of takers) taken.set(policy, (taken.get(policy) ?? 0) + 1);
  }
  return taken;
}

export default {
  id: "enrollment-policy-unmanaged",
  about: "configuration",
  title: "Every enrollment policy of the org is declared in the baseline",
  severity: "medium",
  rationale:
    "A policy that nobody reviewed can let people enroll weak factors or none, and if it is tried before a declared one " +
    "it takes that one's people.",
  remedy:
    "Declare the policy in the baseline, or delete it under Security > Authenticators > " +
    "Enrollment (Classic: Security > Multifactor > Factor Enrollment).",
  references: [
    "Okta developer docs: Policies (policy priority)",
    "Okta API reference: Policy API, MFA_ENROLL",
    "NIST SP 800-53 Rev. 5 CM-3, Configuration Change Control",
  ],
  looksForUndeclared: true,
  needs: (baseline) => (baseline.unmanaged.enrollmentPolicies === "ignore" ? [] : ["policies"]),
  // That the policy is there is certain without these; whom it takes is not.
  sharpenedBy: (baseline) =>
    baseline.unmanaged.enrollmentPolicies === "ignore"
      ? []
      : ["policy-rules", "users", "groups", "group-members"],

  *evaluate(input): Generator<FindingDraft> {
    if (input.baseline.unmanaged.enrollmentPolicies === "ignore") return;
    const declared = new Set([...existingPolicies(input)].map(({ live }) => live));
    const policies = input.org.slices.policies ?? [];
    const unmanaged = new Set(policies.filter((policy) => !policy.system && !declared.has(policy)));
    if (unmanaged.size === 0) return;
    const taken = countTaken(unmanaged, declared, input);
    for (const policy of unmanaged) {
      const people = taken.get(policy) ?? 0;
      const head = `Enrollment policy "${policy.name}" (${policy.status}) is not in the baseline`;
      yield {
        subject: { type: "policy", id: policy.id, name: policy.name },
        field: null,
        severity: people > 0 ? "critical" : "medium",
        expected: null,
        actual: policy.status,
        message:
          people > 0
            ? `${head} and takes precedence over a declared policy for ${people} ${people === 1 ? "person" : "people"} in scope.`
            : `${head}.`,
      };
    }
  },
} satisfies Check;
