import { describe, expect, test } from "vitest";
import { slicesRead } from "../../checks/runner/slices-read.ts";
import check from "../../checks/session-rule.check.ts";
import type { BaselineSessionRule } from "../../src/model/baseline-sign-on.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import {
  aDeclaredSessionPolicy,
  declaringSessions,
  theDeclaredDefaultSession,
} from "../support/declared-sign-on.ts";
import { aPerson, idOf, network, partOf, without } from "../support/org-builder.ts";
import { draftsOf, type Found, foundBy } from "../support/run-check.ts";
import {
  anApp,
  anAppPolicy,
  aSessionPolicy,
  asks,
  catchAll,
  type SessionRuleParts,
  theDefaultSessionPolicy,
} from "../support/sign-on-builder.ts";
import { aSignOnOrg, traits } from "../support/sign-on-org.ts";

const [nia, backup] = ["nia@acme.example", "svc-backup@acme.example"];

const declaring = (...rules: readonly Partial<BaselineSessionRule>[]) =>
  declaringSessions([
    aDeclaredSessionPolicy("Workforce", ["Everyone"], rules),
    theDeclaredDefaultSession([{ name: "Default Rule", isSystem: true }]),
  ]);

const orgWith = (rules: readonly SessionRuleParts[] | null, appAsks = asks("1FA")): OrgSnapshot =>
  aSignOnOrg({
    people: [aPerson(nia, { signOn: traits() }), aPerson(backup, { signOn: traits() })],
    zones: ["Corp", "HQ"],
    // With it, a password and a question would do as two factors.
    authenticators: { security_question: "INACTIVE" },
    sessionPolicies: [aSessionPolicy("Workforce", ["Everyone"], rules), theDefaultSessionPolicy()],
    appPolicies: [anAppPolicy("Any", [catchAll({ verification: appAsks })])],
    mapped: [anApp("Wiki", "Any")],
  });

const drift = (
  field: string | null,
  expected: Found["expected"],
  actual: Found["actual"],
  severity?: string,
): Found => ({
  subject: "policy-rule Workforce / Anyone",
  field,
  ...(severity === undefined ? {} : { severity }),
  expected,
  actual,
});
const unknown = (field: string | null, expected: Found["expected"], actual: Found["actual"]): Found => ({
  ...drift(field, expected, actual),
  status: "unknown",
});

interface Case {
  readonly name: string;
  readonly declared?: Partial<BaselineSessionRule>;
  readonly live?: SessionRuleParts;
  readonly found: readonly Found[];
}

const twice = { secondFactor: "ALWAYS" } as const;
const liveTwice = { requiresFactor: true, factorPrompt: "ALWAYS" } as const;

const cases: readonly Case[] = [
  { name: "the same rule", found: [] },
  {
    name: "inactive: the next policy asks for no less",
    live: { status: "INACTIVE" },
    found: [drift("status", "ACTIVE", "INACTIVE")],
  },
  {
    name: "inactive, where the next policy asks for less",
    declared: twice,
    live: { ...liveTwice, status: "INACTIVE" },
    found: [drift("status", "ACTIVE", "INACTIVE", "critical")],
  },
  {
    name: "tied to a network, and weaker elsewhere",
    declared: twice,
    live: { ...liveTwice, network: network.in("Corp") },
    found: [drift("network", "ANYWHERE", "in: [Corp]", "critical")],
  },
  {
    name: "zones by name, in any order",
    declared: { network: { kind: "notIn", zones: ["HQ", "Corp"] } },
    live: { network: network.notIn("Corp", "HQ") },
    found: [],
  },
  {
    name: "somebody left out, who gets in with less by it",
    declared: twice,
    live: { ...liveTwice, excludedUserIds: [idOf.user(backup)] },
    found: [drift("exceptUsers", [], [backup], "critical")],
  },
  {
    name: "the declared people left out, by login and by id",
    declared: { exceptUsers: ["SVC-backup@acme.example", idOf.user(nia)] },
    live: { excludedUserIds: [idOf.user(nia), idOf.user(backup)] },
    found: [],
  },
  {
    name: "access denied where it should be allowed: nothing else is said",
    declared: twice,
    live: { access: "DENY" },
    found: [drift("access", "ALLOW", "DENY")],
  },
  {
    name: "access allowed where it should be denied",
    declared: { access: "DENY" },
    found: [drift("access", "DENY", "ALLOW", "critical")],
  },
  {
    name: "denied as declared, whatever else it says",
    declared: { ...twice, access: "DENY" },
    live: { access: "DENY" },
    found: [],
  },
  {
    name: "any factor in place of a password",
    declared: { primaryFactor: "PASSWORD_IDP" },
    found: [drift("primaryFactor", "PASSWORD_IDP", "PASSWORD_IDP_ANY_FACTOR")],
  },
  {
    name: "no primary factor said",
    live: { primaryFactor: null },
    found: [unknown("primaryFactor", "PASSWORD_IDP_ANY_FACTOR", null)],
  },
  { name: "none declared, as on Classic", declared: { primaryFactor: null }, found: [] },
  {
    name: "no second factor",
    declared: twice,
    found: [drift("secondFactor", "ALWAYS", "NEVER", "critical")],
  },
  {
    name: "a second factor that nobody declared",
    live: liveTwice,
    found: [drift("secondFactor", "NEVER", "ALWAYS")],
  },
  {
    name: "a second factor once a device",
    declared: twice,
    live: { requiresFactor: true, factorPrompt: "DEVICE", factorLifetimeMinutes: 15 },
    found: [drift("secondFactor", "ALWAYS", "DEVICE")],
  },
  {
    name: "a second factor at a time that is not said",
    declared: twice,
    live: { requiresFactor: true, factorPrompt: null },
    found: [unknown("secondFactor", "ALWAYS", null)],
  },
  {
    name: "a second factor, whenever, where none is declared",
    live: { requiresFactor: true, factorPrompt: null },
    found: [drift("secondFactor", "NEVER", null)],
  },
  {
    name: "remembered for longer",
    declared: { secondFactor: "DEVICE", secondFactorLifetimeMinutes: 15 },
    live: { requiresFactor: true, factorPrompt: "DEVICE", factorLifetimeMinutes: 1440 },
    found: [drift("secondFactorLifetime", "15m", "1d")],
  },
  {
    name: "remembered for nobody knows how long",
    declared: { secondFactor: "SESSION", secondFactorLifetimeMinutes: 15 },
    live: { requiresFactor: true, factorPrompt: "SESSION", factorLifetimeMinutes: null },
    found: [unknown("secondFactorLifetime", "15m", null)],
  },
  {
    name: "remembered as declared",
    declared: { secondFactor: "SESSION", secondFactorLifetimeMinutes: 15 },
    live: { requiresFactor: true, factorPrompt: "SESSION", factorLifetimeMinutes: 15 },
    found: [],
  },
  {
    name: "a longer session that outlasts the browser",
    live: { session: { idleMinutes: 480, lifetimeMinutes: null, persistentCookie: true } },
    found: [
      drift("session.idle", "2h", "8h"),
      drift("session.lifetime", "12h", "none"),
      drift("session.persistentCookie", "false", "true"),
    ],
  },
  {
    name: "a session that does not outlast the browser",
    declared: { session: { idleMinutes: 120, lifetimeMinutes: 720, persistentCookie: true } },
    found: [drift("session.persistentCookie", "true", "false")],
  },
  {
    name: "conditions that a baseline cannot ask for",
    live: { authType: "RADIUS", identityProvider: "OKTA", risk: "HIGH", behaviors: ["beh2", "beh1"] },
    found: [
      drift("authType", "ANY", "RADIUS"),
      drift("identityProvider", "ANY", "OKTA"),
      drift("risk", "ANY", "HIGH"),
      drift("behaviors", [], ["beh1", "beh2"]),
    ],
  },
  {
    name: "a condition that nobody modelled",
    live: { unmodelled: ["conditions.weather"] },
    found: [unknown(null, null, ["conditions.weather"])],
  },
  {
    name: "a network that cannot be said, and is not taken for ANYWHERE",
    live: { unmodelled: ["conditions.network", "actions.signon.challenge"] },
    found: [unknown(null, null, ["actions.signon.challenge", "conditions.network"])],
  },
];

describe("session-rule", () => {
  test.each(cases)("$name", ({ declared = {}, live = {}, found }) => {
    expect(foundBy(check, declaring(declared), orgWith([live]))).toEqual(found);
  });

  test("says what is different in a sentence", () => {
    const [draft] = draftsOf(check, declaring(twice), orgWith([{}]));
    expect(draft?.message).toBe(
      'Rule "Anyone" of session policy "Workforce" asks for a second factor NEVER; it should be ALWAYS.',
    );
  });

  test("weakens nobody where the application asks for as much anyway", () => {
    const org = orgWith([{}], asks("2FA"));
    expect(foundBy(check, declaring(twice), org)).toEqual([drift("secondFactor", "ALWAYS", "NEVER")]);
  });

  test("takes the worst of people who were not read", () => {
    const org = without(orgWith([{}]), { users: "users", appPolicies: "app-policies" });
    expect(foundBy(check, declaring(twice), org)).toEqual([
      drift("secondFactor", "ALWAYS", "NEVER", "critical"),
    ]);
  });

  test("compares Okta's own rule where it is declared", () => {
    const org = orgWith([{}]);
    const policies = [
      aSessionPolicy("Workforce", ["Everyone"]),
      theDefaultSessionPolicy({
        session: { idleMinutes: 120, lifetimeMinutes: null, persistentCookie: false },
      }),
    ];
    const changed = { ...org, slices: { ...org.slices, sessionPolicies: policies } };
    expect(foundBy(check, declaring({}), changed)).toMatchObject([
      { subject: "policy-rule Default Policy / Default Rule", field: "session.lifetime", actual: "none" },
    ]);
  });

  test("finds rules out of their place, and worse where the lenient one is first", () => {
    const [strict, lenient] = [{ name: "Strict", ...twice }, { name: "Lenient" }] as const;
    const live = [{ name: "Lenient" }, { name: "Strict", ...liveTwice }];
    expect(foundBy(check, declaring(strict, lenient), orgWith(live))).toEqual([
      {
        subject: "policy-rule Workforce / Strict",
        field: "order",
        severity: "critical",
        expected: ["Strict", "Lenient"],
        actual: ["Lenient", "Strict"],
      },
    ]);
  });

  test("cannot tell where rules or zones were not read", () => {
    expect(foundBy(check, declaring({}), orgWith(null))).toMatchObject([
      { subject: "policy Workforce", field: null, status: "unknown" },
    ]);
    const zones = without(orgWith([{ network: network.in("HQ") }]), { zones: "zones" });
    const inCorp = declaring({ network: { kind: "in", zones: ["Corp"] } });
    expect(foundBy(check, inCorp, zones)).toEqual([unknown("network", "in: [Corp]", null)]);
    const twoZones = declaring({ network: { kind: "in", zones: ["Corp", "Lab"] } });
    const someZones = { ...orgWith([{}]), gaps: [partOf("zones")] };
    expect(foundBy(check, twoZones, someZones)).toEqual([drift("network", "in: [Corp, Lab]", "ANYWHERE")]);
  });

  test("reads what it needs, and zones and people only where they are named", () => {
    const read = (baseline: Parameters<typeof slicesRead>[1]) => [...slicesRead([check], baseline)];
    expect(read(declaringSessions([]))).toEqual([]);
    expect(read(declaring({}))).toEqual(["session-policies"]);
    const named = declaring({ network: { kind: "in", zones: ["Corp"] }, exceptUsers: [nia] });
    expect(read(named)).toEqual(["session-policies", "zones", "users"]);
  });
});
