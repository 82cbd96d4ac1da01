import { onlyMethodOf } from "../../model/authenticators.ts";
import { type MethodTraits, traitsOfMethod } from "../../model/method-traits.ts";
import { type FactorKind, nameOfFactor } from "../factors/factor-kind.ts";

/** A way for a person to use one authenticator at sign-in. */
export interface FactorUse {
  readonly key: string;
  readonly id: string | null;
  /** Okta's name of the method; also where the authenticator has only one. */
  readonly method: string;
  readonly traits: MethodTraits;
  /** As reports name it: `okta_verify:push`. */
  readonly name: string;
}

/** The use that a kind of factor is; null where its method is not known, or not to us. */
export function useOf(kind: FactorKind): FactorUse | null {
  const method = kind.method ?? onlyMethodOf(kind.key);
  const traits = method === null ? null : traitsOfMethod(kind.key, method);
  if (method === null || traits === null) return null;
  return { key: kind.key, id: kind.id, method, traits, name: nameOfFactor(kind.key, kind.id, kind.method) };
}

/** The password, or an identity provider that stands for it. */
export const passwordKey = "okta_password";

export const isPassword = ({ key }: FactorUse): boolean => key === passwordKey;

/** A factor as it is used in one sign-in: with or without proof of who holds it. */
export interface UsedFactor {
  readonly use: FactorUse;
  readonly verified: boolean;
}

/** Kinds of factor that a set of used factors comes to; a verified one counts as two. */
export function kindsOf(used: readonly UsedFactor[]): number {
  const kinds = new Set<string>();
  for (const { use, verified } of used) {
    kinds.add(use.traits.kind);
    if (verified) kinds.add("inherence");
  }
  return kinds.size;
}
