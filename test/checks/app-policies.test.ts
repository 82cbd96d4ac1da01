import { describe, expect, test } from "vitest";
import apps from "../../checks/app-policy-apps.check.ts";
import missing from "../../checks/app-policy-missing.check.ts";
import unmanaged from "../../checks/app-policy-unmanaged.check.ts";
import ruleMissing from "../../checks/app-rule-missing.check.ts";
import ruleUnmanaged from "../../checks/app-rule-unmanaged.check.ts";
import { slicesRead } from "../../checks/runner/slices-read.ts";
import type { AppPolicy } from "../../src/model/live-sign-on.ts";
import { aBaseline, reporting } from "../support/baseline-builder.ts";
import {
  aDeclaredAppPolicy,
  aPossession,
  asksFor,
  declaringApps,
  theDeclaredCatchAll,
} from "../support/declared-sign-on.ts";
import { aPerson, idOf, partOf, without } from "../support/org-builder.ts";
import { draftsOf, foundBy } from "../support/run-check.ts";
import {
  type AppRuleParts,
  anApp,
  anAppPolicy,
  aPart,
  asks,
  catchAll,
  has,
} from "../support/sign-on-builder.ts";
import { aSignOnOrg, type SignOnParts, traits } from "../support/sign-on-org.ts";

const liveStrongest = asks("1FA", [has(aPart({}, { phishingResistant: true }))]);
const rule = { name: "Staff", verification: liveStrongest };
const strong = (...more: readonly AppRuleParts[]): AppPolicy =>
  anAppPolicy("Strong", [...more, rule, catchAll({ verification: liveStrongest })]);
const weak = anAppPolicy("Any one factor", [catchAll({ verification: asks("1FA") })]);

const orgWith = (parts: SignOnParts = {}) =>
  aSignOnOrg({
    people: [aPerson("nia@acme.example", { signOn: traits() })],
    appPolicies: [strong()],
    mapped: [anApp("Payroll", "Strong")],
    ...parts,
  });

const baseline = declaringApps([
  aDeclaredAppPolicy(
    "Strong",
    [
      { name: "Staff", verification: asksFor(1, aPossession({ phishingResistant: true })) },
      theDeclaredCatchAll(),
    ],
    ["Payroll"],
  ),
]);

describe("the checks of app policies", () => {
  test.each([
    missing,
    apps,
    unmanaged,
    ruleMissing,
    ruleUnmanaged,
  ])("$id finds nothing where all is as declared", (check) => {
    expect(foundBy(check, baseline, orgWith())).toEqual([]);
    expect(slicesRead([check], aBaseline())).toEqual(new Set());
    expect(slicesRead([check], baseline)).toContain("app-policies");
  });

  test.each([
    missing,
    apps,
    unmanaged,
    ruleMissing,
    ruleUnmanaged,
  ])("$id finds nothing by itself where nothing of applications was read", (check) => {
    const unread = without(orgWith(), { appPolicies: "app-policies", appMappings: "app-policies" });
    expect(foundBy(check, baseline, unread)).toEqual([]);
  });

  test("missing: not there, not active, or with what is not modelled", () => {
    expect(
      draftsOf(missing, baseline, orgWith({ appPolicies: [weak] })).map(({ message }) => message),
    ).toEqual(['App policy "Strong" does not exist; it should.']);
    const off = { ...strong(), status: "INACTIVE", unmodelled: ["conditions.weather"] };
    expect(foundBy(missing, baseline, orgWith({ appPolicies: [off] }))).toEqual([
      { subject: "policy Strong", field: "status", expected: "ACTIVE", actual: "INACTIVE" },
      {
        subject: "policy Strong",
        field: "conditions",
        status: "unknown",
        expected: [],
        actual: ["conditions.weather"],
      },
    ]);
    expect(foundBy(missing, baseline, without(orgWith(), { appPolicies: "app-policies" }))).toEqual([]);
  });

  test("apps: one that was moved, worse where the other policy lets somebody in with less", () => {
    const moved = { appPolicies: [strong(), weak], mapped: [anApp("Payroll", "Any one factor")] };
    expect(draftsOf(apps, baseline, orgWith(moved))).toMatchObject([
      {
        subject: { type: "app", name: "Payroll", id: "0oa-Payroll" },
        field: "policy",
        severity: "critical",
        expected: "Strong",
        actual: "Any one factor",
        message:
          'Application "Payroll" is under app policy "Any one factor", which lets somebody in with less; it should be under app policy "Strong".',
      },
    ]);
    const asStrong = { ...strong(), id: idOf.policy("As strong"), name: "As strong" };
    const to = { appPolicies: [strong(), asStrong], mapped: [anApp("Payroll", "As strong")] };
    expect(foundBy(apps, baseline, orgWith(to))).toEqual([
      { subject: "app Payroll", field: "policy", expected: "Strong", actual: "As strong" },
    ]);
  });

  test("apps: each of one label, one without a policy, and one whose policy was not read", () => {
    const mapped = [
      anApp("Payroll", "Strong"),
      anApp("Payroll", null, { id: idOf.app("second") }),
      anApp("Payroll", "Elsewhere", { id: idOf.app("third") }),
    ];
    expect(draftsOf(apps, baseline, orgWith({ mapped }))).toMatchObject([
      {
        subject: { id: null },
        actual: [idOf.policy("Elsewhere"), "no policy"],
        message: `Application "Payroll" is under app policy "${idOf.policy("Elsewhere")}" and no policy; it should be under app policy "Strong".`,
      },
    ]);
  });

  test("apps: one that is not there, or may be hidden or unread", () => {
    expect(draftsOf(apps, baseline, orgWith({ mapped: [] }))).toMatchObject([
      {
        actual: null,
        message: 'Application "Payroll" does not exist; it should be under app policy "Strong".',
      },
    ]);
    const partly = orgWith({ mapped: [], gaps: [partOf("app-mappings")] });
    const hidden = orgWith({ mapped: [], appPolicies: [{ ...strong(), hiddenAppIds: [] }] });
    for (const org of [partly, hidden]) {
      expect(draftsOf(apps, baseline, org)).toMatchObject([{ status: "unknown", actual: null }]);
    }
    expect(draftsOf(apps, baseline, without(orgWith(), { appMappings: "app-mappings" }))).toEqual([]);
  });

  test("undeclared policies: only those with applications that somebody put there", () => {
    const own = anAppPolicy("Okta Dashboard", [catchAll()]);
    const usual = anAppPolicy("Any two factors", [catchAll()], { system: true });
    const empty = anAppPolicy("For later", [catchAll()]);
    const org = orgWith({
      appPolicies: [strong(), weak, own, usual, empty],
      mapped: [
        anApp("Payroll", "Strong"),
        anApp("Wiki", "Any one factor"),
        anApp("Okta Dashboard", "Okta Dashboard", { name: "okta_enduser" }),
        anApp("Okta Identity Governance", "Okta Dashboard", { name: "okta_iga_reviewer" }),
        anApp("CRM", "Any two factors"),
      ],
    });
    expect(draftsOf(unmanaged, baseline, org)).toMatchObject([
      { severity: "medium", message: 'App policy "Any one factor" (ACTIVE) is not in the baseline.' },
    ]);
  });

  test("rules: missing, and undeclared by what they come to for people", () => {
    const bare = anAppPolicy("Strong", [catchAll({ verification: liveStrongest })]);
    expect(
      draftsOf(ruleMissing, baseline, orgWith({ appPolicies: [bare] })).map((one) => one.message),
    ).toEqual(['Rule "Staff" of app policy "Strong" does not exist; it should.']);
    const open = { name: "Contractors", verification: asks("1FA") };
    const same = { name: "Also staff", verification: liveStrongest };
    const org = orgWith({ appPolicies: [strong(open, same)] });
    expect(
      draftsOf(ruleUnmanaged, baseline, org).map(({ severity, message }) => [severity, message]),
    ).toEqual([
      [
        "critical",
        'Rule "Contractors" of app policy "Strong" is in no baseline and lets somebody in with less than without it; it should not exist.',
      ],
      [
        "high",
        'Rule "Also staff" of app policy "Strong" is in no baseline and is tried before a declared rule; it should not exist.',
      ],
    ]);
  });

  test("what is undeclared can be let be", () => {
    const ignoring = { ...baseline, unmanaged: reporting({ appPolicies: "ignore", appRules: "ignore" }) };
    const org = orgWith({
      appPolicies: [strong({ name: "Contractors" }), weak],
      mapped: [anApp("Wiki", "Any one factor")],
    });
    for (const check of [unmanaged, ruleUnmanaged]) expect(foundBy(check, ignoring, org)).toEqual([]);
  });
});
