/** Okta's own display names; the provider uses one only to add an authenticator that the org does not have yet. */
const displayNames: Readonly<Record<string, string>> = {
  duo: "Duo Security",
  google_otp: "Google Authenticator",
  okta_email: "Email",
  okta_password: "Password",
  okta_verify: "Okta Verify",
  onprem_mfa: "On-Prem MFA",
  phone_number: "Phone",
  rsa_token: "RSA SecurID",
  security_question: "Security Question",
  smart_card_idp: "Smart Card Authenticator",
  symantec_vip: "Symantec VIP",
  tac: "Temporary Access Code",
  webauthn: "Security Key or Biometric",
  yubikey_token: "YubiKey Authenticator",
};

/** How Okta names an Identity Engine authenticator to people; the key itself for one that is not known here. */
export function displayNameOf(key: string): string {
  return displayNames[key] ?? key;
}
