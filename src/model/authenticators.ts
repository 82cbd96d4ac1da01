/**
 * Worth of Okta's authenticators and factors, from Okta's table of method characteristics
 * (okta-api section 5) and NIST SP 800-63B section 5.2.5 for phishing resistance.
 */

/** `weak` can be phished or intercepted with little effort; `knowledge` is not a possession at all. */
export type Assurance = "phishing-resistant" | "strong" | "weak" | "knowledge";

interface MethodTraits {
  readonly assurance: Assurance;
}

interface AuthenticatorTraits {
  /** Methods by Okta's name; an authenticator with one method needs none named. */
  readonly methods: Readonly<Record<string, MethodTraits>>;
}

const one = (method: string, assurance: Assurance): AuthenticatorTraits => ({
  methods: { [method]: { assurance } },
});

/** Identity Engine authenticators by key. */
export const identityAuthenticators: Readonly<Record<string, AuthenticatorTraits>> = {
  okta_password: one("password", "knowledge"),
  security_question: one("security_question", "knowledge"),
  okta_email: one("email", "weak"),
  phone_number: { methods: { sms: { assurance: "weak" }, voice: { assurance: "weak" } } },
  external_idp: one("idp", "strong"),
  duo: one("duo", "strong"),
  google_otp: one("otp", "strong"),
  symantec_vip: one("otp", "strong"),
  custom_otp: one("otp", "strong"),
  onprem_mfa: one("otp", "strong"),
  rsa_token: one("otp", "strong"),
  yubikey_token: one("otp", "strong"),
  okta_verify: {
    methods: {
      push: { assurance: "strong" },
      totp: { assurance: "strong" },
      signed_nonce: { assurance: "phishing-resistant" },
    },
  },
  webauthn: one("webauthn", "phishing-resistant"),
  smart_card_idp: one("cert", "phishing-resistant"),
  custom_app: one("push", "strong"),
  tac: one("tac", "weak"),
};

/** Classic factors by policy key; each is one method. */
export const classicFactors: Readonly<Record<string, Assurance>> = {
  okta_password: "knowledge",
  okta_question: "knowledge",
  okta_email: "weak",
  okta_sms: "weak",
  okta_call: "weak",
  okta_otp: "strong",
  okta_push: "strong",
  google_otp: "strong",
  hotp: "strong",
  rsa_token: "strong",
  symantec_vip: "strong",
  yubikey_token: "strong",
  duo: "strong",
  fido_u2f: "strong",
  fido_webauthn: "phishing-resistant",
};

/** Keys of which an org can have several, so that identity is (key, id) (okta-api 4.2). */
export const repeatingKeys: ReadonlySet<string> = new Set(["custom_app", "custom_otp", "external_idp"]);

export const oktaVerify = "okta_verify";

/** Okta Verify split by method in orgs with the early-access feature "Flexible Okta Verify" (okta-api 4.2). */
export const flexibleOktaVerifyKeys: Readonly<Record<string, string>> = {
  okta_verify_totp: "totp",
  okta_verify_push: "push",
  okta_verify_fastpass: "signed_nonce",
};

/** How the baseline and the report name an authenticator: `key`, or `key/id` where a key repeats. */
export function authenticatorRef(key: string, id: string | null): string {
  return id !== null && repeatingKeys.has(key) ? `${key}/${id}` : key;
}

/** The parts of `key`, `key:method` or `key/id`. */
export interface FactorName {
  readonly key: string;
  readonly id: string | null;
  readonly method: string | null;
}

/** Takes `okta_verify:push` or `custom_app/autA1` apart. */
export function parseFactorName(name: string): FactorName {
  const slash = name.indexOf("/");
  const colon = name.indexOf(":", slash + 1);
  const keyEnd = slash >= 0 ? slash : colon >= 0 ? colon : name.length;
  return {
    key: name.slice(0, keyEnd),
    id: slash >= 0 ? name.slice(slash + 1, colon >= 0 ? colon : undefined) : null,
    method: colon >= 0 ? name.slice(colon + 1) : null,
  };
}

/** The only method of an authenticator that has one, else null: `webauthn` needs no method named, `okta_verify` does. */
export function onlyMethodOf(key: string): string | null {
  const methods = Object.keys(identityAuthenticators[key]?.methods ?? {});
  return methods.length === 1 ? (methods[0] ?? null) : null;
}

/**
 * Factors that `phishingResistant: true` accepts; `fido_webauthn` is Classic's webauthn. Classic's `fido_u2f`
 * is left out: Okta's table does not list it, and what is not known to resist does not count.
 */
export const phishingResistantFactors: readonly string[] = [
  "webauthn",
  "okta_verify:signed_nonce",
  "smart_card_idp",
  "fido_webauthn",
];
