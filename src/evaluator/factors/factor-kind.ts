import {
  authenticatorRef,
  flexibleOktaVerifyKeys,
  identityAuthenticators,
  onlyMethodOf,
  parseFactorName,
  repeatingKeys,
} from "../../model/authenticators.ts";

/** An authenticator, and perhaps one method of it, in Identity Engine's words whatever words it was written in. */
export interface FactorKind {
  readonly key: string;
  /** Of a key that repeats; null: any of them, or not shown. */
  readonly id: string | null;
  /** Null: any method, or not shown; also where the authenticator has only one. */
  readonly method: string | null;
}

interface Translation {
  readonly key: string;
  readonly method: string | null;
}

/** Classic's factor keys that go by another name on Identity Engine (okta-api 2.1); the rest share theirs. */
const factorKeys: Readonly<Record<string, Translation>> = {
  okta_sms: { key: "phone_number", method: "sms" },
  okta_call: { key: "phone_number", method: "voice" },
  okta_push: { key: "okta_verify", method: "push" },
  okta_otp: { key: "okta_verify", method: "totp" },
  okta_question: { key: "security_question", method: null },
  fido_webauthn: { key: "webauthn", method: null },
  hotp: { key: "custom_otp", method: null },
};

function translate(key: string): Translation | undefined {
  if (Object.hasOwn(factorKeys, key)) return factorKeys[key];
  const method = Object.hasOwn(flexibleOktaVerifyKeys, key) ? flexibleOktaVerifyKeys[key] : undefined;
  return method === undefined ? undefined : { key: "okta_verify", method };
}

/** Translates a key, with an id and a method where they are known, into a kind of factor. */
export function factorKind(key: string, id: string | null, method: string | null): FactorKind {
  const translated = translate(key) ?? { key, method: null };
  const named = translated.method ?? method;
  return {
    key: translated.key,
    id: repeatingKeys.has(translated.key) ? id : null,
    method: named === onlyMethodOf(translated.key) ? null : named,
  };
}

/** Translates `okta_verify:push`, `custom_app/autA1` or `okta_sms` in a baseline into a kind of factor. */
export function kindNamed(name: string): FactorKind {
  const { key, id, method } = parseFactorName(name);
  return factorKind(key, id, method);
}

/** Whether what a person has is surely what is asked for: what is not shown does not match what is asked. */
export function satisfies(has: FactorKind, asked: FactorKind): boolean {
  return (
    has.key === asked.key &&
    (asked.id === null || has.id === asked.id) &&
    (asked.method === null || has.method === asked.method)
  );
}

/** Whether two kinds can be one thing, given that a part which is not shown can be anything. */
export function mayBeSame(left: FactorKind, right: FactorKind): boolean {
  const agree = (one: string | null, other: string | null) => one === null || other === null || one === other;
  return left.key === right.key && agree(left.id, right.id) && agree(left.method, right.method);
}

/** The methods that a kind leaves open: all of its authenticator's, or the one it names; null stands for the only one. */
export function methodsOf({ key, method }: FactorKind): readonly (string | null)[] {
  if (method !== null) return [method];
  const known = Object.hasOwn(identityAuthenticators, key)
    ? Object.keys(identityAuthenticators[key]?.methods ?? {})
    : [];
  return known.length > 1 ? known : [null];
}

/** As reports name it: `webauthn`, `okta_verify:push`, `custom_app/autA1`. */
export function nameOfFactor(key: string, id: string | null, method: string | null): string {
  const ref = authenticatorRef(key, id);
  return method === null || method === onlyMethodOf(key) ? ref : `${ref}:${method}`;
}
