import type { ApiCall } from "../call/api-call.ts";
import { target, userTarget } from "../log/log-events.ts";
import { kindOfFactor } from "../state/factor-kinds.ts";
import type { EmulatedFactor, EmulatedUser } from "../state/state.ts";

/** Names of factors in the log (okta-api 6); one that was never seen there is named by its type. */
const tokens: Readonly<Record<string, string>> = {
  "push/OKTA": "OKTA_VERIFY_PUSH",
  "token:software:totp/OKTA": "OKTA_SOFT_TOKEN",
  "token:software:totp/GOOGLE": "GOOGLE_AUTHENTICATOR",
  "signed_nonce/OKTA": "SIGNED_NONCE",
  "webauthn/FIDO": "FIDO_WEBAUTHN",
  "question/OKTA": "SECURITY_QUESTION",
  "sms/OKTA": "SMS",
  "call/OKTA": "VOICE",
  "email/OKTA": "EMAIL",
};

/** Writes what became of a factor; `outcome.reason` names it, and Identity Engine adds the enrollment as a target. */
export function logFactor(
  call: ApiCall,
  what: "activate" | "deactivate" | "update",
  user: EmulatedUser,
  factor: EmulatedFactor,
): void {
  const name = tokens[`${factor.factorType}/${factor.provider}`] ?? factor.factorType.toUpperCase();
  const verb = { activate: "set up", deactivate: "reset", update: "updated" }[what];
  const kind = kindOfFactor(factor);
  const enrolment =
    call.org.initial.engine === "identity" && kind?.authenticator
      ? [
          target("AuthenticatorEnrollment", factor.id, kind.authenticator.key, "unknown", {
            methodTypeUsed: kind.authenticator.method,
          }),
        ]
      : [];
  call.log({
    eventType: `user.mfa.factor.${what}`,
    targets: [userTarget(user), ...enrolment],
    reason: `User ${verb} ${name} factor`,
    debugData: { factor: name },
  });
}
