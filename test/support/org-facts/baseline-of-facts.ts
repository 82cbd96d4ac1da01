import { anyApp } from "../../../src/model/app-condition.ts";
import type { Baseline, Requirement } from "../../../src/model/baseline.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  aFilling,
  anyOf,
  appliesTo,
  aRequirement,
  theDeclaredDefault,
} from "../baseline-builder.ts";
import { type Key, keys, type OrgFacts, type PolicyFacts, type Thing } from "./org-facts.ts";

/** A requirement's demand, and of whom. */
export interface Demand {
  readonly of: "everyone" | "staff" | "administrators";
  readonly anyOf: readonly Thing[];
  readonly atLeast: number;
  readonly graceHours: number;
}

/** The policies as they should be, first to last. */
export const declaredPolicies: readonly PolicyFacts[] = [
  {
    name: "Admins",
    isOn: true,
    place: 1,
    groups: ["admins"],
    allows: ["okta_verify", "webauthn"],
    graceFor: null,
    modelsFor: null,
    rules: [{ name: "Enroll", isOn: true, place: 1, from: "anywhere", to: "anything", exceptUsers: [] }],
  },
  {
    name: "Staff",
    isOn: true,
    place: 2,
    groups: ["staff"],
    allows: keys,
    graceFor: null,
    modelsFor: null,
    rules: [{ name: "Enroll", isOn: true, place: 1, from: "anywhere", to: "anything", exceptUsers: [] }],
  },
];

export const declaredDefault: readonly Key[] = ["okta_verify", "webauthn"];

const groupNames = { staff: "Staff", admins: "Admins", visitors: "Visitors", everyone: "Everyone" };

export const settingsFor = (allows: readonly Key[]) => ({
  okta_password: "REQUIRED" as const,
  ...Object.fromEntries(allows.map((key) => [key, "OPTIONAL" as const])),
});

/** The org that nothing is wrong with, but for its people. */
export const trueFacts: Omit<OrgFacts, "people"> = {
  groups: {
    staff: { name: "Staff", members: [] },
    admins: { name: "Admins", members: [] },
    visitors: { name: "Visitors", members: [] },
  },
  staffRule: { fills: ["staff"], exceptUsers: [], exceptGroups: [] },
  authenticators: {
    okta_verify: { isOn: true, allowedFor: "any", off: [] },
    webauthn: { isOn: true, allowedFor: "any", off: [] },
    phone_number: { isOn: true, allowedFor: "any", off: [] },
    google_otp: { isOn: true, allowedFor: "any", off: [] },
  },
  policies: declaredPolicies,
  defaultAllows: declaredDefault,
  odd: [],
  veil: null,
  enrolmentsAreFiltered: false,
  clockAheadHours: 0,
};

const whom = {
  everyone: appliesTo.everyone,
  staff: appliesTo.groups("Staff"),
  administrators: appliesTo.anyAdmin,
};

/** The ids of the requirements, each of which asks for one thing. */
export const requirementIds = ["factors", "member-of", "governed-by"] as const;
export type RequirementId = (typeof requirementIds)[number];

function requirements({ of, anyOf: names, atLeast, graceHours }: Demand): readonly Requirement[] {
  const common = { appliesTo: whom[of], withinMs: graceHours * 3_600_000 };
  return [
    aRequirement("factors", { ...common, factors: anyOf(names, atLeast) }),
    aRequirement("member-of", { ...common, memberOf: ["Staff"] }),
    aRequirement("governed-by", { ...common, governedBy: ["Admins", "Staff"] }),
  ];
}

/** The baseline that `trueFacts` is true to, with what it asks of people. */
export function baselineAsking(demand: Demand): Baseline {
  return aBaseline({
    groups: [aDeclaredGroup("Staff", { filledBy: aFilling("Staff - employees") }), aDeclaredGroup("Admins")],
    authenticators: { okta_password: "ACTIVE", ...Object.fromEntries(keys.map((key) => [key, "ACTIVE"])) },
    enrollmentPolicies: [
      ...declaredPolicies.map(({ name, groups, allows, rules }) =>
        aDeclaredPolicy(
          name,
          groups.map((ref) => groupNames[ref]),
          {
            authenticators: settingsFor(allows),
            rules: rules.map((rule) => ({
              name: rule.name,
              enroll: "CHALLENGE",
              network: { kind: "anywhere" },
              apps: anyApp,
              exceptUsers: [],
            })),
          },
        ),
      ),
      theDeclaredDefault({ authenticators: settingsFor(declaredDefault) }),
    ],
    requirements: requirements(demand),
  });
}
