import type { LogEvent } from "../../model/log-event.ts";
import { plainName } from "./plain-name.ts";
import { targetOf } from "./subject.ts";

/** The factor that an event is about. */
export interface NamedFactor {
  /** How people's factors are remembered, on Identity Engine and on Classic; none for a word that is not known. */
  readonly refs: readonly string[];
  /** For a sentence. */
  readonly name: string;
}

/** The words of `debugData.factor` and of `outcome.reason` (`User reset FIDO_WEBAUTHN factor`; okta-api 6). */
const tokens: Readonly<Record<string, NamedFactor>> = {
  OKTA_VERIFY_PUSH: { refs: ["okta_verify:push", "okta_push"], name: "Okta Verify (push)" },
  OKTA_SOFT_TOKEN: { refs: ["okta_verify:totp", "okta_otp"], name: "Okta Verify (code)" },
  SIGNED_NONCE: { refs: ["okta_verify:signed_nonce"], name: "Okta FastPass" },
  GOOGLE_AUTHENTICATOR: { refs: ["google_otp"], name: "Google Authenticator" },
  FIDO_WEBAUTHN: { refs: ["webauthn", "fido_webauthn"], name: "a security key or passkey" },
  SECURITY_QUESTION: { refs: ["security_question", "okta_question"], name: "the security question" },
  SMS: { refs: ["phone_number:sms", "okta_sms"], name: "SMS" },
  VOICE: { refs: ["phone_number:voice", "okta_call"], name: "voice call" },
  EMAIL: { refs: ["okta_email"], name: "e-mail" },
};

const inReason = /\b([A-Z][A-Z0-9_]+) factor\b/;

/** The factor of an event of `user.mfa.factor.*`; null when the event does not say. */
export function factorOf(event: LogEvent): NamedFactor | null {
  const said = event.debugData["factor"];
  const token = typeof said === "string" ? said : inReason.exec(event.outcome.reason ?? "")?.[1];
  const known = token === undefined ? undefined : tokens[token];
  if (known !== undefined) return known;
  const enrolment = targetOf(event, ["AuthenticatorEnrollment"]);
  if (enrolment !== null)
    return { refs: [], name: plainName([enrolment.displayName, enrolment.alternateId]) };
  return token === undefined ? null : { refs: [], name: plainName([token]) };
}
