import { describe, expect, it } from "vitest";
import type { PersonView } from "../../../src/model/people-view.ts";
import type { Report } from "../../../src/model/report.ts";
import type { ViewedWay } from "../../../src/model/viewed-way.ts";
import csv from "../../../src/report/csv.reporter.ts";
import json from "../../../src/report/json.reporter.ts";
import { reportSchema } from "../../../src/report/report-schema.ts";
import { policyWords } from "../../../src/report/text/policy-words.ts";
import { readCsv } from "../../support/formats/read-csv.ts";
import { judgedAcme } from "../../support/judged-acme.ts";
import { sampleReport } from "../../support/sample-report.ts";

const options = { color: false, width: 80, verbose: false };
const staff = { policy: "Staff", rule: "Enroll", network: null, apps: null, why: "certain" } as const;
const dana: PersonView = {
  id: "00udana",
  login: "dana@acme.example",
  status: "ACTIVE",
  standing: "in-scope",
  groups: ["Staff", "Finance"],
  policy: { outcomes: [staff], path: [], uncertainties: [] },
  enrolled: {
    source: "both",
    factors: ["okta_verify:push", "phone_number (switched off for the org)"],
    reason: null,
    usable: [
      { authenticator: "okta_verify", method: "push" },
      { authenticator: "webauthn", method: null },
    ],
  },
  answers: ["in-line", "drift"],
};
const kim: PersonView = {
  ...dana,
  id: "00ukim",
  login: "=kim@acme.example",
  groups: [],
  enrolled: { source: null, factors: [], reason: "403 E0000006", usable: [] },
  answers: ["unknown", "not-asked"],
};
const lee: PersonView = {
  ...dana,
  id: "00ulee",
  login: "lee@acme.example",
  enrolled: { source: "factors", factors: [], reason: null, usable: [] },
};
const payrollWay: ViewedWay = {
  level: "one-factor",
  policy: "Strong",
  app: "Payroll",
  alsoApps: 0,
  rule: "Contractors",
  from: "outside Corp",
  with: ["okta_password"],
};
const requirement = (id: string) => ({ id, title: id, severity: "high" }) as const;
const people = (...those: readonly PersonView[]) => ({
  ...options,
  listPeople: true,
  people: () => ({
    requirements: [requirement("everyone"), requirement("payroll")],
    groups: [],
    people: those,
  }),
});

const linesOf = (report: Report, ...those: readonly PersonView[]) => {
  const [head = [], ...rows] = readCsv(csv.render(report, people(...those)));
  return rows.map((row) => Object.fromEntries(head.map((column, index) => [column, row[index]])));
};

describe("everybody, with --people", () => {
  it("as lines of CSV, in place of findings", () => {
    expect(linesOf(sampleReport(), dana, kim, lee)).toEqual([
      {
        login: "dana@acme.example",
        id: "00udana",
        status: "ACTIVE",
        standing: "in-scope",
        policy: "Staff / Enroll",
        groups: "Staff, Finance",
        enrolled: "okta_verify:push, phone_number (switched off for the org)",
        usable: "okta_verify:push, webauthn",
        "sign-in": "unknown",
        "weakest at": "",
        "requirement everyone": "in-line",
        "requirement payroll": "drift",
        message: "",
      },
      expect.objectContaining({
        login: "'=kim@acme.example",
        enrolled: "unknown: 403 E0000006",
        usable: "unknown",
        "requirement everyone": "unknown",
      }),
      expect.objectContaining({ enrolled: "nothing", usable: "nothing" }),
    ]);
  });

  it.each<[string, Partial<ViewedWay>, string]>([
    ["one application", {}, 'Payroll by "Contractors", outside Corp, with okta_password'],
    [
      "several, from anywhere",
      { alsoApps: 2, from: "anywhere", with: ["okta_password", "phone_number:sms"] },
      'Payroll and 2 others by "Contractors", from anywhere, with okta_password and phone_number:sms',
    ],
    ["no way that is known", { alsoApps: 1, rule: null, from: null, with: [] }, "Payroll and 1 other"],
  ])("with the weakest way in: %s", (_what, change, words) => {
    const ways = [
      { ...payrollWay, ...change },
      { ...payrollWay, level: "strong", app: "Wiki" },
    ];
    const [line] = linesOf(sampleReport(), { ...dana, ways } as PersonView);
    expect(line).toMatchObject({ "sign-in": "one-factor", "weakest at": words });
  });

  it("without a level of people who cannot sign in", () => {
    const [line] = linesOf(sampleReport(), { ...dana, standing: "suspended" });
    expect(line).toMatchObject({ "sign-in": "", "weakest at": "" });
  });

  it("with a line for what was not read, so that a list without people is no org without people", () => {
    const report = sampleReport([], {
      outcomes: [{ check: "factors", status: "unknown", reason: "users: 403" }],
      gaps: [{ slice: "users", reason: "403", affected: 0 }],
    });
    expect(linesOf(report).map(({ status, message }) => [status, message])).toEqual([
      ["unknown", "factors: This check could not be decided: users: 403"],
      ["unknown", "users: Not read: 403"],
    ]);
  });

  it("beside the findings in JSON, as the schema has it", async () => {
    const { report, view } = await judgedAcme();
    const text = json.render(report, { ...options, listPeople: true, people: () => view });
    const parsed = reportSchema.parse(JSON.parse(text));
    expect(parsed).toMatchObject(report);
    expect(parsed.people?.map(({ login }) => login)).toEqual(view.people.map(({ login }) => login));
    const beth = parsed.people?.find(({ login }) => login === "beth@acme.example");
    expect(beth).toMatchObject({ standing: "in-scope", requirements: { payroll: "drift" } });
    expect(beth?.usable).toContain("okta_verify:push");
    expect(beth?.usable).not.toContain("webauthn");
    const danas = parsed.people?.find(({ login }) => login === "dana@acme.example")?.signIn;
    expect(danas?.[0]).toMatchObject({ level: "one-factor", app: "Payroll", from: "anywhere" });
    expect(parsed.people?.find(({ standing }) => standing === "suspended")?.signIn).toBeNull();
  });

  it("not unless asked for, and not where only a report is at hand", () => {
    const report = sampleReport();
    const asked = people(dana);
    const { people: _, ...withoutView } = asked;
    for (const given of [{ ...asked, listPeople: false }, withoutView]) {
      expect(JSON.parse(json.render(report, given))).toEqual(report);
      expect(csv.render(report, given)).toBe(csv.render(report, options));
    }
  });
});

it.each([
  [[], "not read"],
  [[{ ...staff, rule: null }], "Staff"],
  [
    [
      { ...staff, network: "in Corp", why: "network" },
      { policy: null, rule: null, network: null, apps: null, why: "undecidable" },
    ],
    "Staff / Enroll (in Corp); or no policy that was read (not decided)",
  ],
  [
    [
      { ...staff, network: "in Corp", apps: '"Payroll"', why: "network" },
      { ...staff, rule: null, apps: "Okta itself", why: "application" },
    ],
    'Staff / Enroll (in Corp, for sign-ins to "Payroll"); or Staff (for sign-ins to Okta itself)',
  ],
] as const)("policies in words: %j", (outcomes, words) => {
  expect(policyWords(outcomes)).toBe(words);
});
