import type { EnrollmentPolicy, Person } from "../model/snapshot.ts";
import type { CheckInput } from "./check.ts";
import { existingPolicies, livePolicyFor } from "./declared-policy.ts";
import { type FactorKind, factorKind, methodsOf, nameOfFactor } from "./factor-kind.ts";
import { predictedPolicies } from "./predicted-policies.ts";
import { eitherOf, quoted } from "./quoted-names.ts";

/**
 * What `GET /users/{id}/factors` lets one see of a person: only factors that the enrollment policy in effect allows,
 * from the network of whoever asks (okta-api 2.1). Each answer is why an absence there proves nothing, or null when it
 * does prove it.
 */
export interface FactorView {
  /** By what the policies that can be in effect allow alone. */
  whyHidden(kind: FactorKind): string | null;
  /** Also by whether those policies are the baseline's own, and the ones it puts in effect for the person. */
  whyUnproven(kind: FactorKind): string | null;
}

const allowing: ReadonlySet<string> = new Set(["REQUIRED", "OPTIONAL"]);

/** Whether a policy lets people have every method that a kind leaves open. */
function allows(policy: EnrollmentPolicy, kind: FactorKind): boolean {
  const settings = policy.settings
    .filter(({ enroll }) => allowing.has(enroll))
    .map(({ key, id }) => factorKind(key, id, null))
    .filter(({ key, id }) => key === kind.key && id === kind.id);
  return methodsOf(kind).every((method) =>
    settings.some((one) => one.method === null || one.method === method),
  );
}

/** @param input - everything but the person */
export function factorViews(input: CheckInput): (person: Person) => FactorView {
  const declared = new Set([...existingPolicies(input)].map(({ live }) => live));
  return (person) => {
    const effective = input.judgement.effectivePolicyOf(person.id);
    const policies = [...new Set(effective.outcomes.map(({ policy }) => policy))];
    const doubts = effective.doubts.join("; ");
    const when = doubts !== "" ? `is not certain (${doubts})` : "depends on the network";
    const inEffect = policies.length === 1 ? " in effect" : `, whose effect ${when},`;

    const whyHidden = (kind: FactorKind): string | null => {
      if (policies.includes(null)) return doubts === "" ? "no enrollment policy is in effect" : doubts;
      const forbids = policies.find((policy) => policy !== null && !allows(policy, kind));
      if (forbids === undefined || forbids === null) return null;
      const name = nameOfFactor(kind.key, kind.id, kind.method);
      return `enrollment policy ${quoted(forbids.name)}${inEffect} does not allow ${name}`;
    };

    const whyNotPredicted = (): string | null => {
      const stranger = policies.find((policy) => policy !== null && !declared.has(policy));
      if (stranger !== undefined && stranger !== null) {
        return `enrollment policy ${quoted(stranger.name)}${inEffect} is unmanaged`;
      }
      const predicted = predictedPolicies(person, input);
      const live = new Set(predicted.map((policy) => livePolicyFor(policy, input)));
      const other = policies.find((policy) => policy !== null && !live.has(policy));
      if (other === undefined || other === null) return null;
      const names = eitherOf(predicted.map(({ name }) => name));
      return `enrollment policy ${quoted(other.name)}${inEffect} is not the one the baseline predicts (${names})`;
    };

    let notPredicted: string | null | undefined;
    return {
      whyHidden,
      whyUnproven: (kind) => {
        if (notPredicted === undefined) notPredicted = whyNotPredicted();
        return notPredicted ?? whyHidden(kind);
      },
    };
  };
}
