import { expect, it } from "vitest";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import { proposeBaseline } from "../../../src/answers/propose/propose-baseline.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import { parseText } from "../../support/baseline-text.ts";
import { aPerson } from "../../support/org-builder.ts";
import {
  anApp,
  anAppPolicy,
  aSessionPolicy,
  asks,
  catchAll,
  theDefaultSessionPolicy,
} from "../../support/sign-on-builder.ts";
import { aSignOnOrg, traits } from "../../support/sign-on-org.ts";

const now = new Date("2026-11-23T10:00:00.000Z");
const checks = (await loadChecks()).filter(({ needsStack }) => needsStack !== true);
const parse = (text: string) => parseText(text).baseline;

const written = `version: 1
org: { engine: identity }
signOn:
  sessionPolicies:
    - name: Workforce
      groups: [Everyone]
      rules:
        # Twice, everywhere.
        - name: Anyone
          access: ALLOW
          primaryFactor: PASSWORD_IDP_ANY_FACTOR
          secondFactor: ALWAYS
          session: { idle: 1h, lifetime: 12h, persistentCookie: false }
  appPolicies:
    - name: Any
      apps: [Wiki, Payroll]
      rules:
        - { name: Catch-all Rule, access: ALLOW, factors: 2 }
`;

const org = aSignOnOrg({
  people: [aPerson("nia@acme.example", { signOn: traits() })],
  sessionPolicies: [
    aSessionPolicy("Workforce", ["Everyone"], [{}, { name: "Let them in" }]),
    aSessionPolicy("Project", ["Everyone"], [{}], { priority: 2 }),
    theDefaultSessionPolicy(),
  ],
  appPolicies: [
    anAppPolicy("Any", [catchAll({ verification: asks("1FA") })]),
    anAppPolicy("Other", [catchAll({ verification: asks("1FA") })]),
  ],
  mapped: [anApp("Wiki", "Any"), anApp("Payroll", "Other")],
});

it("proposes what sign-in asks for as it is, and accepts what it cannot declare", () => {
  const baseline = parse(written);
  const { findings } = evaluate({ checks, baseline, org, now });
  expect(new Set(findings.map(({ check }) => check.replace(/-.*/, "")))).toEqual(new Set(["app", "session"]));
  const proposed = proposeBaseline({
    text: written,
    baseline,
    parse,
    org,
    checks,
    now,
    findings,
    who: () => null,
    until: "2026-12-23",
  });
  const after = evaluate({ checks, baseline: parse(proposed.text), org, now }).findings;
  expect(after.filter(({ status }) => status === "open").map(({ message }) => message)).toEqual([]);
  expect(proposed.text).toContain("# Twice, everywhere.\n        - name: Anyone\n");
  expect(proposed.declared.map(({ check, field }) => `${check} ${field}`)).toContain(
    "session-rule secondFactor",
  );
  expect(proposed.text).toContain("      apps: [Wiki]\n");
  expect(proposed.text).toContain("access: ALLOW, factors: 1 }");
});

it("leaves a policy at least one application, since without any none would be compared", () => {
  const text = written.replace("[Wiki, Payroll]", "[Payroll]");
  const baseline = parse(text);
  const { findings } = evaluate({ checks, baseline, org, now });
  const request = { text, baseline, parse, org, checks, now, findings, who: () => null, until: "2026-12-23" };
  const proposed = proposeBaseline(request);
  expect(proposed.text).toContain("apps: [Payroll]");
  expect(proposed.accepted.map(({ check }) => check)).toContain("app-policy-apps");
});
