import { acmeAuthenticators } from "./acme-policies.ts";

/** Enrollment policies of a generated org, by name; the baseline and the org are both made from them. */
export const generatedPolicies = {
  Admins: { okta_password: "REQUIRED", webauthn: "REQUIRED", okta_verify: "OPTIONAL" },
  "MFA required": {
    okta_password: "REQUIRED",
    okta_verify: "REQUIRED",
    webauthn: "OPTIONAL",
    google_otp: "OPTIONAL",
  },
  "Default Policy": {
    okta_password: "REQUIRED",
    okta_verify: "OPTIONAL",
    webauthn: "OPTIONAL",
    google_otp: "OPTIONAL",
  },
} as const;

/** The baseline of a generated org, as JSON, which is YAML too. */
export function generatedBaseline(admins: readonly string[]): string {
  const rules = [{ name: "Enroll at sign-in", enroll: "CHALLENGE" }];
  return JSON.stringify({
    version: 1,
    org: { engine: "identity" },
    groups: [{ name: "MFA Required" }, { name: "MFA Admins", members: admins, onlyMembers: true }],
    authenticators: Object.fromEntries(acmeAuthenticators.map((key) => [key, "ACTIVE"])),
    enrollmentPolicies: [
      { name: "Admins", groups: ["MFA Admins"], authenticators: generatedPolicies.Admins, rules },
      {
        name: "MFA required",
        groups: ["MFA Required"],
        authenticators: generatedPolicies["MFA required"],
        rules,
      },
      { name: "Default Policy", authenticators: generatedPolicies["Default Policy"] },
    ],
    requirements: [
      {
        id: "everyone",
        title: "Everyone who signs in has a strong factor",
        appliesTo: { everyone: true },
        memberOf: ["MFA Required"],
        governedBy: ["Admins", "MFA required"],
        factors: { anyOf: ["okta_verify:push", "okta_verify:signed_nonce", "webauthn", "google_otp"] },
      },
      {
        id: "admins",
        title: "Administrators have a phishing-resistant factor",
        appliesTo: { adminRoles: "any" },
        governedBy: ["Admins"],
        factors: { phishingResistant: true },
        severity: "critical",
      },
    ],
  });
}
