import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import type { RequirementResult } from "../../src/model/standards.ts";
import { judgeStandards } from "../../src/standards/judge-standards.ts";
import stig from "../../src/standards/stig.framework.ts";
import { aPerson, enrolments, network } from "./org-builder.ts";
import {
  anApp,
  anAppPolicy,
  aPart,
  aSessionPolicy,
  asks,
  catchAll,
  has,
  type SessionRuleParts,
} from "./sign-on-builder.ts";
import { aSignOnOrg, type SignOnParts, traits } from "./sign-on-org.ts";

const now = new Date("2026-03-01T00:00:00.000Z");
const everybody = ["nia@acme.example", "kim@acme.example"];
const keys = Object.fromEntries(
  everybody.map((login) => [login, enrolments(["webauthn", "okta_verify:push"])]),
);

export const office: SessionRuleParts = {
  name: "Office",
  network: network.in("Corp"),
  session: { idleMinutes: 15, lifetimeMinutes: 1080, persistentCookie: false },
};
const byKey = asks("2FA", [has(aPart({}, { phishingResistant: true }))]);
export const denied = catchAll({ access: "DENY", verification: null });
export const consoleRule = { name: "Office", network: network.in("Corp"), verification: byKey };
export const adminConsole = anAppPolicy("Okta Admin Console", [consoleRule, denied]);
export const dashboard = anAppPolicy("Okta Dashboard", [consoleRule, denied]);

/** The Default Policy with rules before Okta's own. */
export const withRules = (...rules: readonly SessionRuleParts[]) =>
  aSessionPolicy(
    "Default Policy",
    ["Everyone"],
    [...rules, { name: "Default Rule", system: true, access: "DENY" }],
    {
      system: true,
      priority: 99,
    },
  );

/** An org in which every requirement of sign-in is met, but for the change. */
export function theOrg(change: SignOnParts = {}): OrgSnapshot {
  return aSignOnOrg({
    people: everybody.map((login) => aPerson(login, { signOn: traits() })),
    groups: { Contractors: ["kim@acme.example"], Nobody: [] },
    zones: ["Corp"],
    adminRoles: { users: { "nia@acme.example": ["SUPER_ADMIN"] } },
    enrolments: keys,
    sessionPolicies: [withRules(office)],
    appPolicies: [adminConsole, dashboard],
    mapped: [
      anApp("Okta Admin Console", "Okta Admin Console", { name: "saasure" }),
      anApp("Okta Dashboard", "Okta Dashboard", { name: "okta_enduser" }),
    ],
    ...change,
  });
}

export function answersOf(org: OrgSnapshot): ReadonlyMap<string, RequirementResult> {
  const [result] = judgeStandards([stig], org, now);
  return new Map(result?.requirements.map((one) => [one.id, one]) ?? []);
}

export function statuses(org: OrgSnapshot, id: string): readonly (string | undefined)[] {
  const found = answersOf(org).get(id);
  return [found?.asTheStandardChecks.status, found?.asItHoldsForPeople.status];
}
