import { describe, expect, it } from "vitest";
import { planReads } from "../../../checks/runner/plan-reads.ts";
import { checkCalled, loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import type { Baseline } from "../../../src/model/baseline.ts";
import type { UserTypeId } from "../../../src/model/ids.ts";
import type { Enrolment } from "../../../src/model/snapshot.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  anExemption,
  anyOf,
  appliesTo,
  aRequirement,
  reporting,
} from "../../support/baseline-builder.ts";
import { aDeclaredAppPolicy, declaringApps } from "../../support/declared-sign-on.ts";
import { anOrg, aPerson, enrolled, idOf, theDefaultPolicy } from "../../support/org-builder.ts";
import { anAppPolicy, anyone } from "../../support/sign-on-builder.ts";

const all = await loadChecks();
const [nia, omar, dana, mei] = [
  "nia@acme.example",
  "omar@acme.example",
  "dana@acme.example",
  "mei@acme.example",
];

const baseline = aBaseline({
  groups: [
    aDeclaredGroup("Staff"),
    aDeclaredGroup("Admins", { members: [nia] }),
    aDeclaredGroup("Closed", { onlyMembers: true }),
    aDeclaredGroup("Unused"),
  ],
  enrollmentPolicies: [aDeclaredPolicy("Staff", ["Staff", "Everyone"])],
  requirements: [
    aRequirement("contractors", {
      appliesTo: appliesTo.groups("Contractors"),
      factors: anyOf(["okta_verify:push", "webauthn"]),
    }),
    aRequirement("payroll", { appliesTo: appliesTo.apps("Payroll", "Payroll"), memberOf: ["Required"] }),
  ],
});

describe("what is read", () => {
  it("is what the selected checks need, groups by name and applications by label", () => {
    const { slices, groupNames, appLabels } = planReads(all, baseline);
    expect([...slices].sort()).toEqual([
      "apps",
      "authenticators",
      "factors",
      "group-members",
      "groups",
      "policies",
      "policy-rules",
      "users",
    ]);
    expect([...groupNames].sort()).toEqual(["Admins", "Closed", "Contractors", "Required", "Staff"]);
    expect(appLabels).toEqual(["Payroll"]);
  });

  it.each([
    ["a declared policy, which is for a type", "Strong", { userTypeIds: ["otyGuest" as UserTypeId] }, true],
    [
      "a declared policy, which leaves one out",
      "Strong",
      { exceptUserTypeIds: ["otyGuest" as UserTypeId] },
      true,
    ],
    ["a declared policy, which is for anyone", "Strong", {}, false],
    ["a policy that nobody declared", "Other", { userTypeIds: ["otyGuest" as UserTypeId] }, false],
  ])("takes in the names of user types for a live rule of %s", (_what, policy, people, needed) => {
    const declared = declaringApps([aDeclaredAppPolicy("Strong", [])]);
    const live = anAppPolicy(policy, [{ people: { ...anyone, ...people } }]);
    expect(planReads(all, declared).needsUserTypes?.([live])).toBe(needed);
    expect(planReads(all, declared).needsUserTypes?.([{ ...live, rules: null }])).toBe(false);
  });

  it("is nothing for a baseline that asks for nothing, but policies that nobody declared", () => {
    const quiet = reporting({ enrollmentPolicies: "ignore", enrollmentRules: "ignore" });
    const { slices, groupNames, appLabels } = planReads(all, aBaseline({ unmanaged: quiet }));
    expect([...slices]).toEqual([]);
    expect(groupNames).toEqual([]);
    expect(appLabels).toEqual([]);
  });

  it("leaves out names that only other checks would use", () => {
    const only = planReads([checkCalled(all, "enrollment-policy-missing")], baseline);
    expect([...only.slices]).toEqual(["policies"]);
    expect(only.groupNames).toEqual([]);
    expect(only.appLabels).toEqual([]);
    expect(only.enrolmentsNeededFor(anOrg({ people: [aPerson(nia)] }).slices)).toEqual([]);
  });

  it("has each group once, however its name is composed", () => {
    const names = ["Caf\u00e9", "Cafe\u0301"];
    const { groupNames } = planReads(
      all,
      aBaseline({ requirements: [aRequirement("r", { memberOf: names })] }),
    );
    expect(groupNames).toEqual(["Caf\u00e9"]);
  });
});

describe("whose enrolments are read", () => {
  const read = anOrg({
    people: [
      aPerson(nia),
      aPerson(omar, { status: "LOCKED_OUT" }),
      aPerson(dana, { status: "STAGED" }),
      aPerson(mei, { status: "SUSPENDED" }),
      aPerson("li@acme.example"),
    ],
    groups: { Contractors: [nia, omar, dana, mei] },
  }).slices;

  it("is everyone in scope to whom a requirement on factors applies, exempted or not", () => {
    const exempting = { ...baseline, exemptions: [anExemption(nia, "contractors")] };
    expect(planReads(all, exempting).enrolmentsNeededFor(read)).toEqual([idOf.user(nia), idOf.user(omar)]);
  });

  it("is nobody while nobody was read", () => {
    expect(planReads(all, baseline).enrolmentsNeededFor({})).toEqual([]);
  });
});

describe("factors are read as well", () => {
  const read = anOrg({
    people: [aPerson(nia), aPerson(omar)],
    groups: { Contractors: [nia] },
    authenticators: { okta_verify: "ACTIVE", webauthn: "ACTIVE" },
  }).slices;
  const needs = (shown: readonly (string | Enrolment)[], by: Baseline = baseline, user = nia) => {
    const list = shown.map((one) => (typeof one === "string" ? enrolled(one) : one));
    return planReads(all, by).needsFactorsToo(idOf.user(user), list, read);
  };

  it.each<{
    readonly name: string;
    readonly shown: readonly (string | Enrolment)[];
    readonly needed: boolean;
  }>([
    { name: "for Okta Verify of which the method decides", shown: ["okta_verify"], needed: true },
    { name: "not when something else is enough", shown: ["okta_verify", "webauthn"], needed: false },
    { name: "not when the method is shown", shown: ["okta_verify:totp"], needed: false },
    { name: "not without Okta Verify", shown: ["okta_email"], needed: false },
    {
      name: "not for Okta Verify that does not count",
      shown: [enrolled("okta_verify", { status: "INACTIVE" })],
      needed: false,
    },
    { name: "not for another authenticator's method", shown: ["phone_number"], needed: false },
  ])("$name", ({ shown, needed }) => {
    expect(needs(shown)).toBe(needed);
  });

  it("not for somebody to whom the requirement does not apply", () => {
    expect(needs(["okta_verify"], baseline, omar)).toBe(false);
  });

  it("not when any method will do", () => {
    const by = { ...baseline, requirements: [aRequirement("everyone", { factors: anyOf(["okta_verify"]) })] };
    expect(needs(["okta_verify"], by)).toBe(false);
  });

  it("when the second factor asked for is a method", () => {
    const factors = anyOf(["okta_verify:push", "webauthn"], 2);
    const by = { ...baseline, requirements: [aRequirement("everyone", { factors })] };
    expect(needs(["okta_verify", "webauthn"], by)).toBe(true);
  });

  it.each([
    { name: "the policy in effect forbids what else is enrolled", allows: ["okta_verify"], needed: true },
    { name: "it allows that", allows: ["okta_verify", "webauthn"], needed: false },
    { name: "it forbids Okta Verify whatever the method", allows: ["webauthn"], needed: false },
  ])("$needed when $name", ({ allows, needed }) => {
    const policy = theDefaultPolicy(Object.fromEntries(allows.map((key) => [key, "OPTIONAL"])));
    const has = allows.includes("okta_verify") ? ["okta_verify", "webauthn"] : ["okta_verify"];
    const slices = { ...read, policies: [policy] };
    const shown = has.map((one) => enrolled(one));
    expect(planReads(all, baseline).needsFactorsToo(idOf.user(nia), shown, slices)).toBe(needed);
  });
});
