import type { Engine } from "./words.ts";

/**
 * Okta's key of each authenticator (Identity Engine: `sdk.AuthenticatorProviders` of terraform-provider-okta) or
 * factor (Classic: `sdk.FactorProviders`), and the argument of Pulumi's enrollment policies that takes its setting.
 * An argument that is not listed for an engine is not sent to it, although it can be written.
 */
export const providerArguments = {
  identity: {
    duo: "duo",
    google_otp: "googleOtp",
    okta_email: "oktaEmail",
    okta_password: "oktaPassword",
    okta_verify: "oktaVerify",
    onprem_mfa: "onpremMfa",
    phone_number: "phoneNumber",
    rsa_token: "rsaToken",
    security_question: "securityQuestion",
    smart_card_idp: "smartCardIdp",
    webauthn: "webauthn",
    yubikey_token: "yubikeyToken",
  },
  classic: {
    duo: "duo",
    fido_u2f: "fidoU2f",
    fido_webauthn: "fidoWebauthn",
    google_otp: "googleOtp",
    hotp: "hotp",
    okta_call: "oktaCall",
    okta_email: "oktaEmail",
    okta_otp: "oktaOtp",
    okta_password: "oktaPassword",
    okta_push: "oktaPush",
    okta_question: "oktaQuestion",
    okta_sms: "oktaSms",
    rsa_token: "rsaToken",
    symantec_vip: "symantecVip",
    yubikey_token: "yubikeyToken",
  },
} as const satisfies Readonly<Record<Engine, Readonly<Record<string, string>>>>;

/** Keys of which an org can have several: the argument takes a list of `{ id, enroll }`. */
export const providerLists = {
  custom_app: "customApps",
  external_idp: "externalIdps",
} as const;
