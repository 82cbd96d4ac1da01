/** One kind of factor: what the factors API, a Classic policy and Identity Engine call it (okta-api 2.1). */
export interface FactorKind {
  readonly factorType: string;
  readonly provider: string;
  readonly vendorName: string;
  /** Key in a factors-shaped policy and in `/org/factors`; null where Classic has none. */
  readonly policyKey: string | null;
  /** Authenticator key and method; null where Identity Engine has none. */
  readonly authenticator: { readonly key: string; readonly method: string } | null;
  /** Prefix of the ids of such enrolments. */
  readonly idPrefix: string;
}

const kind = (
  factorType: string,
  provider: string,
  policyKey: string | null,
  authenticator: string | null,
  idPrefix: string,
  vendorName = provider,
): FactorKind => {
  const [key = "", method = ""] = authenticator?.split(":") ?? [];
  return {
    factorType,
    provider,
    vendorName,
    policyKey,
    authenticator: authenticator === null ? null : { key, method },
    idPrefix,
  };
};

/** Every kind that the references name. */
export const factorKinds: readonly FactorKind[] = [
  kind("question", "OKTA", "okta_question", "security_question:security_question", "ufs"),
  kind("sms", "OKTA", "okta_sms", "phone_number:sms", "sms"),
  kind("call", "OKTA", "okta_call", "phone_number:voice", "clf"),
  kind("email", "OKTA", "okta_email", "okta_email:email", "emf"),
  kind("push", "OKTA", "okta_push", "okta_verify:push", "opf"),
  kind("token:software:totp", "OKTA", "okta_otp", "okta_verify:totp", "ost"),
  kind("token:software:totp", "GOOGLE", "google_otp", "google_otp:otp", "uft"),
  kind("signed_nonce", "OKTA", null, "okta_verify:signed_nonce", "pfd"),
  kind("webauthn", "FIDO", "fido_webauthn", "webauthn:webauthn", "fwf"),
  kind("u2f", "FIDO", "fido_u2f", null, "fuf"),
  kind("token", "RSA", "rsa_token", "rsa_token:otp", "rsa"),
  kind("token", "SYMANTEC", "symantec_vip", "symantec_vip:otp", "vip"),
  kind("token:hardware", "YUBICO", "yubikey_token", "yubikey_token:otp", "ykf"),
  kind("token:hotp", "CUSTOM", "hotp", "custom_otp:otp", "chf"),
  kind("web", "DUO", "duo", "duo:duo", "duf"),
  // How `/factors` shows these two is not verified against a live org.
  kind("push", "CUSTOM", null, "custom_app:push", "cap"),
  kind("claims_provider", "CUSTOM", null, "external_idp:idp", "cpf"),
];

/** The kind of a factor as the API names it; null for one that we do not know. */
export function kindOfFactor(factor: {
  readonly factorType: string;
  readonly provider: string;
}): FactorKind | null {
  return (
    factorKinds.find(
      (known) => known.factorType === factor.factorType && known.provider === factor.provider,
    ) ?? null
  );
}

/** The kind that `okta_sms`, `webauthn` or `okta_verify:push` names; null for none or more than one. */
export function kindOfName(name: string): FactorKind | null {
  const [key = "", method] = name.replace(/\/[^:]*/, "").split(":");
  const found = factorKinds.filter(
    (known) =>
      (method === undefined && known.policyKey === key) ||
      (known.authenticator?.key === key && (method === undefined || known.authenticator.method === method)),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}
