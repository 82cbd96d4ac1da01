import {
  authenticatorRef,
  classicFactors,
  flexibleOktaVerifyKeys,
  identityAuthenticators,
  parseFactorName,
} from "../../model/authenticators.ts";
import type { AuthenticatorSetting, EnrollmentPolicy } from "../../model/live-enrollment.ts";

/**
 * Classic factor keys whose Identity Engine authenticator bears another name; the rest share theirs. Okta's guide
 * "Upgrade your MFA enrollment policies" (guides/oie-upgrade-mfa-enroll-policy) has the table, with some stale names.
 */
const authenticatorOfFactor: ReadonlyMap<string, string> = new Map([
  ["okta_sms", "phone_number"],
  ["okta_call", "phone_number"],
  ["okta_push", "okta_verify"],
  ["okta_otp", "okta_verify"],
  ["fido_webauthn", "webauthn"],
  ["fido_u2f", "webauthn"],
  ["okta_question", "security_question"],
]);

const isFlexibleOktaVerify = (key: string): boolean => Object.hasOwn(flexibleOktaVerifyKeys, key);

/** Spoken on Identity Engine only: one such key among the declared ones says which vocabulary is meant. */
const isAuthenticatorOnly = (ref: string): boolean => {
  const { key } = parseFactorName(ref);
  const shared = Object.hasOwn(classicFactors, key);
  return (Object.hasOwn(identityAuthenticators, key) && !shared) || isFlexibleOktaVerify(key);
};

/** Picks, of two settings that are known by one name, the one that lets people do more. */
function stronger(left: string | undefined, right: string): string {
  const both = [left, right];
  if (both.includes("REQUIRED")) return "REQUIRED";
  if (both.includes("OPTIONAL")) return "OPTIONAL";
  // A value we do not know must stay visible: to swallow it would call it not allowed.
  return left === undefined || left === "NOT_ALLOWED" ? right : left;
}

function namesFor(policy: EnrollmentPolicy, declared: ReadonlySet<string>): (key: string) => string {
  if (policy.shape === "factors") {
    const translate = [...declared].some(isAuthenticatorOnly);
    return (key) => (translate && !declared.has(key) ? (authenticatorOfFactor.get(key) ?? key) : key);
  }
  const flexible = [...declared].some(isFlexibleOktaVerify);
  return (key) => (!flexible && isFlexibleOktaVerify(key) ? "okta_verify" : key);
}

/** A live policy's settings by the same names, as Okta sent them: several where several come under one name. */
export function settingsByName(
  policy: EnrollmentPolicy,
  declared: Iterable<string>,
): ReadonlyMap<string, readonly AuthenticatorSetting[]> {
  const nameOf = namesFor(policy, new Set(declared));
  const byName = new Map<string, AuthenticatorSetting[]>();
  for (const setting of policy.settings) {
    const ref = authenticatorRef(nameOf(setting.key), setting.id);
    byName.set(ref, [...(byName.get(ref) ?? []), setting]);
  }
  return byName;
}

/**
 * A live policy's settings in the words of the baseline: from ref (`key`, or `key/id` where a key repeats) to what
 * Okta says of enrolling it; a ref that is not in the map is not allowed.
 *
 * - Identity Engine orgs can hold factors-shaped policies: with an authenticator key among `declared`, factor keys
 *   are translated (`okta_sms` and `okta_call` become `phone_number`), unless declared themselves.
 * - Flexible Okta Verify (`okta_verify_push`, …) is one `okta_verify`, unless `declared` names its parts.
 * - Where several settings come under one name, REQUIRED wins over OPTIONAL, and OPTIONAL over NOT_ALLOWED.
 * - Values that Okta may add one day are kept as they are. A repeating key that Okta sent without its id is under
 *   the bare key.
 *
 * @param declared - refs that the baseline names, or that the question is about
 */
export function settingsOf(
  policy: EnrollmentPolicy,
  declared: Iterable<string>,
): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const [ref, all] of settingsByName(policy, declared)) {
    for (const { key, enroll } of all) {
      // Okta's guide to Okta Verify authenticators shows methods that are off as DISABLED.
      const value = isFlexibleOktaVerify(key) && enroll === "DISABLED" ? "NOT_ALLOWED" : enroll;
      settings.set(ref, stronger(settings.get(ref), value));
    }
  }
  return settings;
}
