import {
  acmeAuthenticators,
  authenticatorSettings,
  defaultPolicy,
  enrollPolicy,
  enrollRule,
} from "../../src/emulator/acme/acme-policies.ts";
import type { WrittenGroup, WrittenPolicy, WrittenUser } from "../../src/emulator/acme/acme-written.ts";
import { madeUpName } from "../../src/emulator/acme/made-up-names.ts";
import { fillState } from "../../src/emulator/filling/fill-state.ts";
import { seededRandom } from "../../src/emulator/state/seeded-random.ts";
import type { EmulatorState } from "../../src/emulator/state/state.ts";

/** Names that YAML, a terminal or a reader takes for something else. */
export const hostileNames = [
  "yes",
  "# x",
  "a: b",
  "- dash",
  "[flow]",
  "*star",
  "2026-11-26",
  "null",
  "'quote\"",
  "Zespół Ż\u0301",
  "right \u202eto left",
  "zero\u200bwidth",
  "::set-output name=x::y",
];

/** Names that a baseline refuses, whatever the quotes. */
export const unspeakableNames = ["two\nlines", "bell\u0007"];

const kits = [
  [],
  ["okta_email"],
  ["phone_number:sms"],
  ["okta_verify:totp"],
  ["okta_verify:push", "okta_verify:totp"],
  ["webauthn"],
  ["google_otp", "phone_number:sms"],
] as const;

const statuses = [
  "ACTIVE",
  "ACTIVE",
  "ACTIVE",
  "ACTIVE",
  "ACTIVE",
  "ACTIVE",
  "LOCKED_OUT",
  "PROVISIONED",
  "SUSPENDED",
  "DEPROVISIONED",
] as const;
const weak = authenticatorSettings({
  okta_password: "REQUIRED",
  okta_email: "OPTIONAL",
  google_otp: "OPTIONAL",
});
const strong = authenticatorSettings({
  okta_password: "REQUIRED",
  okta_verify: "REQUIRED",
  webauthn: "OPTIONAL",
});
const anyRule = enrollRule("Enroll at sign-in", "CHALLENGE");

/**
 * An org that grew for years and that nobody declared: leftovers, policies that are off or for nobody, rules that ask
 * nobody to enroll, groups of a directory, two groups of one name, names that nobody should have given.
 */
export function messyOrg(
  people: number,
  { seed = 1, names = [...hostileNames, ...unspeakableNames] } = {},
): EmulatorState {
  const random = seededRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const users = Array.from({ length: people }, (_, number): WrittenUser => {
    const { first, last, login } = madeUpName(number);
    const profile = {
      login,
      email: login,
      firstName: first,
      lastName: last,
      userType: pick(["employee", "contractor"]),
    };
    if (number < 5) return { login, profile, factors: ["webauthn"], roles: ["SUPER_ADMIN"] };
    return { login, profile, status: pick(statuses), factors: [...pick(kits)] };
  });
  const alive = users.flatMap(({ login = "", status }) => (status === "DEPROVISIONED" ? [] : [login]));
  const some = (share: number): string[] => alive.filter(() => random() < share);
  const groups: readonly WrittenGroup[] = [
    { name: "Staff", members: some(0.8) },
    { name: "IT", members: alive.slice(0, 12), roles: ["HELP_DESK_ADMIN"] },
    { name: "AD Contractors", type: "APP_GROUP", members: some(0.2) },
    { name: "Twice", members: some(0.1) },
    { name: "Twice", type: "APP_GROUP", members: some(0.1) },
    { name: "Left over", members: [] },
    ...names.map((name) => ({ name, members: some(0.05) })),
  ];
  return fillState({
    engine: "identity",
    users,
    groups: [...groups],
    groupRules: [
      { name: "Staff - employees", expression: 'user.userType=="employee"', groupIds: ["Staff"] },
      {
        name: "old rule",
        status: "INACTIVE",
        expression: 'user.userType=="contractor"',
        groupIds: ["Left over"],
      },
    ],
    authenticators: [...acmeAuthenticators, "phone_number", "security_question"].map((key) => ({ key })),
    zones: [
      { name: "Corp", fields: { gateways: [{ type: "CIDR", value: "203.0.113.0/24" }], proxies: null } },
      {
        name: "# zone: yes",
        fields: { gateways: [{ type: "CIDR", value: "198.51.100.0/24" }], proxies: null },
      },
    ],
    apps: [
      { label: "Payroll", name: "payroll", signOnMode: "SAML_2_0", groupIds: ["IT"] },
      { label: "Wiki", name: "oidc_client", signOnMode: "OPENID_CONNECT", groupIds: ["Everyone"] },
    ],
    policies: [...messyPolicies(names)],
  });
}

function messyPolicies(names: readonly string[]): readonly WrittenPolicy[] {
  return [
    enrollPolicy("IT", ["IT"], strong, [anyRule]),
    { ...enrollPolicy("Migration 2021 (old)", ["Staff"], weak, [anyRule]), status: "INACTIVE" },
    enrollPolicy("test - do not use", ["Left over"], weak, [anyRule]),
    enrollPolicy("Contractors", ["AD Contractors"], weak, [
      enrollRule("Office", "CHALLENGE", { connection: "ZONE", include: ["Corp", "# zone: yes"] }),
      enrollRule("Elsewhere: never", "NEVER", { connection: "ZONE", exclude: ["Corp"] }),
    ]),
    enrollPolicy("Twice", ["Twice"], weak, [anyRule]),
    ...names.map((name) => enrollPolicy(name, [name], strong, [{ ...anyRule, name }])),
    enrollPolicy("Staff", ["Staff"], strong, [anyRule]),
    defaultPolicy(weak),
  ];
}

/** An org with so many policies that somebody gave up counting. */
export const orgOfManyPolicies = (policies: number): EmulatorState =>
  messyOrg(20, { names: Array.from({ length: policies }, (_, number) => `Project ${number}`) });
