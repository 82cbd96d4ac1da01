import type { EnrollAction, EnrollSetting } from "../../model/words.ts";
import type { JsonObject } from "../wire/json.ts";
import type { WrittenPolicy, WrittenPolicyRule } from "./acme-written.ts";

/** Settings of an enrollment policy by authenticator key; keys left out are not allowed. */
type Settings = Readonly<Record<string, EnrollSetting>>;

const anywhere: JsonObject = { connection: "ANYWHERE" };
const inOffice: JsonObject = { connection: "ZONE", include: ["Corp"] };
const outside: JsonObject = { connection: "ZONE", exclude: ["Corp"] };

/** An enrollment rule that leaves nobody out; zones are meant by name. */
export function enrollRule(
  name: string,
  self: EnrollAction,
  network: JsonObject = anywhere,
): WrittenPolicyRule {
  return {
    name,
    conditions: { people: { users: { exclude: [] } }, network },
    actions: { enroll: { self } },
  };
}

/** Authenticators that are on in Acme's org; Okta lists every one of them in every enrollment policy. */
export const acmeAuthenticators = ["okta_email", "google_otp", "okta_verify", "okta_password", "webauthn"];

/** The settings of an enrollment policy of Identity Engine, completed as Okta completes them. */
export function authenticatorSettings(settings: Settings): JsonObject {
  return {
    type: "AUTHENTICATORS",
    authenticators: acmeAuthenticators.map((key) => ({
      key,
      enroll: { self: settings[key] ?? "NOT_ALLOWED" },
    })),
  };
}

/** An enrollment policy of some groups (by name). */
export function enrollPolicy(
  name: string,
  groups: readonly string[],
  settings: JsonObject,
  rules: readonly WrittenPolicyRule[],
  description: string | null = null,
): WrittenPolicy {
  return {
    type: "MFA_ENROLL",
    name,
    description,
    conditions: { people: { groups: { include: groups } } },
    settings,
    rules: [...rules],
  };
}

/** Acme's enrollment policies in their order, Okta's own last. */
export function acmePolicies(): readonly WrittenPolicy[] {
  const strong = {
    okta_password: "REQUIRED",
    okta_verify: "REQUIRED",
    webauthn: "OPTIONAL",
    google_otp: "OPTIONAL",
  } as const;
  return [
    enrollPolicy(
      "Admins",
      ["MFA Admins"],
      authenticatorSettings({ okta_password: "REQUIRED", webauthn: "REQUIRED", okta_verify: "OPTIONAL" }),
      [enrollRule("Enroll at sign-in", "CHALLENGE")],
      "Phishing-resistant factors for administrators",
    ),
    enrollPolicy("Contractors", ["Contractors"], authenticatorSettings(strong), [
      enrollRule("Enroll in the office", "CHALLENGE", inOffice),
      enrollRule("No enrollment elsewhere", "NEVER", outside),
    ]),
    enrollPolicy(
      "MFA required",
      ["MFA Required"],
      authenticatorSettings({ ...strong, okta_email: "OPTIONAL" }),
      [enrollRule("Enroll at sign-in", "CHALLENGE")],
    ),
    defaultPolicy(
      authenticatorSettings({
        okta_password: "REQUIRED",
        okta_verify: "OPTIONAL",
        webauthn: "OPTIONAL",
        okta_email: "OPTIONAL",
      }),
    ),
  ];
}

/** Okta's own enrollment policy with other settings than it starts with. */
export function defaultPolicy(settings: JsonObject): WrittenPolicy {
  return {
    ...enrollPolicy(
      "Default Policy",
      ["Everyone"],
      settings,
      [{ ...enrollRule("Default Rule", "CHALLENGE"), system: true }],
      "The default policy applies in all situations if no other policy applies.",
    ),
    system: true,
  };
}
