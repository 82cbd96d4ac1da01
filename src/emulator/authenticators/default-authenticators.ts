import type { EmulatedAuthenticator } from "../state/state.ts";
import type { JsonObject } from "../wire/json.ts";

interface AuthenticatorKind {
  readonly type: string;
  readonly name: string;
  readonly methods: readonly string[];
  readonly settings: JsonObject | null;
  /** Okta's form of provider, where the kind has one. */
  readonly provider: JsonObject | null;
}

const kind = (
  type: string,
  name: string,
  methods: readonly string[],
  settings: JsonObject | null = null,
  provider: JsonObject | null = null,
): AuthenticatorKind => ({ type, name, methods, settings, provider });

/** Kinds by key, as recorded (okta-api 5); duo, symantec_vip, smart_card_idp and tac never were. */
export const authenticatorKinds: Readonly<Record<string, AuthenticatorKind>> = {
  okta_password: kind("password", "Password", ["password"]),
  okta_email: kind("email", "Email", ["email"], { allowedFor: "any", tokenLifetimeInMinutes: 5 }),
  okta_verify: kind("app", "Okta Verify", ["push", "totp", "signed_nonce"], {
    compliance: { fips: "OPTIONAL" },
    channelBinding: { style: "NUMBER_CHALLENGE", required: "HIGH_RISK_ONLY" },
    userVerification: "PREFERRED",
    enrollmentSecurityLevel: "ANY",
    userVerificationMethods: ["PIN", "BIOMETRICS"],
    appInstanceId: "",
  }),
  webauthn: kind("security_key", "Security Key or Biometric", ["webauthn"]),
  google_otp: kind("app", "Google Authenticator", ["otp"], {}),
  phone_number: kind("phone", "Phone", ["sms", "voice"], { allowedFor: "any" }),
  security_question: kind("security_question", "Security Question", ["security_question"], {
    allowedFor: "recovery",
  }),
  custom_app: kind(
    "app",
    "Custom App Authenticator",
    ["push"],
    { userVerification: "PREFERRED" },
    { type: "PUSH", configuration: {} },
  ),
  custom_otp: kind("security_key", "Custom OTP", ["otp"]),
  onprem_mfa: kind("security_key", "On-Prem MFA", ["otp"]),
  rsa_token: kind("security_key", "RSA SecurID", ["otp"]),
  yubikey_token: kind("security_key", "YubiKey Authenticator", ["otp"]),
  external_idp: kind("federated", "IdP Authenticator", ["idp"]),
  duo: kind("app", "Duo Security", ["duo"]),
  symantec_vip: kind("app", "Symantec VIP", ["otp"]),
  smart_card_idp: kind("federated", "Smart Card Authenticator", ["cert"]),
  tac: kind("tac", "Temporary Access Code", ["tac"]),
};

/**
 * Settings of methods that have any, by `key:method`: those of WebAuthn as in Okta's examples, those of Okta Verify
 * in the form of Okta's OpenAPI document, their values not verified against a live org.
 */
const methodSettings: Readonly<Record<string, JsonObject>> = {
  "webauthn:webauthn": { userVerification: "DISCOURAGED", attachment: "ANY" },
  "okta_verify:push": { algorithms: ["RS256", "ES256"], keyProtection: "ANY", transactionTypes: ["LOGIN"] },
  "okta_verify:signed_nonce": {
    algorithms: ["RS256", "ES256"],
    keyProtection: "ANY",
    showSignInWithOV: "ALWAYS",
  },
  "okta_verify:totp": {
    timeIntervalInSeconds: 30,
    encoding: "base32",
    algorithm: "HMacSHA1",
    passCodeLength: 6,
  },
};

/** Authenticators of an Identity Engine org when the state names none. */
export const defaultAuthenticatorKeys: readonly string[] = [
  "okta_email",
  "google_otp",
  "okta_verify",
  "okta_password",
  "phone_number",
  "webauthn",
  "security_question",
];

/** An authenticator as Okta sets it up for a key; the key itself serves as name where it is unknown. */
export function newAuthenticator(key: string, id: string, at: string): EmulatedAuthenticator {
  const known = authenticatorKinds[key] ?? kind("app", key, []);
  return {
    id,
    key,
    type: known.type,
    name: known.name,
    status: "ACTIVE",
    created: at,
    lastUpdated: at,
    settings: known.settings,
    provider: known.provider,
    methods: known.methods.map((type) => ({
      type,
      status: "ACTIVE",
      settings: methodSettings[`${key}:${type}`] ?? null,
    })),
  };
}
