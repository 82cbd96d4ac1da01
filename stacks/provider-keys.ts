import type { policy } from "@pulumi/okta";
import type { Engine, EnrollSetting } from "../model/words.ts";

/**
 * What the provider reads of one authenticator. It drops a misspelt key without a word (pulumi-okta#289: `enrol`),
 * so that the key and its values are a type here (no interface: the provider's maps take none).
 */
export type AuthenticatorSetting = { readonly enroll: EnrollSetting };

type SettingMap = NonNullable<policy.MfaArgs["duo"]>;

/** The arguments of the provider's policies that hold one authenticator each; `externalIdp` gave way to `externalIdps`. */
export type AuthenticatorArgument = Exclude<
  {
    [Name in keyof policy.MfaArgs]-?: SettingMap extends NonNullable<policy.MfaArgs[Name]> ? Name : never;
  }[keyof policy.MfaArgs],
  "externalIdp"
>;

type Places = ReadonlyArray<readonly [key: string, argument: AuthenticatorArgument]>;

/**
 * `sdk.AuthenticatorProviders` of terraform-provider-okta: Okta's key, and where the provider takes it. An argument
 * that is not in this list (`symantecVip`) is not sent for an Identity Engine policy, although it can be written.
 */
const identityPlaces = [
  ["duo", "duo"],
  ["google_otp", "googleOtp"],
  ["okta_email", "oktaEmail"],
  ["okta_password", "oktaPassword"],
  ["okta_verify", "oktaVerify"],
  ["onprem_mfa", "onpremMfa"],
  ["phone_number", "phoneNumber"],
  ["rsa_token", "rsaToken"],
  ["security_question", "securityQuestion"],
  ["smart_card_idp", "smartCardIdp"],
  ["webauthn", "webauthn"],
  ["yubikey_token", "yubikeyToken"],
] as const satisfies Places;

/** `sdk.FactorProviders`. */
const classicPlaces = [
  ["duo", "duo"],
  ["fido_u2f", "fidoU2f"],
  ["fido_webauthn", "fidoWebauthn"],
  ["google_otp", "googleOtp"],
  ["hotp", "hotp"],
  ["okta_call", "oktaCall"],
  ["okta_email", "oktaEmail"],
  ["okta_otp", "oktaOtp"],
  ["okta_password", "oktaPassword"],
  ["okta_push", "oktaPush"],
  ["okta_question", "oktaQuestion"],
  ["okta_sms", "oktaSms"],
  ["rsa_token", "rsaToken"],
  ["symantec_vip", "symantecVip"],
  ["yubikey_token", "yubikeyToken"],
] as const satisfies Places;

/** An argument that a later provider adds and nobody has placed yet: `never`, or a test does not compile. */
export type UnplacedArgument = Exclude<
  AuthenticatorArgument,
  (typeof identityPlaces | typeof classicPlaces)[number][1]
>;

/** Every key that the provider knows on an engine, and the argument that takes it. */
export const providerKeys: Readonly<Record<Engine, ReadonlyMap<string, AuthenticatorArgument>>> = {
  identity: new Map<string, AuthenticatorArgument>(identityPlaces),
  classic: new Map<string, AuthenticatorArgument>(classicPlaces),
};

/** Keys of which an org can have several, where the provider takes a list of settings with ids. */
export const providerLists: ReadonlyMap<string, "customApps" | "externalIdps"> = new Map([
  ["custom_app", "customApps"],
  ["external_idp", "externalIdps"],
] as const);
