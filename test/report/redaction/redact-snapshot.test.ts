import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import { planReads } from "../../../checks/runner/plan-reads.ts";
import { answersOf } from "../../../src/evidence/compare-reports.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import type { Baseline } from "../../../src/model/baseline.ts";
import type { UserId } from "../../../src/model/ids.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import { parseSnapshot, snapshotToJson } from "../../../src/okta/snapshot-file.ts";
import { redactSnapshot } from "../../../src/report/redaction/redact-snapshot.ts";
import { snapshotNames } from "../../../src/report/redaction/snapshot-names.ts";
import { appPolicy, groupNames, sessionPolicies, zoneNames } from "../../support/arbitrary-sign-on.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  aFilling,
  anExemption,
  appliesTo,
  aRequirement,
} from "../../support/baseline-builder.ts";
import { aDeclaredAppPolicy, theDeclaredCatchAll } from "../../support/declared-sign-on.ts";
import { judgedAcme } from "../../support/judged-acme.ts";
import { aGroupRule, anOrg, aPerson, aPolicy, enrolments, idOf, network } from "../../support/org-builder.ts";
import { baselineAsking } from "../../support/org-facts/baseline-of-facts.ts";
import { readFacts } from "../../support/org-facts/read-facts.ts";
import { someDemands, someOrgs } from "../../support/org-facts/some-orgs.ts";
import { propertyRuns } from "../../support/property-runs.ts";
import {
  anApp,
  anAppPolicy,
  anyone,
  aPasswordPolicy,
  aSessionPolicy,
  catchAll,
} from "../../support/sign-on-builder.ts";
import { aSignOnOrg, traits, userTypes } from "../../support/sign-on-org.ts";

// Hundreds of orgs are judged twice each: seconds, on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const now = new Date("2026-03-01T12:00:00.000Z");
const checks = (await loadChecks()).filter(({ needsStack }) => needsStack !== true);

/** A snapshot as a bundle has it: redacted, written and read again. */
function bundled(org: OrgSnapshot, baseline: Baseline): OrgSnapshot {
  const redacted = redactSnapshot(org, snapshotNames(baseline, org, "a key for the test"));
  return parseSnapshot(snapshotToJson(redacted), "snapshot.json");
}

const answersOn = (org: OrgSnapshot, baseline: Baseline, at = now) =>
  answersOf(evaluate({ checks, baseline, org, now: at }));

describe("a redacted snapshot is judged as the org is", () => {
  it("any org that can be read, or read in part", async () => {
    await fc.assert(
      fc.asyncProperty(someOrgs, someDemands, async (facts, demand) => {
        const baseline = baselineAsking(demand);
        const { snapshot } = await readFacts(facts, planReads(checks, baseline));
        expect(answersOn(bundled(snapshot, baseline), baseline)).toEqual(answersOn(snapshot, baseline));
      }),
      { numRuns: propertyRuns(40) },
    );
  });

  const logins = ["kim@acme.example", "nia@acme.example", "omar@acme.example"];
  const demanding = aBaseline({
    groups: [aDeclaredGroup("Admins", { managed: false })],
    requirements: [
      aRequirement("payroll", {
        appliesTo: appliesTo.everyone,
        signIn: {
          to: { kind: "apps", apps: ["Payroll"] },
          atLeast: "phishing-resistant",
          fromOutside: ["Corp"],
          openEnrollment: false,
          reauthenticateWithinMs: null,
        },
      }),
      aRequirement("dashboard", {
        appliesTo: appliesTo.groups("Admins"),
        signIn: {
          to: { kind: "any" },
          atLeast: "two-factors",
          fromOutside: [],
          openEnrollment: false,
          reauthenticateWithinMs: null,
        },
      }),
    ],
  });

  it("any way of signing in", () => {
    fc.assert(
      fc.property(sessionPolicies, appPolicy, fc.subarray([...logins]), (sessions, strong, staff) => {
        const org = aSignOnOrg({
          people: logins.map((login) => aPerson(login, { signOn: traits() })),
          groups: Object.fromEntries(
            groupNames.map((name, at) => [name, at === 0 ? staff : logins.slice(0, 1)]),
          ),
          zones: zoneNames,
          enrolments: Object.fromEntries(
            logins.map((login, at) => [login, enrolments(at === 0 ? ["webauthn"] : [])]),
          ),
          sessionPolicies: sessions,
          appPolicies: [strong, anAppPolicy("Any two factors", [catchAll()], { system: true })],
          mapped: [anApp("Payroll", "Strong"), anApp("Wiki", "Any two factors")],
        });
        expect(answersOn(bundled(org, demanding), demanding)).toEqual(answersOn(org, demanding));
      }),
      { numRuns: propertyRuns(40) },
    );
  });

  it("Acme, with all that the demo shows", async () => {
    const { baseline, org, now: then } = await judgedAcme();
    expect(answersOn(bundled(org, baseline), baseline, then)).toEqual(answersOn(org, baseline, then));
  });

  it.each([
    ["an attribute that a rule compares", 'user.profile.department == "Finance"'],
    ["an attribute that is not so", "user.profile.department != 'Finance'"],
    ["two attributes", "user.profile.email == user.profile.login"],
    ["a login", 'user.profile.login == "kim@acme.example"'],
    ["a group by name", "user.isMemberOf({'group.profile.name': 'Staff', 'operator': 'EXACT'})"],
    ["a group by id", `user.isMemberOf({"group.id": "${idOf.group("Staff")}"})`],
    ["a status", 'user.status == "ACTIVE"'],
    ["a number", "user.profile.level > 3"],
    ["a list, which is not understood", 'user.profile.sites == "Oslo"'],
    ["words that are not understood", 'user.profile.department.contains("Fin")'],
    ["an escaped quote", "user.profile.department == 'Fin\\'ance'"],
  ])("a rule that asks for %s", (_what, expression) => {
    const profile = { department: "Finance", email: "kim@acme.example", level: 4, sites: ["Oslo", "Rome"] };
    const weak = { name: "Some", expression, verification: null };
    const org = aSignOnOrg({
      people: [
        aPerson("kim@acme.example", { signOn: { ...traits(), profile } }),
        aPerson("nia@acme.example", {
          signOn: { ...traits(), profile: { ...profile, department: "Fin'ance", level: null } },
        }),
      ],
      groups: { Staff: ["kim@acme.example"], Admins: ["nia@acme.example"] },
      zones: ["Corp"],
      appPolicies: [anAppPolicy("Strong", [weak, catchAll()])],
      mapped: [anApp("Payroll", "Strong")],
    });
    const hidden = bundled(org, demanding);
    expect(answersOn(hidden, demanding)).toEqual(answersOn(org, demanding));
    expect(snapshotToJson(hidden)).not.toMatch(/Finance|Oslo|kim@|nia@|Staff/);
  });
});

describe("what is hidden, and what is not", () => {
  const org = aSignOnOrg({
    people: [
      aPerson("kim@acme.example", { signOn: { ...traits(), profile: { costCenter: "cc-7" } } }),
      aPerson("svc-backup@acme.example"),
    ],
    groups: { Staff: ["kim@acme.example"], Payroll: [] },
    groupRules: [
      aGroupRule("Staff - all", ["Staff"], { expression: 'user.department=="Sales"' }),
      aGroupRule("Old", ["Payroll"], { expression: "user.division=='Secret project'" }),
    ],
    zones: ["Lab"],
    apps: { Wiki: { users: ["kim@acme.example"] } },
    appPolicies: [
      anAppPolicy("Strong", [
        { name: "Contractors", expression: 'user.profile.x == "declared"' },
        catchAll(),
      ]),
    ],
    mapped: [
      { ...anApp("Ledger of Acme", "Strong"), name: "acme_ledger_1" },
      { ...anApp("Okta Dashboard", "Strong"), name: "okta_enduser" },
    ],
    policies: [
      aPolicy("Old enrollment", {
        groups: ["Payroll"],
        description: "For the board",
        rules: [
          {
            network: network.in("Lab"),
            excludedUserIds: [idOf.user("kim@acme.example")],
            apps: {
              include: [
                { kind: "app", id: idOf.app("Wiki") },
                { kind: "type", name: "salesforce" },
                { kind: "other", words: "whatever kim@acme.example has" },
              ],
              exclude: [],
            },
          },
        ],
      }),
      aPolicy("Unread", { rules: null }),
    ],
    passwordPolicies: [
      aPasswordPolicy(
        "Vendors",
        ["Payroll"],
        [{ people: { ...anyone, userIds: [idOf.user("kim@acme.example")] } }],
      ),
    ],
    sessionPolicies: [
      aSessionPolicy(
        "Board",
        ["Payroll"],
        [{ name: "From the yacht", idpIds: ["0oa-adfs" as never], behaviors: ["beh-kim@acme.example"] }],
      ),
    ],
    userTypes: userTypes({ oty1: ["contractor", "Contractor of Acme"] }),
    idps: [
      { id: "0oa-adfs" as never, name: "Acme ADFS", type: "SAML2", status: "ACTIVE", trustsClaims: true },
    ],
    gaps: [
      {
        slice: "factors",
        reason: "403 for kim@acme.example",
        affected: 1,
        ids: [idOf.user("kim@acme.example")],
      },
    ],
    enrolments: { "kim@acme.example": { kind: "unread", reason: "403 on 00uKIM00000000000001" } },
  });
  const baseline = aBaseline({
    groups: [
      aDeclaredGroup("Staff", {
        description: "Everyone of ours",
        filledBy: aFilling("Staff - all", 'user.department=="Sales"'),
      }),
    ],
    enrollmentPolicies: [aDeclaredPolicy("Workforce", ["Staff"], { description: "Ours" })],
    signOn: {
      sessionPolicies: [],
      appPolicies: [
        aDeclaredAppPolicy("Strong", [
          { name: "Contractors", expression: 'user.profile.x == "declared"' },
          theDeclaredCatchAll(),
        ]),
      ],
    },
    requirements: [aRequirement("everyone", { memberOf: ["Staff"] })],
    exemptions: [anExemption("SVC-backup@acme.example", "everyone")],
    accepted: [
      {
        check: "app-rule-unmanaged",
        subject: "Kept / Odd / rule",
        until: "2027-01-01",
        reason: "r",
        owner: "o@acme.example",
      },
    ],
  });
  const text = snapshotToJson(bundled(org, baseline));

  it.each([
    "kim@acme.example",
    "Secret project",
    "cc-7",
    "Lab",
    "Wiki",
    "Ledger of Acme",
    "acme_ledger_1",
    "Contractor of Acme",
    "Acme ADFS",
    "00uKIM",
    "For the board",
    "Vendors",
    "From the yacht",
    "0oa-adfs",
    "Old",
  ])("%s is hidden", (name) => {
    expect(text).not.toContain(name);
  });

  it.each([
    ["the org's address", "https://acme.okta.com"],
    ["a group that the baseline declares", '"Staff"'],
    ["an exempted login, however it is written", "svc-backup@acme.example"],
    ["an expression that is declared", 'user.department==\\"Sales\\"'],
    ["another one", 'user.profile.x == \\"declared\\"'],
    ["an application of Okta's", "okta_enduser"],
    ["Okta's own words", '"BUILT_IN"'],
    ["a type of application that a rule is for", '"salesforce"'],
  ])("%s stays", (_what, name) => {
    expect(text).toContain(name);
  });

  it("both names of a rule that is accepted stay, wherever one ends", () => {
    const live = anOrg({ groups: { Kept: [], "Kept / Odd": [], rule: [], "Odd / rule": [], Other: [] } });
    const names = bundled(live, baseline).slices.groups?.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["Kept", "Kept / Odd", "rule", "Odd / rule"]));
    expect(names).not.toContain("Other");
  });

  it("the same name gets the same pseudonym with the same key, and another with another", () => {
    const named = (key: string) => snapshotNames(baseline, org, key).id("00u-kim@acme.example" as UserId);
    expect(named("one")).toBe(named("one"));
    expect(named("one")).not.toBe(named("two"));
  });
});
