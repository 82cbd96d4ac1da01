import { identityAuthenticators } from "./authenticators.ts";

/** Traits of one method of an authenticator, from Okta's table of method characteristics (okta-api section 5). */
export interface MethodTraits {
  readonly kind: "knowledge" | "possession";
  /** As constraints name it (`types`). */
  readonly type: string;
  /** It can prove who holds it, by a PIN or biometrics: then it counts as two kinds of factor. */
  readonly verifiesUser: boolean;
  readonly deviceBound: boolean;
  readonly hardwareProtected: boolean;
  readonly phishingResistant: boolean;
  /** SMS, voice, e-mail and security questions: easily phished or intercepted (NIST SP 800-63B 5.2.10). */
  readonly weak: boolean;
}

/** Kinds of authenticator by key, as constraints name them (okta-api section 5). */
const types: Readonly<Record<string, string>> = {
  okta_password: "password",
  security_question: "security_question",
  okta_email: "email",
  phone_number: "phone",
  okta_verify: "app",
  google_otp: "app",
  custom_app: "app",
  duo: "app",
  symantec_vip: "app",
  webauthn: "security_key",
  custom_otp: "security_key",
  onprem_mfa: "security_key",
  rsa_token: "security_key",
  yubikey_token: "security_key",
  external_idp: "federated",
  smart_card_idp: "federated",
  tac: "tac",
};

const verifying: ReadonlySet<string> = new Set([
  "okta_verify:push",
  "okta_verify:signed_nonce",
  "webauthn:webauthn",
  "smart_card_idp:cert",
  "custom_app:push",
]);
const notBound: ReadonlySet<string> = new Set([
  "okta_email:email",
  "phone_number:sms",
  "phone_number:voice",
  "external_idp:idp",
  "tac:tac",
]);
/** Where Okta's table says "in some configurations", the method is taken to be so: it may satisfy what is asked. */
const inHardware: ReadonlySet<string> = new Set([
  "okta_verify:push",
  "okta_verify:signed_nonce",
  "webauthn:webauthn",
  "yubikey_token:otp",
  "smart_card_idp:cert",
  "custom_app:push",
]);

function traitsFor(key: string, method: string): MethodTraits | null {
  const assurance = Object.hasOwn(identityAuthenticators, key)
    ? identityAuthenticators[key]?.methods[method]?.assurance
    : undefined;
  if (assurance === undefined) return null;
  const name = `${key}:${method}`;
  const isKnowledge = assurance === "knowledge";
  return {
    kind: isKnowledge ? "knowledge" : "possession",
    type: types[key] ?? key,
    verifiesUser: verifying.has(name),
    deviceBound: !isKnowledge && !notBound.has(name),
    hardwareProtected: inHardware.has(name),
    phishingResistant: assurance === "phishing-resistant",
    weak: assurance === "weak" || key === "security_question",
  };
}

const known = new Map<string, MethodTraits | null>();

/** Traits of a method; null for one that we do not know. */
export function traitsOfMethod(key: string, method: string): MethodTraits | null {
  const name = `${key}:${method}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  const traits = traitsFor(key, method);
  known.set(name, traits);
  return traits;
}
