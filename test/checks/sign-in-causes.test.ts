import { describe, expect, it } from "vitest";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import type { BaselineAppRule } from "../../src/model/baseline-sign-on.ts";
import type { AppPolicy, SessionPolicy } from "../../src/model/live-sign-on.ts";
import { aBaseline, aDeclaredGroup, appliesTo, aRequirement } from "../support/baseline-builder.ts";
import {
  aDeclaredAppPolicy,
  aDeclaredAppRule,
  aDeclaredSessionPolicy,
  aPossession,
  asksFor,
  theDeclaredCatchAll,
  theDeclaredDefaultSession,
} from "../support/declared-sign-on.ts";
import { aPerson, enrolments, idOf, network } from "../support/org-builder.ts";
import {
  type AppRuleParts,
  anApp,
  anAppPolicy,
  aPart,
  aPasswordPolicy,
  aSessionPolicy,
  asks,
  catchAll,
  has,
  theDefaultSessionPolicy,
} from "../support/sign-on-builder.ts";
import { aSignOnOrg, type SignOnParts, traits } from "../support/sign-on-org.ts";

const logins = ["nia@acme.example", "kim@acme.example", "dana@acme.example"];
const strongest = asksFor(1, aPossession({ phishingResistant: true }));
const liveStrongest = asks("1FA", [has(aPart({}, { phishingResistant: true }))]);
const fastPass = { verification: liveStrongest };
const twice = { name: "Twice", requiresFactor: true, factorPrompt: "ALWAYS" } as const;

const baseline = aBaseline({
  groups: [aDeclaredGroup("Staff")],
  signOn: {
    sessionPolicies: [
      aDeclaredSessionPolicy("Workforce", ["Staff"], [{ name: "Twice", secondFactor: "ALWAYS" }]),
      aDeclaredSessionPolicy("Visitors", ["Staff"], [{ name: "Once" }]),
      theDeclaredDefaultSession(),
    ],
    appPolicies: [
      aDeclaredAppPolicy(
        "Strong",
        [
          { name: "Office", network: { kind: "in", zones: ["Corp"] }, verification: strongest },
          { name: "Staff", verification: strongest },
          // Nobody is left to it.
          theDeclaredCatchAll({ verification: asksFor(1) }),
        ],
        ["Payroll"],
      ),
      aDeclaredAppPolicy("Any", [theDeclaredCatchAll({ verification: asksFor(1) })], ["Wiki"]),
    ],
  },
  requirements: [
    aRequirement("payroll", {
      signIn: {
        to: { kind: "apps", apps: ["Payroll"] },
        atLeast: "phishing-resistant",
        fromOutside: [],
        openEnrollment: false,
        reauthenticateWithinMs: 7_200_000,
      },
    }),
    aRequirement("wiki", {
      signIn: {
        to: { kind: "apps", apps: ["Wiki"] },
        atLeast: "two-factors",
        fromOutside: [],
        openEnrollment: false,
        reauthenticateWithinMs: null,
      },
    }),
    aRequirement("recovery", { recovery: { notBy: ["email"] }, appliesTo: appliesTo.everyone }),
  ],
});

const office = { name: "Office", network: network.in("Corp"), ...fastPass };
const strong = (...rules: readonly AppRuleParts[]): AppPolicy =>
  anAppPolicy("Strong", [...rules, catchAll({ verification: asks("1FA") })]);
const any = anAppPolicy("Any", [catchAll({ verification: asks("1FA") })]);
const workforce = (change: Partial<SessionPolicy> = {}) =>
  aSessionPolicy("Workforce", ["Staff"], [twice], change);
const visitors = (change: Partial<SessionPolicy> = {}) =>
  aSessionPolicy("Visitors", ["Staff"], [{ name: "Once" }], { priority: 2, ...change });

const org = (parts: SignOnParts) =>
  aSignOnOrg({
    people: logins.map((login) => aPerson(login, { signOn: traits() })),
    groups: { Staff: logins },
    zones: ["Corp"],
    authenticators: { security_question: "INACTIVE" },
    enrolments: Object.fromEntries(
      logins.map((login) => [login, enrolments(["webauthn", "phone_number:sms"])]),
    ),
    apps: { Payroll: { users: logins }, Wiki: { users: logins } },
    mapped: [anApp("Payroll", "Strong"), anApp("Wiki", "Any")],
    sessionPolicies: [workforce(), visitors(), theDefaultSessionPolicy()],
    appPolicies: [strong(office, { name: "Staff", ...fastPass }), any],
    passwordPolicies: [aPasswordPolicy("Default Policy", ["Everyone"], [{}], { system: true })],
    ...parts,
  });

/** The findings on people, each with what caused it: `sign-in of 3 people: app-rule Strong / Staff factors`. */
async function causesIn(parts: SignOnParts, declared: Baseline = baseline): Promise<readonly string[]> {
  const checks = await loadChecks();
  const { findings } = evaluate({
    checks,
    baseline: declared,
    org: org(parts),
    now: new Date("2026-03-01T00:00:00Z"),
  });
  const people = findings.filter(({ subject }) => subject.type === "user");
  const counted = new Map<string, number>();
  for (const { check, requirement, causedBy } of people) {
    const cause = findings.find(({ fingerprint }) => fingerprint === causedBy);
    const words =
      cause === undefined ? "nothing" : `${cause.check} ${cause.subject.name} ${cause.field ?? ""}`;
    const key = `${check} ${requirement}: ${words.trim()}`;
    counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  return [...counted].map(([key, count]) => `${count} x ${key}`);
}

describe("what made it so that people get in with too little", () => {
  it("is nothing where all is as declared", async () => {
    expect(await causesIn({})).toEqual([]);
  });

  it.each<[string, SignOnParts, readonly string[]]>([
    [
      "a rule that asks for less",
      { appPolicies: [strong(office, { name: "Staff", verification: asks("1FA") }), any] },
      ["3 x sign-in payroll: app-rule Strong / Staff constraints"],
    ],
    [
      "a rule that nobody declared",
      {
        appPolicies: [
          strong({ name: "Skip", verification: asks("1FA") }, office, { name: "Staff", ...fastPass }),
          any,
        ],
      },
      ["3 x sign-in payroll: app-rule-unmanaged Strong / Skip"],
    ],
    [
      "a session rule that is gone, where the next policy asks for less",
      {
        sessionPolicies: [aSessionPolicy("Workforce", ["Staff"], []), visitors(), theDefaultSessionPolicy()],
      },
      ["3 x sign-in wiki: session-rule-missing Workforce / Twice"],
    ],
    [
      "a rule that is gone, where the catch-all asks for less",
      { appPolicies: [strong(office), any] },
      ["3 x sign-in payroll: app-rule-missing Strong / Staff"],
    ],
    [
      "a rule that is off, after one that was put where another was",
      { appPolicies: [strong({ name: "Staff", ...fastPass, status: "INACTIVE" }, office), any] },
      ["3 x sign-in payroll: app-rule Strong / Staff status"],
    ],
    [
      "rules in another order",
      {
        appPolicies: [
          strong({ name: "Staff", verification: liveStrongest }, { ...office, network: network.anywhere }),
          any,
        ],
      },
      [],
    ],
    [
      "an application that was moved",
      { mapped: [anApp("Payroll", "Any"), anApp("Wiki", "Any")] },
      ["3 x sign-in payroll: app-policy-apps Payroll policy"],
    ],
    [
      "a policy that is gone",
      { appPolicies: [any], mapped: [anApp("Payroll", "Any"), anApp("Wiki", "Any")] },
      ["3 x sign-in payroll: app-policy-missing Strong"],
    ],
    [
      "a session policy that is off, and the next asks for less",
      { sessionPolicies: [workforce({ status: "INACTIVE" }), visitors(), theDefaultSessionPolicy()] },
      ["3 x sign-in wiki: session-policy-status Workforce status"],
    ],
    [
      "a session policy that lost its group",
      {
        sessionPolicies: [
          workforce({ groupIds: [idOf.group("Everyone else")] }),
          visitors(),
          theDefaultSessionPolicy(),
        ],
      },
      ["3 x sign-in wiki: session-policy-groups Workforce groups"],
    ],
    [
      "a session policy that is gone",
      { sessionPolicies: [visitors(), theDefaultSessionPolicy()] },
      ["3 x sign-in wiki: session-policy-missing Workforce"],
    ],
    [
      "session policies in another order",
      { sessionPolicies: [visitors({ priority: 1 }), workforce({ priority: 2 }), theDefaultSessionPolicy()] },
      ["3 x sign-in wiki: session-policy-order Workforce order"],
    ],
    [
      "a session policy that nobody declared",
      {
        sessionPolicies: [
          aSessionPolicy("Shortcut", ["Staff"], [{ name: "Once" }], { priority: 0 }),
          workforce(),
          visitors(),
          theDefaultSessionPolicy(),
        ],
      },
      ["3 x sign-in wiki: session-policy-unmanaged Shortcut"],
    ],
    [
      "a session rule that nobody declared",
      {
        sessionPolicies: [
          aSessionPolicy("Workforce", ["Staff"], [{ name: "Skip" }, twice]),
          visitors(),
          theDefaultSessionPolicy(),
        ],
      },
      ["3 x sign-in wiki: session-rule-unmanaged Workforce / Skip"],
    ],
    [
      "being asked too seldom",
      {
        appPolicies: [
          strong(office, {
            name: "Staff",
            verification: {
              kind: "assurance",
              factorMode: "1FA",
              reauthenticateSeconds: null,
              constraints: liveStrongest?.kind === "assurance" ? liveStrongest.constraints : [],
            },
          }),
          any,
        ],
      },
      ["3 x sign-in payroll: app-rule Strong / Staff reauthenticateEvery"],
    ],
    [
      "two findings of which none alone is enough: the one on the rule that decides",
      {
        appPolicies: [
          strong({ name: "Skip", verification: asks("1FA") }, office, {
            name: "Staff",
            verification: asks("1FA"),
          }),
          any,
        ],
      },
      ["3 x sign-in payroll: app-rule-unmanaged Strong / Skip"],
    ],
  ])("%s", async (_, parts, causes) => {
    expect(await causesIn(parts)).toEqual(causes);
  });
});

describe("a declared rule that is gone", () => {
  const nobodyListed = aDeclaredAppRule().people;
  const declaring = (change: Partial<BaselineAppRule>): Baseline => ({
    ...baseline,
    groups: [...baseline.groups, aDeclaredGroup("Guests")],
    signOn: {
      ...baseline.signOn,
      appPolicies: baseline.signOn.appPolicies.map((policy) => ({
        ...policy,
        rules: policy.rules.map((rule) => (rule.name === "Staff" ? { ...rule, ...change } : rule)),
      })),
    },
  });

  it.each<[string, Partial<BaselineAppRule>, number]>([
    ["for a group: of its members", { people: { ...nobodyListed, groups: ["Staff"] } }, 3],
    ["for a person: of that person", { people: { ...nobodyListed, users: ["kim@acme.example"] } }, 1],
    ["for a zone that is not there: of nobody", { network: { kind: "in", zones: ["Nowhere"] } }, 0],
    ["for a group that is not there: of nobody", { people: { ...nobodyListed, groups: ["Guests"] } }, 0],
    ["for somebody not there: of nobody", { people: { ...nobodyListed, users: ["omar@acme.example"] } }, 0],
  ])("is the cause, where it is %s", async (_, change, people) => {
    const causes = await causesIn({ appPolicies: [strong(office), any] }, declaring(change));
    const cause = "sign-in payroll: app-rule-missing Strong / Staff";
    const others = people === 3 ? [] : [`${3 - people} x sign-in payroll: nothing`];
    expect(causes.toSorted()).toEqual([...(people === 0 ? [] : [`${people} x ${cause}`]), ...others]);
  });
});
