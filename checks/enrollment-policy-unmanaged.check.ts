import type { EffectivePolicy } from "../src/evaluator/effective-policy/effective-policy.ts";
import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import { once } from "../src/evaluator/live/once.ts";
import type { EnrollmentPolicy } from "../src/model/live-enrollment.ts";
import type { Check } from "./contract/check.ts";
import { enrollment } from "./policies/families.ts";
import { policyUnmanaged, type Taken } from "./policies/policy-unmanaged.ts";

function countTaken(
  unmanaged: ReadonlySet<EnrollmentPolicy>,
  declared: ReadonlySet<EnrollmentPolicy>,
  { judgement }: JudgedOrg,
): ReadonlyMap<EnrollmentPolicy, Taken> {
  const taken = new Map<EnrollmentPolicy, Taken>();
  const takersIn = once((effective: EffectivePolicy): ReadonlyMap<EnrollmentPolicy, boolean> => {
    const theirs = new Map<EnrollmentPolicy, boolean>();
    for (const { policy, why } of effective.outcomes) {
      if (policy === null || !unmanaged.has(policy)) continue;
      theirs.set(policy, theirs.get(policy) === true || why !== "undecidable");
    }
    if (theirs.size === 0) return theirs;
    const otherwise = effective.without((policy) => unmanaged.has(policy));
    return otherwise.some(({ policy }) => policy !== null && declared.has(policy)) ? theirs : new Map();
  });
  for (const { id } of judgement.people.inScope) {
    for (const [policy, isSure] of takersIn(judgement.effectivePolicyOf(id))) {
      const before = taken.get(policy) ?? { people: 0, surely: 0 };
      taken.set(policy, { people: before.people + 1, surely: before.surely + Number(isSure) });
    }
  }
  return taken;
}

export default {
  ...policyUnmanaged(enrollment, {
    sharpenedBy: ["policy-rules", "users", "groups", "group-members"],
    takenBy: countTaken,
  }),
  id: "enrollment-policy-unmanaged",
  about: "configuration",
  title: "Every enrollment policy of the org is declared in the baseline",
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
} satisfies Check;
