import { existingPolicies } from "../src/evaluator/declared/declared-policy.ts";
import type { EffectivePolicy } from "../src/evaluator/effective-policy/effective-policy.ts";
import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import { once } from "../src/evaluator/live/once.ts";
import type { EnrollmentPolicy } from "../src/model/snapshot.ts";
import type { Check, FindingDraft } from "./contract/check.ts";

/** How many people in scope a policy takes from a declared one, and how many of them it surely takes. */
interface Taken {
  readonly people: number;
  readonly surely: number;
}

function inWords({ people, surely }: Taken): string {
  const counted = surely === 0 ? people : surely;
  const more = surely > 0 && surely < people ? `, and may for ${people - surely} more` : "";
  const takes = `${surely === 0 ? "may take" : "takes"} precedence over a declared policy`;
  return `${takes} for ${counted} ${counted === 1 ? "person" : "people"} in scope${more}`;
}

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
      const whom = taken.get(policy);
      const head = `Enrollment policy "${policy.name}" (${policy.status}) is not in the baseline`;
      yield {
        subject: { type: "policy", id: policy.id, name: policy.name },
        field: null,
        severity: whom === undefined ? "medium" : "critical",
        expected: null,
        actual: policy.status,
        message: whom === undefined ? `${head}.` : `${head} and ${inWords(whom)}.`,
      };
    }
  },
} satisfies Check;
