import type { EffectivePolicy } from "../../src/evaluator/effective-policy/effective-policy.ts";
import { predictedPolicies } from "../../src/evaluator/effective-policy/predicted-policies.ts";
import type { AcceptableFactors } from "../../src/evaluator/factors/acceptable-factors.ts";
import { type FactorKind, kindNamed, mayBeSame, methodsOf } from "../../src/evaluator/factors/factor-kind.ts";
import type { UsableFactors } from "../../src/evaluator/factors/usable-factor.ts";
import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import { once } from "../../src/evaluator/live/once.ts";
import { onceOfTwo } from "../../src/evaluator/sign-on/once-of-two.ts";
import { authenticatorRef } from "../../src/model/authenticators.ts";
import type { BaselinePolicy, Requirement } from "../../src/model/baseline.ts";
import type { Person } from "../../src/model/snapshot.ts";
import type { FindingRef } from "../contract/check.ts";
import { onPolicy, policyCauses } from "./policy-causes.ts";

/** The names under which other checks report on an acceptable authenticator: those declared, and its own. */
function refsOf(acceptable: AcceptableFactors, declared: Iterable<string>): readonly string[] {
  const own = acceptable.names.map((name) => name.split(":", 1)[0] ?? name);
  const isMeant = (ref: string): boolean =>
    acceptable.kinds.some((kind: FactorKind) => mayBeSame(kindNamed(ref), kind));
  return [...new Set([...declared, ...own])].filter(isMeant);
}

const onAuthenticator = (name: string, field: string): FindingRef => ({
  check: "authenticator-status",
  subject: { type: "authenticator", name },
  field,
});

/** Possible causes of people not enrolling, the most telling first. */
export function factorsCauses(
  requirement: Requirement,
  acceptable: AcceptableFactors,
  { org, byOrg }: UsableFactors,
  input: JudgedOrg,
): (person: Person, isBarred: boolean) => readonly FindingRef[] {
  const { baseline, judgement } = input;
  const ofOrg = refsOf(acceptable, Object.keys(baseline.authenticators))
    .filter((name) => org.isImpossible(kindNamed(name)))
    .map((name) => onAuthenticator(name, "status"));
  // Where any method will do, each of them is off.
  const ofMethods = acceptable.kinds
    .filter((kind) => byOrg(kind, kind).answer === "no")
    .flatMap((kind) =>
      methodsOf(kind).flatMap((method) =>
        method === null ? [] : onAuthenticator(authenticatorRef(kind.key, kind.id), `methods.${method}`),
      ),
    );
  const declared = baseline.enrollmentPolicies.flatMap((policy) => Object.keys(policy.authenticators));
  const refs = refsOf(acceptable, declared);
  const sharedBy = once(({ outcomes }: EffectivePolicy): readonly FindingRef[] => {
    const names = new Set(outcomes.flatMap(({ policy }) => policy?.name ?? []));
    const ofPolicies = [...names].flatMap((name) =>
      refs.map((ref) => onPolicy("enrollment-policy-authenticator", name, `authenticators.${ref}`)),
    );
    return [...ofOrg, ...ofMethods, ...ofPolicies];
  });
  // Where what is acceptable cannot be used under the policy in effect, what keeps the declared one from taking the person.
  const keptFrom = onceOfTwo((effective: EffectivePolicy, policy: BaselinePolicy) =>
    policyCauses(policy, effective, input),
  );
  const ofOtherPolicy = (person: Person): readonly FindingRef[] => {
    const effective = judgement.effectivePolicyOf(person.id);
    return predictedPolicies(person, input).flatMap((policy) => keptFrom(effective, policy));
  };
  return (person, isBarred) => [
    ...sharedBy(judgement.effectivePolicyOf(person.id)),
    ...(isBarred ? ofOtherPolicy(person) : []),
    {
      check: "governed-by",
      subject: { type: "user", name: person.login },
      field: "governedBy",
      requirement: requirement.id,
    },
  ];
}
