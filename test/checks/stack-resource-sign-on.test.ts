import { describe, expect, it } from "vitest";
import ruleMissing from "../../checks/app-rule-missing.check.ts";
import { evaluate } from "../../checks/runner/evaluate.ts";
import policyMissing from "../../checks/session-policy-missing.check.ts";
import stackResource from "../../checks/stack-resource.check.ts";
import type { AppliedStack } from "../../src/model/applied-stack.ts";
import type { PolicyId, PolicyRuleId } from "../../src/model/ids.ts";
import type { AppPolicy, SessionPolicy } from "../../src/model/live-sign-on.ts";
import { aBaseline } from "../support/baseline-builder.ts";
import { aDeclaredAppPolicy, aDeclaredSessionPolicy } from "../support/declared-sign-on.ts";
import { idOf } from "../support/org-builder.ts";
import { anAppPolicy, aSessionPolicy, catchAll } from "../support/sign-on-builder.ts";
import { aSignOnOrg } from "../support/sign-on-org.ts";
import { aStack } from "../support/stack-builder.ts";

const workforce = aSessionPolicy("Workforce", ["Everyone"]);
const strong = anAppPolicy("Strong", [{ name: "Keys" }, catchAll()]);
const builtIn = anAppPolicy("Any two factors", [{ name: "Own" }, catchAll()], { system: true });

interface Live {
  readonly sessionPolicies?: readonly SessionPolicy[];
  readonly appPolicies?: readonly AppPolicy[];
}

const rulesOf = ({ id, rules }: SessionPolicy | AppPolicy) =>
  (rules ?? []).map((rule) => ({ id: rule.id, name: rule.name, policyId: id }));

/** A stack that made what the org began with; Okta's own policy it only gave rules. */
const stack: AppliedStack = aStack({
  sessionPolicies: [{ id: workforce.id, name: "Workforce" }],
  sessionRules: rulesOf(workforce),
  appPolicies: [{ id: strong.id, name: "Strong" }],
  appRules: [...rulesOf(strong), ...rulesOf(builtIn)],
});

function judged(live: Live, of: AppliedStack = stack) {
  const org = aSignOnOrg({
    sessionPolicies: [workforce],
    appPolicies: [strong, builtIn],
    ...live,
  });
  const { findings, outcomes } = evaluate({
    checks: [stackResource],
    baseline: aBaseline(),
    org,
    now: new Date("2026-03-01T00:00:00.000Z"),
    stack: { applied: of, status: "applied" },
  });
  return { findings: findings.map(({ message, causedBy }) => [message, causedBy !== null]), outcomes };
}

describe("session and app sign-in policies that the stack made", () => {
  it("are in line while they are there", () => {
    expect(judged({}).findings).toEqual([]);
  });

  it("are missed with their rules when they are gone", () => {
    expect(judged({ sessionPolicies: [] }).findings).toEqual([
      [`The session policy "Workforce" of the stack (${workforce.id}) is gone.`, false],
      [`The rule "Anyone" of session policy "Workforce" of the stack (rul-Workforce/Anyone) is gone.`, true],
    ]);
  });

  it("follow from what the baseline misses, where it declares them", () => {
    const { findings } = evaluate({
      checks: [stackResource, policyMissing, ruleMissing],
      baseline: aBaseline({
        signOn: {
          sessionPolicies: [aDeclaredSessionPolicy("Workforce", ["Everyone"])],
          appPolicies: [aDeclaredAppPolicy("Strong", [{ name: "Keys" }])],
        },
      }),
      org: aSignOnOrg({
        sessionPolicies: [],
        appPolicies: [{ ...strong, rules: strong.rules?.slice(1) ?? null }, builtIn],
      }),
      now: new Date("2026-03-01T00:00:00.000Z"),
      stack: { applied: stack, status: "applied" },
    });
    const roots = findings.filter(({ causedBy }) => causedBy === null);
    expect(roots.map(({ check, subject }) => `${check} ${subject.name}`).sort()).toEqual([
      "app-rule-missing Strong / Keys",
      "session-policy-missing Workforce",
    ]);
  });

  it("are missed when another one of the name is in their place, with rules of its own", () => {
    const remade = anAppPolicy("Strong", [{ name: "Keys" }], { id: "rstOther" as PolicyId });
    const other = {
      ...remade,
      rules: remade.rules?.map((rule) => ({ ...rule, id: `${rule.id}-2` as typeof rule.id })) ?? null,
    };
    expect(judged({ appPolicies: [other, builtIn] }).findings).toEqual([
      [
        `The app sign-in policy "Strong" of the stack (${strong.id}) is gone; another one of its name (rstOther), which the stack did not make, is in its place.`,
        false,
      ],
      [
        `The rule "Catch-all Rule" of app sign-in policy "Strong" of the stack (rul-Strong/Catch-all Rule) is gone.`,
        true,
      ],
      [
        `The rule "Keys" of app sign-in policy "Strong" of the stack (rul-Strong/Keys) is gone; another one of its name (rul-Strong/Keys-2), which the stack did not make, is in its place.`,
        true,
      ],
    ]);
  });

  it("are missed rule by rule in a policy that Okta made, by its name", () => {
    const { findings } = judged({
      appPolicies: [strong, { ...builtIn, rules: builtIn.rules?.slice(1) ?? null }],
    });
    expect(findings).toEqual([
      [
        `The rule "Own" of app sign-in policy "Any two factors" of the stack (rul-Any two factors/Own) is gone.`,
        false,
      ],
    ]);
  });

  it("are unknown where the rules could not be read", () => {
    const { findings, outcomes } = judged({ appPolicies: [{ ...strong, rules: null }, builtIn] });
    expect(findings).toEqual([]);
    expect(outcomes).toMatchObject([
      { status: "unknown", reason: 'the rules of policy "Strong" were not read' },
    ]);
  });

  it("are told apart from an enrollment policy of the same name", () => {
    const named = aStack({
      policies: [
        {
          id: idOf.policy("Enrolls staff"),
          name: "Staff",
          isDefault: false,
          priority: 1,
          groupIds: [],
          settings: {},
          terms: {},
        },
      ],
      sessionPolicies: [
        { id: idOf.policy("Lets staff in"), name: "Staff" },
        { id: workforce.id, name: "Workforce" },
      ],
      appRules: [{ id: "rulLost" as PolicyRuleId, name: "Lost", policyId: "rstGone" as PolicyId }],
    });
    const { findings } = judged({}, named);
    expect(findings.map(([message]) => message)).toEqual([
      expect.stringMatching(/^The enrollment policy "Staff" /),
      expect.stringMatching(/^The session policy "Staff" /),
      expect.stringMatching(/^The rule "Lost" of app sign-in policy "rstGone" /),
    ]);
  });
});
