import {
  classicFactors,
  identityAuthenticators,
  parseFactorName,
  phishingResistantFactors,
} from "../../model/authenticators.ts";
import type { Baseline, FactorRequirement } from "../../model/baseline.ts";
import type { Engine } from "../../model/words.ts";
import { type FactorKind, kindNamed } from "./factor-kind.ts";

/** Factors that a requirement accepts. */
export interface AcceptableFactors {
  /** As the baseline, or Okta's table, writes them. */
  readonly names: readonly string[];
  /** The same, each once, in Identity Engine's words. */
  readonly kinds: readonly FactorKind[];
  readonly atLeast: number;
}

const vocabulary: Readonly<Record<Engine, Readonly<Record<string, unknown>>>> = {
  identity: identityAuthenticators,
  classic: classicFactors,
};

/** Takes a requirement's factors apart. What the org's engine does not have at all is no way to be phishing-resistant. */
export function acceptableFactors(required: FactorRequirement, engine: Engine): AcceptableFactors {
  const names =
    required.kind === "anyOf"
      ? required.anyOf
      : phishingResistantFactors.filter((name) =>
          Object.hasOwn(vocabulary[engine], parseFactorName(name).key),
        );
  const kinds = new Map(names.map((name) => [JSON.stringify(kindNamed(name)), kindNamed(name)]));
  return { names, kinds: [...kinds.values()], atLeast: required.atLeast };
}

/** Whether a requirement names a method of an authenticator that has several. */
export function namesMethod({ org, requirements }: Pick<Baseline, "org" | "requirements">): boolean {
  return requirements.some(
    ({ factors }) =>
      factors !== null && acceptableFactors(factors, org.engine).kinds.some(({ method }) => method !== null),
  );
}
