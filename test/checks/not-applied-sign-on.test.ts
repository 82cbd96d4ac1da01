import { describe, expect, it } from "vitest";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import type { BaselineSignOn } from "../../src/model/baseline-sign-on.ts";
import type { AppPolicy, SessionPolicy } from "../../src/model/live-sign-on.ts";
import type { Finding } from "../../src/model/report.ts";
import { aBaseline } from "../support/baseline-builder.ts";
import {
  aDeclaredAppPolicy,
  aDeclaredSessionPolicy,
  asksFor,
  theDeclaredCatchAll,
  theDeclaredDefaultSession,
} from "../support/declared-sign-on.ts";
import { aPerson, idOf } from "../support/org-builder.ts";
import {
  type AppRuleParts,
  anApp,
  anAppPolicy,
  aSessionPolicy,
  asks,
  catchAll,
  type SessionRuleParts,
  theDefaultSessionPolicy,
} from "../support/sign-on-builder.ts";
import { aSignOnOrg } from "../support/sign-on-org.ts";
import { aStack } from "../support/stack-builder.ts";

const now = new Date("2026-03-01T00:00:00.000Z");
const checks = await loadChecks();

const session = { idleMinutes: 120, lifetimeMinutes: 720, persistentCookie: false };
const longer = { ...session, idleMinutes: 240 };
const workforce = aDeclaredSessionPolicy("Workforce", ["Everyone"]);
const strong = aDeclaredAppPolicy("Strong", [{ name: "Office" }, theDeclaredCatchAll()]);
const console_ = aDeclaredAppPolicy("Okta Admin Console", [theDeclaredCatchAll()]);
const applied: BaselineSignOn = {
  sessionPolicies: [workforce, theDeclaredDefaultSession([{ name: "Default Rule", isSystem: true }])],
  appPolicies: [strong, console_],
};

const withSessionRule = (change: Parameters<typeof aDeclaredSessionPolicy>[2]): BaselineSignOn => ({
  ...applied,
  sessionPolicies: [
    aDeclaredSessionPolicy("Workforce", ["Everyone"], change),
    ...applied.sessionPolicies.slice(1),
  ],
});
const withStrong = (
  rules: Parameters<typeof aDeclaredAppPolicy>[1],
  apps: readonly string[] | null = null,
): BaselineSignOn => ({ ...applied, appPolicies: [aDeclaredAppPolicy("Strong", rules, apps), console_] });

interface Live {
  readonly sessionRule?: SessionRuleParts;
  readonly defaultRule?: SessionRuleParts;
  readonly appRules?: readonly AppRuleParts[];
  readonly payrollUnder?: string;
}

/** The org as the stack left it, but for what somebody did by hand. */
function live({ sessionRule = {}, defaultRule = {}, appRules, payrollUnder = "Any two factors" }: Live = {}) {
  const sessionPolicies: readonly SessionPolicy[] = [
    aSessionPolicy("Workforce", ["Everyone"], [sessionRule]),
    theDefaultSessionPolicy(defaultRule),
  ];
  const appPolicies: readonly AppPolicy[] = [
    anAppPolicy("Strong", appRules ?? [{ name: "Office", verification: asks("2FA") }, catchAll()]),
    anAppPolicy("Okta Admin Console", [catchAll()]),
    anAppPolicy("Any two factors", [catchAll()], { system: true }),
  ];
  return aSignOnOrg({
    people: [aPerson("kim@acme.example")],
    sessionPolicies,
    appPolicies,
    mapped: [anApp("Payroll", payrollUnder)],
  });
}

const ruleOf = (policy: string, name: string) => ({
  id: `rul-${policy}/${name}` as never,
  policyId: idOf.policy(policy),
  name,
});

const stackWith = (signOn: BaselineSignOn | null) =>
  aStack({
    signOn,
    sessionPolicies: [{ id: idOf.policy("Workforce"), name: "Workforce" }],
    sessionRules: [ruleOf("Workforce", "Anyone")],
    appPolicies: [{ id: idOf.policy("Strong"), name: "Strong" }],
    appRules: [ruleOf("Strong", "Office"), ruleOf("Strong", "Catch-all Rule")],
  });

function judged(newer: BaselineSignOn, byHand: Live = {}, stack = stackWith(applied)): readonly Finding[] {
  const baseline: Baseline = aBaseline({ signOn: newer });
  const input = {
    checks,
    baseline,
    org: live(byHand),
    now,
    stack: { applied: stack, status: "not applied yet" as const },
  };
  return evaluate(input).findings.filter(({ status }) => status === "open");
}

const waiting = (findings: readonly Finding[], check: string): readonly boolean[] =>
  findings
    .filter((finding) => finding.check === check)
    .map(({ changedBy }) => changedBy?.status === "not applied yet");

interface Case {
  readonly kind: string;
  readonly check: string;
  readonly newer: BaselineSignOn;
  /** Change that somebody made in the same place. */
  readonly byHand?: Live;
}

const cases: readonly Case[] = [
  {
    kind: "how long a session lasts",
    check: "session-rule",
    newer: withSessionRule([{ session: longer }]),
    byHand: { sessionRule: { session: { ...session, idleMinutes: 60 } } },
  },
  {
    kind: "a new session rule",
    check: "session-rule-missing",
    newer: withSessionRule([{}, { name: "VPN" }]),
  },
  {
    kind: "a new session policy",
    check: "session-policy-missing",
    newer: {
      ...applied,
      sessionPolicies: [aDeclaredSessionPolicy("Kiosks", ["Everyone"]), ...applied.sessionPolicies],
    },
  },
  {
    kind: "a rule of the default session policy",
    check: "session-rule-missing",
    newer: {
      ...applied,
      sessionPolicies: [workforce, theDeclaredDefaultSession([{ name: "Nobody" }])],
    },
  },
  {
    kind: "how many factors an app rule asks for",
    check: "app-rule",
    newer: withStrong([{ name: "Office", verification: asksFor(1) }, theDeclaredCatchAll()]),
    byHand: {
      appRules: [{ name: "Office", verification: asks("2FA"), status: "INACTIVE" }, catchAll()],
    },
  },
  {
    kind: "an app rule that is no longer declared",
    check: "app-rule-unmanaged",
    newer: withStrong([theDeclaredCatchAll()]),
  },
  {
    kind: "a rule of a policy that Okta made",
    check: "app-rule-missing",
    newer: {
      ...applied,
      appPolicies: [
        strong,
        aDeclaredAppPolicy("Okta Admin Console", [{ name: "Admins" }, theDeclaredCatchAll()]),
      ],
    },
  },
  {
    kind: "an application that comes under a policy",
    check: "app-policy-apps",
    newer: withStrong([{ name: "Office" }, theDeclaredCatchAll()], ["Payroll"]),
  },
];

describe("a difference on the sign-on side that the stack has not applied yet", () => {
  it.each(cases)("is named: $kind", ({ check, newer }) => {
    expect(waiting(judged(newer), check)).toEqual([true]);
  });

  it.each(cases)("is not, where the stack does not say what it declared: $kind", ({ check, newer }) => {
    const [first] = waiting(judged(newer, {}, stackWith(null)), check);
    expect(first).toBe(false);
  });

  it.each(
    cases.filter(({ byHand }) => byHand !== undefined),
  )("is not, where somebody changed it: $kind", (one) => {
    expect(waiting(judged(one.newer, one.byHand), one.check)).toContain(false);
    expect(judged(applied, one.byHand).length).toBeGreaterThan(0);
  });

  it("is not Okta's own rule, which the provider does not write", () => {
    const sessionPolicies = [
      workforce,
      theDeclaredDefaultSession([{ name: "Default Rule", isSystem: true, access: "DENY" }]),
    ];
    expect(waiting(judged({ ...applied, sessionPolicies }), "session-rule")).toEqual([false]);
  });

  it("is not an application that the stack put under a policy and somebody moved", () => {
    const declared = withStrong([{ name: "Office" }, theDeclaredCatchAll()], ["Payroll"]);
    expect(waiting(judged(declared, {}, stackWith(declared)), "app-policy-apps")).toEqual([false]);
  });

  it("is none where the org is as the stack left it", () => {
    expect(judged(applied)).toEqual([]);
  });
});
