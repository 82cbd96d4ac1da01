import type { EnrollSetting } from "../../model/words.ts";
import { fillState } from "../filling/fill-state.ts";
import type { EmulatorState } from "../state/state.ts";
import type { JsonObject } from "../wire/json.ts";
import { defaultPolicy, enrollPolicy, enrollRule } from "./acme-policies.ts";
import type { WrittenUser } from "./acme-written.ts";

const switchedOn = ["okta_otp", "okta_push", "google_otp", "fido_webauthn"];
const switchedOff = ["okta_sms", "okta_call", "okta_question"];

type Row = readonly [login: string, firstName: string, lastName: string, factors: readonly string[]];

const soft = ["okta_push", "okta_otp"];
const key = ["fido_webauthn", ...soft];

const people: readonly Row[] = [
  ["nia", "Nia", "Okonkwo", key],
  ["omar", "Omar", "Haddad", key],
  ["dana", "Dana", "Weiss", soft],
  ["soren", "Søren", "Kjærgaard", soft],
  ["lukasz", "Łukasz", "Wójcik", ["google_otp"]],
  ["mei", "Mei", "Tanaka", soft],
  ["bjork", "Björk", "Jónsdóttir", key],
  ["eoin", "Eoin", "O'Sullivan", ["google_otp"]],
  ["oksana", "Оксана", "Шевченко", soft],
  ["ming", "志明", "陳", soft],
];

function employee([name, firstName, lastName, factors]: Row): WrittenUser {
  const login = `${name}@acme.example`;
  return {
    login,
    profile: { login, email: login, firstName, lastName, userType: "employee" },
    factors: [...factors],
    roles: name === "nia" ? ["SUPER_ADMIN"] : [],
  };
}

/** The factors shape lists the factors that are on in the org (okta-api 4.2). */
function factorSettings(settings: Readonly<Record<string, EnrollSetting>>): JsonObject {
  const factors = switchedOn.map((id) => [
    id,
    { enroll: { self: settings[id] ?? "NOT_ALLOWED" }, consent: { type: "NONE" } },
  ]);
  return { factors: Object.fromEntries(factors) };
}

/** A small Acme on the Classic Engine, in line with `policy/baseline.classic.yaml`. */
export function acmeClassicState(): EmulatorState {
  return fillState({
    engine: "classic",
    org: { subdomain: "acme-classic" },
    users: [
      ...people.map(employee),
      { login: "ingrid@acme.example", status: "SUSPENDED" },
      { login: "stefan@acme.example", status: "DEPROVISIONED" },
    ],
    groups: [
      {
        name: "MFA Required",
        description: "Everyone who signs in",
        members: people.map(([name]) => `${name}@acme.example`),
      },
      { name: "MFA Admins", members: ["nia@acme.example", "omar@acme.example"], roles: ["USER_ADMIN"] },
    ],
    groupRules: [
      {
        name: "MFA Required - employees",
        expression: 'user.userType=="employee"',
        groupIds: ["MFA Required"],
      },
    ],
    orgFactors: [
      ...switchedOn.map((id) => ({ id, status: "ACTIVE" as const })),
      ...switchedOff.map((id) => ({ id, status: "INACTIVE" as const })),
    ],
    policies: [
      enrollPolicy(
        "Admins",
        ["MFA Admins"],
        factorSettings({ fido_webauthn: "REQUIRED", okta_otp: "OPTIONAL", okta_push: "OPTIONAL" }),
        [enrollRule("Enroll at the first sign-in", "LOGIN")],
      ),
      enrollPolicy(
        "MFA required",
        ["MFA Required"],
        factorSettings({
          okta_otp: "REQUIRED",
          okta_push: "OPTIONAL",
          fido_webauthn: "OPTIONAL",
          google_otp: "OPTIONAL",
        }),
        [enrollRule("Enroll when a factor is asked for", "CHALLENGE")],
      ),
      defaultPolicy(factorSettings({ okta_otp: "OPTIONAL", okta_push: "OPTIONAL" })),
    ],
  });
}
