import type { BaselinePolicy } from "../../model/baseline.ts";
import type { EnrollmentPolicy } from "../../model/snapshot.ts";
import type { Subject } from "../../model/subject.ts";
import type { ComparedOrg } from "../live/compared-org.ts";

/** A declared policy with the live one of its name. */
export interface PolicyPair {
  readonly declared: BaselinePolicy;
  readonly live: EnrollmentPolicy;
}

/** The live policies that a declared one may mean; Okta's default is only ever its own system policy. */
export function livePoliciesFor(
  { name, isDefault }: BaselinePolicy,
  { judgement }: Pick<ComparedOrg, "judgement">,
): readonly EnrollmentPolicy[] {
  const found = judgement.live.policiesNamed(name);
  return isDefault ? found.filter(({ system }) => system) : found;
}

/**
 * The live policy that a declared one is compared with. Where several bear the name it is the one that is tried first,
 * and enrollment-policy-missing says that it may not be the one that is meant.
 */
export function livePolicyFor(
  declared: BaselinePolicy,
  input: Pick<ComparedOrg, "judgement">,
): EnrollmentPolicy | undefined {
  return livePoliciesFor(declared, input)[0];
}

/** The declared policies that exist, as declared: one that is missing makes its own finding and no others. */
export function* existingPolicies(input: ComparedOrg): Generator<PolicyPair> {
  for (const declared of input.baseline.enrollmentPolicies) {
    const live = livePolicyFor(declared, input);
    if (live !== undefined) yield { declared, live };
  }
}

/** A declared policy as the subject of a finding, by its declared name. */
export function policySubject({ declared, live }: PolicyPair): Subject {
  return { type: "policy", id: live.id, name: declared.name };
}
