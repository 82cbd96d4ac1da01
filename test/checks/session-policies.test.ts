import { describe, expect, test } from "vitest";
import { slicesRead } from "../../checks/runner/slices-read.ts";
import groups from "../../checks/session-policy-groups.check.ts";
import missing from "../../checks/session-policy-missing.check.ts";
import order from "../../checks/session-policy-order.check.ts";
import status from "../../checks/session-policy-status.check.ts";
import unmanaged from "../../checks/session-policy-unmanaged.check.ts";
import ruleMissing from "../../checks/session-rule-missing.check.ts";
import ruleUnmanaged from "../../checks/session-rule-unmanaged.check.ts";
import type { SessionPolicy } from "../../src/model/live-sign-on.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import { aBaseline, aDeclaredGroup, reporting } from "../support/baseline-builder.ts";
import {
  aDeclaredSessionPolicy,
  declaringSessions,
  theDeclaredDefaultSession,
} from "../support/declared-sign-on.ts";
import { aPerson, idOf, without } from "../support/org-builder.ts";
import { draftsOf, foundBy } from "../support/run-check.ts";
import {
  anApp,
  anAppPolicy,
  aSessionPolicy,
  asks,
  catchAll,
  theDefaultSessionPolicy,
} from "../support/sign-on-builder.ts";
import { aSignOnOrg, traits } from "../support/sign-on-org.ts";

const [nia, kim] = ["nia@acme.example", "kim@acme.example"];
const twice = { name: "Twice", requiresFactor: true, factorPrompt: "ALWAYS" } as const;
const once = { name: "Once" } as const;

const orgWith = (sessionPolicies: readonly SessionPolicy[]): OrgSnapshot =>
  aSignOnOrg({
    people: [aPerson(nia, { signOn: traits() }), aPerson(kim, { signOn: traits() })],
    groups: { Admins: [nia], Contractors: [kim] },
    authenticators: { security_question: "INACTIVE" },
    sessionPolicies: [...sessionPolicies, theDefaultSessionPolicy(twice)],
    appPolicies: [anAppPolicy("Any", [catchAll({ verification: asks("1FA") })])],
    mapped: [anApp("Wiki", "Any")],
  });

const baseline = declaringSessions(
  [
    aDeclaredSessionPolicy("Admins", ["Admins"], [{ name: "Twice", secondFactor: "ALWAYS" }]),
    aDeclaredSessionPolicy("Workforce", ["Everyone"], [{ name: "Once" }]),
    theDeclaredDefaultSession(),
  ],
  { groups: [aDeclaredGroup("Admins"), aDeclaredGroup("Contractors")] },
);
const admins = aSessionPolicy("Admins", ["Admins"], [twice]);
const workforce = aSessionPolicy("Workforce", ["Everyone"], [once], { priority: 2 });
const asDeclared = orgWith([admins, workforce]);

describe("the checks of session policies", () => {
  test.each([
    missing,
    status,
    groups,
    order,
    unmanaged,
    ruleMissing,
    ruleUnmanaged,
  ])("$id finds nothing where all is as declared", (check) => {
    expect(foundBy(check, baseline, asDeclared)).toEqual([]);
    expect(slicesRead([check], aBaseline())).toEqual(new Set());
    expect(slicesRead([check], baseline)).toContain("session-policies");
  });

  test.each([
    missing,
    status,
    groups,
    order,
    unmanaged,
    ruleMissing,
    ruleUnmanaged,
  ])("$id finds nothing by itself where session policies were not read", (check) => {
    const onlyAdmins = declaringSessions(
      [aDeclaredSessionPolicy("Admins", ["Admins"], [{ name: "Twice", secondFactor: "ALWAYS" }])],
      { groups: [aDeclaredGroup("Admins")] },
    );
    const unread = without(asDeclared, { sessionPolicies: "session-policies" });
    expect(foundBy(check, onlyAdmins, unread)).toEqual([]);
  });

  test("unmanaged: takes people from a declared policy, and nobody where no other would take them", () => {
    const extra = aSessionPolicy("Extra", ["Contractors"], [once], { priority: 0 });
    const only = (...sessionPolicies: readonly SessionPolicy[]): OrgSnapshot => ({
      ...asDeclared,
      slices: { ...asDeclared.slices, sessionPolicies },
    });
    expect(draftsOf(unmanaged, baseline, only(extra, admins))).toMatchObject([
      { subject: { name: "Extra" }, severity: "medium" },
    ]);
    expect(draftsOf(unmanaged, baseline, only(extra, admins, workforce))).toMatchObject([
      { severity: "critical", message: expect.stringContaining("1 person") },
    ]);
  });

  test("unmanaged: says whom it may take, where nobody knows who is in its group", () => {
    const extra = aSessionPolicy("Extra", ["Contractors"], [once], { priority: 0 });
    const org = without(orgWith([extra, admins, workforce]), { groupMembers: "group-members" });
    expect(draftsOf(unmanaged, baseline, org)).toMatchObject([
      { severity: "critical", message: expect.stringContaining("may take") },
    ]);
  });

  test("a missing policy, a missing rule, and an inactive policy are named", () => {
    const org = orgWith([aSessionPolicy("Admins", ["Admins"], [], { status: "INACTIVE" })]);
    expect(draftsOf(missing, baseline, org).map(({ message }) => message)).toEqual([
      'Session policy "Workforce" does not exist; it should.',
    ]);
    expect(foundBy(status, baseline, org)).toMatchObject([{ subject: "policy Admins", actual: "INACTIVE" }]);
    expect(draftsOf(ruleMissing, baseline, org).map(({ message }) => message)).toEqual([
      'Rule "Twice" of session policy "Admins" does not exist; it should.',
    ]);
  });

  test("two of one name leave open which is meant", () => {
    const two = orgWith([admins, { ...admins, id: idOf.policy("other") }, workforce]);
    expect(draftsOf(missing, baseline, two)).toMatchObject([
      { status: "unknown", message: expect.stringContaining('2 session policies are called "Admins"') },
    ]);
  });

  test("groups: whoever is left to a more lenient policy makes it critical", () => {
    const moved = orgWith([{ ...admins, groupIds: [idOf.group("Contractors")] }, workforce]);
    expect(foundBy(groups, baseline, moved)).toEqual([
      {
        subject: "policy Admins",
        field: "groups",
        severity: "critical",
        expected: ["Admins"],
        actual: ["Contractors"],
      },
    ]);
    const more = { ...admins, groupIds: [idOf.group("Admins"), idOf.group("Contractors")] };
    expect(foundBy(groups, baseline, orgWith([more, workforce]))).toEqual([
      { subject: "policy Admins", field: "groups", expected: ["Admins"], actual: ["Admins", "Contractors"] },
    ]);
  });

  test("groups: what else a policy says is unknown by its path", () => {
    const strange = { ...admins, unmodelled: ["conditions.people.users"] };
    expect(foundBy(groups, baseline, orgWith([strange, workforce]))).toMatchObject([
      { field: "conditions", status: "unknown", actual: ["conditions.people.users"] },
    ]);
  });

  test("order: critical where the lenient policy is moved to the top", () => {
    const turned = orgWith([
      { ...workforce, priority: 1 },
      { ...admins, priority: 2 },
    ]);
    expect(foundBy(order, baseline, turned)).toEqual([
      {
        subject: "policy Admins",
        field: "order",
        severity: "critical",
        expected: ["Admins", "Workforce"],
        actual: ["Workforce", "Admins"],
      },
    ]);
  });

  test("undeclared policies: critical where they take people from a declared one", () => {
    const contractors = aSessionPolicy("Contractors", ["Contractors"], [once], { priority: 0 });
    const last = aSessionPolicy("Nobody", ["Contractors"], [once], { priority: 9 });
    const org = orgWith([contractors, admins, workforce, last]);
    expect(draftsOf(unmanaged, baseline, org).map((one) => [one.severity, one.message])).toEqual([
      [
        "critical",
        'Session policy "Contractors" (ACTIVE) is not in the baseline and takes precedence over a declared policy for 1 person in scope.',
      ],
      ["medium", 'Session policy "Nobody" (ACTIVE) is not in the baseline.'],
    ]);
    const onlyThat = declaringSessions([aDeclaredSessionPolicy("Elsewhere", ["Admins"])]);
    expect(draftsOf(unmanaged, onlyThat, orgWith([contractors]))).toMatchObject([{ severity: "medium" }]);
  });

  test("undeclared policies: that they may take people is said where members were not read", () => {
    const contractors = aSessionPolicy("Contractors", ["Contractors"], [once], { priority: 0 });
    const org = without(orgWith([contractors, admins, workforce]), { groupMembers: "group-members" });
    expect(draftsOf(unmanaged, baseline, org)).toMatchObject([
      { message: expect.stringContaining("may take precedence over a declared policy for 2 people") },
    ]);
  });

  test("undeclared rules: by what they come to for people", () => {
    const rules = [{ ...once, name: "Skip" }, twice];
    const org = orgWith([aSessionPolicy("Admins", ["Admins"], rules), workforce]);
    expect(draftsOf(ruleUnmanaged, baseline, org).map((one) => [one.severity, one.message])).toEqual([
      [
        "critical",
        'Rule "Skip" of session policy "Admins" is in no baseline and lets somebody in with less than without it; it should not exist.',
      ],
    ]);
    const harmless = [{ ...twice, name: "Skip" }, twice, { ...twice, name: "After" }];
    const safe = orgWith([aSessionPolicy("Admins", ["Admins"], harmless), workforce]);
    expect(draftsOf(ruleUnmanaged, baseline, safe).map(({ severity }) => severity)).toEqual([
      "high",
      "medium",
    ]);
    const unread = orgWith([aSessionPolicy("Admins", ["Admins"], null), workforce]);
    expect(draftsOf(ruleUnmanaged, baseline, unread)).toMatchObject([{ status: "unknown" }]);
  });

  test("undeclared rules of Okta's own policy, where it is not declared: only those that let somebody in with less", () => {
    const undeclared = declaringSessions([
      aDeclaredSessionPolicy("Admins", ["Admins"], [{ name: "Twice", secondFactor: "ALWAYS" }]),
    ]);
    const own = (rules: Parameters<typeof aSessionPolicy>[2]) => ({
      ...asDeclared,
      slices: {
        ...asDeclared.slices,
        sessionPolicies: [
          admins,
          aSessionPolicy("Default Policy", ["Everyone"], rules, { system: true, priority: 99 }),
        ],
      },
    });
    const oktas = { ...twice, name: "Default Rule", system: true };
    expect(foundBy(ruleUnmanaged, undeclared, own([once, oktas]))).toMatchObject([
      { subject: "policy-rule Default Policy / Once", severity: "critical" },
    ]);
    expect(foundBy(ruleUnmanaged, undeclared, own([twice, oktas]))).toEqual([]);
    expect(foundBy(ruleUnmanaged, undeclared, own(null))).toEqual([]);
  });

  test("what is undeclared can be let be", () => {
    const ignoring = {
      ...baseline,
      unmanaged: reporting({ sessionPolicies: "ignore", sessionRules: "ignore" }),
    };
    const org = orgWith([
      aSessionPolicy("Extra", ["Contractors"], [once], { priority: 0 }),
      aSessionPolicy("Admins", ["Admins"], [once, twice]),
      workforce,
    ]);
    for (const check of [unmanaged, ruleUnmanaged]) {
      expect(foundBy(check, ignoring, org)).toEqual([]);
      expect(slicesRead([check], ignoring)).toEqual(new Set());
    }
  });
});
