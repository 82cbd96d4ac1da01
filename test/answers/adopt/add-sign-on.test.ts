import { describe, expect, it } from "vitest";
import { adoptInto } from "../../../src/answers/adopt/adopt-into.ts";
import { parseAdopted } from "../../../src/answers/adopt/parse-adopted.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import { aPerson } from "../../support/org-builder.ts";
import {
  anApp,
  anAppPolicy,
  aSessionPolicy,
  catchAll,
  theDefaultSessionPolicy,
} from "../../support/sign-on-builder.ts";
import { aSignOnOrg, traits } from "../../support/sign-on-org.ts";

const checks = (await loadChecks()).filter(({ needsStack }) => needsStack !== true);
const nia = "nia@acme.example";

const org = aSignOnOrg({
  people: [aPerson(nia, { signOn: traits() })],
  groups: { Staff: [nia] },
  sessionPolicies: [aSessionPolicy("Workforce", ["Staff"]), theDefaultSessionPolicy()],
  appPolicies: [anAppPolicy("Keys", [catchAll()]), anAppPolicy("Strong", [catchAll()])],
  mapped: [anApp("Payroll", "Strong")],
});

const into = (text: string) =>
  adoptInto(
    { text, baseline: parseAdopted(text).baseline },
    { org, now: new Date("2026-03-01T12:00:00.000Z"), checks, exemptForDays: 30, maxExemptions: 50 },
  );

const head = `version: 1
org: { engine: identity }
`;

describe("the sign-on side that a baseline does not declare yet", () => {
  it("is added as a section of its own, with the groups that it names", () => {
    const { text, added } = into(head);
    const { baseline } = parseAdopted(text);
    expect(baseline.signOn.sessionPolicies.map(({ name }) => name)).toEqual(["Workforce", "Default Policy"]);
    expect(baseline.signOn.appPolicies.map(({ name, apps }) => [name, apps])).toEqual([
      ["Keys", null],
      ["Strong", ["Payroll"]],
    ]);
    expect(baseline.groups.map(({ name }) => name)).toContain("Staff");
    expect(added).toContain('session policy "Workforce", "Default Policy"');
    expect(added).toContain('app policy "Keys", "Strong"');
    expect(text.startsWith(head)).toBe(true);
  });

  it("goes into the lists that are there, each session policy at its place", () => {
    const text = `${head}signOn:
  sessionPolicies:
    # Okta's own
    - name: Default Policy
      rules: [{ name: Default Rule, session: { idle: 2h, lifetime: 12h } }]
`;
    const result = into(text);
    const { signOn } = parseAdopted(result.text).baseline;
    expect(signOn.sessionPolicies.map(({ name }) => name)).toEqual(["Workforce", "Default Policy"]);
    expect(signOn.appPolicies.map(({ name }) => name)).toEqual(["Keys", "Strong"]);
    expect(result.text).toContain("    # Okta's own\n    - name: Default Policy\n");
    // A second time there is nothing left to add.
    expect(into(result.text).added.filter((words) => words.includes("policy"))).toEqual([]);
  });

  it("goes behind the app policies that are there", () => {
    const { text, added } = into(`${head}signOn:
  appPolicies:
    - name: Strong
      rules: [{ name: Catch-all Rule, reauthenticateEvery: 2h }]
  sessionPolicies:
    - name: Default Policy
`);
    const { signOn } = parseAdopted(text).baseline;
    expect(signOn.appPolicies.map(({ name }) => name)).toEqual(["Strong", "Keys"]);
    expect(added).toContain('app policy "Keys"');
  });
});
