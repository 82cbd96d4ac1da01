import { expect, it } from "vitest";
import { explainPerson } from "../../../src/answers/explain/explain-person.ts";
import { whatIfPerson } from "../../../src/answers/review/what-if-person.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import { whatIfText } from "../../../src/report/pages/what-if-text.ts";
import { identityOrg, parseText } from "../../support/baseline-text.ts";
import { anApp, anAppPolicy, asks, catchAll } from "../../support/sign-on-builder.ts";
import { aSignOnOrg, kim, kimHas } from "../../support/sign-on-org.ts";

const now = new Date("2026-11-23T10:00:00.000Z");
const org: OrgSnapshot = aSignOnOrg({
  people: [kim],
  groups: { Contractors: [] },
  appPolicies: [
    anAppPolicy("Strong", [catchAll({ verification: asks("2FA") })]),
    anAppPolicy("Weak", [catchAll({ verification: asks("1FA") })]),
  ],
  mapped: [anApp("Payroll", "Strong")],
  enrolments: kimHas("webauthn"),
});

const rule = "{ name: Contractors, people: { groups: [Contractors] }, factors: 1 }";
const baseline = (members: string) =>
  parseText(
    identityOrg(
      `groups: [{ name: Contractors, members: [${members}] }]\nsignOn: { appPolicies: [{ name: Strong, rules: [${rule}] }] }`,
    ),
  ).baseline;

function whatIf(members: string, snapshot = org) {
  const [base, head] = [baseline(""), baseline(members)];
  const answer = whatIfPerson({ baselines: { base, head }, org: snapshot, now, user: kim.login });
  const today = explainPerson({ baseline: base, org: snapshot, now, user: kim.login });
  if (answer === null || today === null) throw new Error("kim is not there");
  return { answer, today };
}

it("knows how strongly somebody would be held if a group that sign-on rules mean had them", () => {
  const { answer, today } = whatIf("kim@acme.example");
  expect(answer.signIn.policies).toMatchObject([
    { policy: "Strong", level: "one-factor", rule: "Contractors" },
  ]);
  expect(answer.differences).toContainEqual({
    kind: "people-sign-in-weaker",
    effect: "weaker",
    names: ["Strong", "phishing-resistant", "one-factor"],
  });
  const text = whatIfText(
    today,
    { baseline: { path: "new.yaml", sha256: "" }, ...answer },
    { width: 400, color: false },
  );
  expect(text).toContain(
    'would sign in under app policy "Strong" with less: one-factor, not phishing-resistant\n  app policy Strong: one-factor (today: phishing-resistant). kim@acme.example can open Payroll with a password alone from anywhere: rule "Contractors" (1FA) is tried before the catch-all.\n',
  );
});

it("says so where nothing would be another, and where applications newly come under a policy", () => {
  expect(whatIf("").answer.differences).toEqual([]);
  const { answer, today } = whatIf("");
  const text = whatIfText(
    { ...today, signIn: { policies: [], uncertainties: [] } },
    { baseline: { path: "new.yaml", sha256: "" }, ...answer },
    { width: 400, color: false },
  );
  expect(text).toContain("app policy Strong: phishing-resistant (no application is under it today).");
});
