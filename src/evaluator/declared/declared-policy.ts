import type { BaselinePolicy } from "../../model/baseline.ts";
import type { Subject } from "../../model/report.ts";
import type { EnrollmentPolicy } from "../../model/snapshot.ts";
import { sameName } from "../../model/words.ts";
import type { JudgedOrg } from "../judged-org.ts";

/** A declared policy with the live one of its name. */
export interface PolicyPair {
  readonly declared: BaselinePolicy;
  readonly live: EnrollmentPolicy;
}

/** The live policy that a declared one means; Okta's default is only ever its own system policy. */
export function livePolicyFor(
  declared: BaselinePolicy,
  { org, judgement }: Pick<JudgedOrg, "org" | "judgement">,
): EnrollmentPolicy | undefined {
  if (!declared.isDefault) return judgement.live.policyNamed(declared.name);
  return org.slices.policies?.find((policy) => policy.system && sameName(policy.name, declared.name));
}

/** The declared policies that exist, as declared: one that is missing makes its own finding and no others. */
export function* existingPolicies(input: JudgedOrg): Generator<PolicyPair> {
  for (const declared of input.baseline.enrollmentPolicies) {
    const live = livePolicyFor(declared, input);
    if (live !== undefined) yield { declared, live };
  }
}

/** A declared policy as the subject of a finding, by its declared name. */
export function policySubject({ declared, live }: PolicyPair): Subject {
  return { type: "policy", id: live.id, name: declared.name };
}
