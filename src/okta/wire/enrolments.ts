import { z } from "zod";
import {
  flexibleOktaVerifyKeys,
  identityAuthenticators,
  onlyMethodOf,
  repeatingKeys,
} from "../../model/authenticators.ts";
import type { AuthenticatorId } from "../../model/ids.ts";
import type { Enrolment } from "../../model/snapshot.ts";
import type { Engine } from "../../model/words.ts";

export const wireFactor = z.looseObject({
  factorType: z.string().min(1),
  provider: z.string().nullish(),
  status: z.string(),
});

const link = z.looseObject({ href: z.string() });

export const wireAuthenticatorEnrolment = z.looseObject({
  key: z.string().min(1),
  type: z.string().nullish(),
  status: z.string(),
  _links: z.looseObject({ authenticator: link.nullish() }).nullish(),
});

interface FactorNames {
  /** Classic's policy key; null where Classic has none. */
  readonly classic: string | null;
  /** Identity Engine's authenticator key and method; null where it has none. */
  readonly identity: readonly [key: string, method: string] | null;
}

/** By factor type and provider, from Okta's table (okta-api 2.1). */
const factorTable: Readonly<Record<string, FactorNames>> = {
  "question/OKTA": { classic: "okta_question", identity: ["security_question", "security_question"] },
  "sms/OKTA": { classic: "okta_sms", identity: ["phone_number", "sms"] },
  "call/OKTA": { classic: "okta_call", identity: ["phone_number", "voice"] },
  "email/OKTA": { classic: "okta_email", identity: ["okta_email", "email"] },
  "push/OKTA": { classic: "okta_push", identity: ["okta_verify", "push"] },
  "token:software:totp/OKTA": { classic: "okta_otp", identity: ["okta_verify", "totp"] },
  "token:software:totp/GOOGLE": { classic: "google_otp", identity: ["google_otp", "otp"] },
  "signed_nonce/OKTA": { classic: null, identity: ["okta_verify", "signed_nonce"] },
  "webauthn/FIDO": { classic: "fido_webauthn", identity: ["webauthn", "webauthn"] },
  "u2f/FIDO": { classic: "fido_u2f", identity: null },
  "token/RSA": { classic: "rsa_token", identity: ["rsa_token", "otp"] },
  "token/SYMANTEC": { classic: "symantec_vip", identity: ["symantec_vip", "otp"] },
  "token:hardware/YUBICO": { classic: "yubikey_token", identity: ["yubikey_token", "otp"] },
  "token:hotp/CUSTOM": { classic: "hotp", identity: ["custom_otp", "otp"] },
  "web/DUO": { classic: "duo", identity: ["duo", "duo"] },
};

const enrolment = (key: string, method: string | null, status: string, known: boolean): Enrolment => ({
  key,
  authenticatorId: null,
  method,
  status,
  known,
});

/** One of `GET /users/{id}/factors` in the words of the org's engine. */
export function toFactor(factor: z.output<typeof wireFactor>, engine: Engine): Enrolment {
  const name = `${factor.factorType}/${factor.provider ?? "unknown"}`;
  const names = Object.hasOwn(factorTable, name) ? factorTable[name] : undefined;
  if (engine === "classic" && names?.classic) return enrolment(names.classic, null, factor.status, true);
  if (engine === "identity" && names?.identity) return enrolment(...names.identity, factor.status, true);
  return enrolment(name, null, factor.status, false);
}

/**
 * The method of an enrolment. Whether Okta Verify's methods are items of their own there is not verified against
 * a live org: where an item's type is one of the authenticator's methods, it is believed.
 */
function methodOf(key: string, type: string | null): string | null {
  const methods = Object.hasOwn(identityAuthenticators, key)
    ? identityAuthenticators[key]?.methods
    : undefined;
  if (type !== null && methods !== undefined && Object.hasOwn(methods, type)) return type;
  return onlyMethodOf(key);
}

/** One of `GET /users/{id}/authenticator-enrollments`. */
export function toAuthenticatorEnrolment(one: z.output<typeof wireAuthenticatorEnrolment>): Enrolment {
  const flexible = Object.hasOwn(flexibleOktaVerifyKeys, one.key)
    ? flexibleOktaVerifyKeys[one.key]
    : undefined;
  if (flexible !== undefined) return enrolment("okta_verify", flexible, one.status, true);
  const authenticatorId = one._links?.authenticator?.href.split("/").at(-1);
  return {
    key: one.key,
    authenticatorId:
      authenticatorId !== undefined && repeatingKeys.has(one.key)
        ? (authenticatorId as AuthenticatorId)
        : null,
    method: methodOf(one.key, one.type ?? null),
    status: one.status,
    known: Object.hasOwn(identityAuthenticators, one.key),
  };
}
