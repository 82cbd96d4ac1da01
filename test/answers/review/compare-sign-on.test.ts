import { expect, it } from "vitest";
import { compareBaselines } from "../../../src/answers/review/compare-baselines.ts";
import type { Baseline } from "../../../src/model/baseline.ts";
import { identityOrg, parseText } from "../../support/baseline-text.ts";

const groups = "groups: [{ name: Staff }]\n";
const baseline = (section: string): Baseline => parseText(identityOrg(`${groups}${section}`)).baseline;

const changes = (before: string, after: string) =>
  compareBaselines(baseline(before), baseline(after)).map(({ change }) => ({
    is: `${change.effect} ${change.id}`,
    from: change.from,
    to: change.to,
  }));

const session = (name: string, rule: string) =>
  `{ name: ${name}, groups: [Staff], rules: [{ name: Anyone, ${rule} }] }`;
const sessions = (...policies: readonly string[]) => `signOn: { sessionPolicies: [${policies.join(", ")}] }`;
const app = (fields: string) => `signOn: { appPolicies: [{ name: Strong, ${fields} }] }`;

it("names what is another in a session policy, and counts it as weaker", () => {
  const [before, after] = [session("Work", "access: ALLOW"), session("Work", "access: DENY")];
  expect(changes(sessions(before), sessions(after))).toEqual([
    {
      is: "weaker session-policy/Work",
      from: ["rules[Anyone].access: ALLOW"],
      to: ["rules[Anyone].access: DENY"],
    },
  ]);
});

it("names session policies that are new, gone and tried in another order", () => {
  const [work, guests, other] = ["Work", "Guests", "Other"].map((name) => session(name, "access: ALLOW"));
  expect(changes(sessions(`${work}`, `${guests}`), sessions(`${guests}`, `${work}`, `${other}`))).toEqual([
    { is: "weaker session-policy/Other", from: null, to: "Other" },
    { is: "weaker session-policy-order", from: ["Work", "Guests"], to: ["Guests", "Work"] },
  ]);
  expect(changes(sessions(`${work}`), "")).toEqual([
    { is: "weaker session-policy/Work", from: "Work", to: null },
  ]);
});

it("tells of a rule that is new by what is special of it, and where it is tried", () => {
  const rules = (...list: readonly string[]) => app(`rules: [${list.join(", ")}]`);
  const [office, staff] = [
    "{ name: Office, factors: 2 }",
    "{ name: Staff, people: { groups: [Staff] }, factors: 1 }",
  ];
  expect(changes(rules(`${office}`), rules(`${staff}`, `${office}`))).toEqual([
    {
      is: "weaker app-policy/Strong",
      from: ["rules: Office"],
      to: [
        "rules: Staff, Office",
        "rules[Staff].name: Staff",
        "rules[Staff].people.groups[0]: Staff",
        "rules[Staff].access: ALLOW",
        "rules[Staff].verification.factors: 1",
        "rules[Staff].reauthenticateSeconds: 7200",
      ],
    },
  ]);
  expect(changes(rules(`${staff}`, `${office}`), rules(`${office}`, `${staff}`))).toEqual([
    { is: "weaker app-policy/Strong", from: ["rules: Staff, Office"], to: ["rules: Office, Staff"] },
  ]);
});

it("names app policies; words are neutral, and a renamed group is the same group", () => {
  expect(changes(app("apps: [Payroll]"), app("apps: [Payroll, CRM]"))).toEqual([
    { is: "weaker app-policy/Strong", from: [], to: ["apps[1]: CRM"] },
  ]);
  expect(changes(app("description: A"), app("description: B"))).toMatchObject([
    { is: "neutral app-policy/Strong" },
  ]);
  const rule = "rules: [{ name: Staff, people: { groups: [Staff], exceptGroups: [Everyone] } }]";
  const renamed = parseText(
    identityOrg(
      `groups: [{ name: Employees }]\n${app(rule.replace("groups: [Staff]", "groups: [Employees]"))}`,
    ),
  ).baseline;
  const found = compareBaselines(baseline(app(rule)), renamed).map(({ change }) => change.id);
  expect(found).toEqual(["group-renamed/Employees"]);
});

const asked = (signIn: string) =>
  `requirements: [{ id: staff, appliesTo: { everyone: true }, memberOf: [Staff], ${signIn} }]`;
const signIn = (fields: string) => asked(`signIn: { ${fields} }`);

it.each([
  ["nothing", signIn("to: any, atLeast: strong"), signIn("to: any, atLeast: strong"), []],
  ["the asking itself", asked("severity: high"), signIn("to: any, atLeast: strong"), ["stronger"]],
  ["no more asking", signIn("to: any, atLeast: strong"), asked("severity: high"), ["weaker"]],
  [
    "a higher level",
    signIn("to: any, atLeast: strong"),
    signIn("to: any, atLeast: phishing-resistant"),
    ["stronger"],
  ],
  ["a lower level", signIn("to: any, atLeast: strong"), signIn("to: any, atLeast: two-factors"), ["weaker"]],
  [
    "any application in place of one",
    signIn("to: { apps: [Payroll] }, atLeast: strong"),
    signIn("to: any, atLeast: strong"),
    ["stronger"],
  ],
  [
    "the console in place of the dashboard",
    signIn("to: dashboard, atLeast: strong"),
    signIn("to: adminConsole, atLeast: strong"),
    ["weaker"],
  ],
  [
    "one application less",
    signIn("to: { apps: [Payroll, CRM] }, atLeast: strong"),
    signIn("to: { apps: [Payroll] }, atLeast: strong"),
    ["weaker"],
  ],
  [
    "applications in another order",
    signIn("to: { apps: [Payroll, CRM] }, atLeast: strong"),
    signIn("to: { apps: [CRM, Payroll] }, atLeast: strong"),
    [],
  ],
  [
    "a zone left out of the judgement",
    signIn("to: any, atLeast: strong"),
    signIn("to: any, atLeast: strong, from: { notIn: [Corp] }"),
    ["weaker"],
  ],
  [
    "open enrollment",
    signIn("to: any, atLeast: strong"),
    signIn("to: any, atLeast: strong, openEnrollment: true"),
    ["weaker"],
  ],
  [
    "a shorter time",
    signIn("to: any, atLeast: strong, reauthenticateWithin: 12h"),
    signIn("to: any, atLeast: strong, reauthenticateWithin: 1h"),
    ["stronger"],
  ],
  [
    "a time that is no longer asked",
    signIn("to: any, atLeast: strong, reauthenticateWithin: 12h"),
    signIn("to: any, atLeast: strong"),
    ["weaker"],
  ],
  ["one way less to recover", asked("severity: high"), asked("recovery: { notBy: [email] }"), ["stronger"]],
  [
    "one way more to recover",
    asked("recovery: { notBy: [email, phone] }"),
    asked("recovery: { notBy: [email] }"),
    ["weaker"],
  ],
])("judges %s in a requirement", (_, before, after, effects) => {
  expect(compareBaselines(baseline(before), baseline(after)).map(({ change }) => change.effect)).toEqual(
    effects,
  );
});
