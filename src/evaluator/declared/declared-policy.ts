import type { Subject } from "../../model/subject.ts";
import { sameName } from "../../model/words.ts";
import type { ComparedOrg } from "../live/compared-org.ts";
import type { DeclaredPolicy, LivePolicy, PolicyFamily, PolicyPair } from "./policy-family.ts";

/**
 * The live policies that a declared one may mean, the one that is tried first leading; Okta's default is only ever its own
 * system policy.
 */
export function livePoliciesFor<Declared extends DeclaredPolicy, Live extends LivePolicy>(
  family: PolicyFamily<Declared, Live>,
  { name, isDefault }: Pick<DeclaredPolicy, "name" | "isDefault">,
  { org }: Pick<ComparedOrg, "org">,
): readonly Live[] {
  return (family.liveIn(org.slices) ?? [])
    .filter((live) => sameName(live.name, name) && (isDefault !== true || live.system))
    .toSorted((left, right) => left.priority - right.priority || (left.id < right.id ? -1 : 1));
}

/**
 * The live policy that a declared one is compared with. Where several bear the name it is the one that is tried first,
 * and the family's check of missing policies says that it may not be the one that is meant.
 */
export function livePolicyFor<Declared extends DeclaredPolicy, Live extends LivePolicy>(
  family: PolicyFamily<Declared, Live>,
  declared: Pick<DeclaredPolicy, "name" | "isDefault">,
  input: Pick<ComparedOrg, "org">,
): Live | undefined {
  return livePoliciesFor(family, declared, input)[0];
}

/** The declared policies that exist, as declared: one that is missing makes its own finding and no others. */
export function* existingPolicies<Declared extends DeclaredPolicy, Live extends LivePolicy>(
  family: PolicyFamily<Declared, Live>,
  input: Pick<ComparedOrg, "baseline" | "org">,
): Generator<PolicyPair<Declared, Live>> {
  for (const declared of family.declaredIn(input.baseline)) {
    const live = livePolicyFor(family, declared, input);
    if (live !== undefined) yield { declared, live };
  }
}

/** A declared policy as the subject of a finding, by its declared name. */
export function policySubject({ declared, live }: PolicyPair): Subject {
  return { type: "policy", id: live.id, name: declared.name };
}
