import { describe, expect, it } from "vitest";
import { sha256 } from "../../src/evidence/bundle-files.ts";
import { compareReports, firstDifference } from "../../src/evidence/compare-reports.ts";
import { countsOf, whatDoesNotAddUp } from "../../src/evidence/counts.ts";
import { exemptionRegister } from "../../src/evidence/exemption-register.ts";
import type { ListedPerson } from "../../src/model/listed-person.ts";
import type { Report } from "../../src/model/report.ts";
import type { RequirementAnswer } from "../../src/model/requirement-answers.ts";
import { jsonText } from "../../src/report/text/json-text.ts";
import { aBaseline, anExemption } from "../support/baseline-builder.ts";
import { aRequirementCount, personFinding, policyFinding, sampleReport } from "../support/sample-report.ts";

const listed = (
  login: string,
  standing: ListedPerson["standing"],
  requirements: Readonly<Record<string, RequirementAnswer>> = {},
): ListedPerson => ({
  id: `00u-${login}`,
  login,
  status: standing === "in-scope" ? "ACTIVE" : standing === "pending" ? "STAGED" : "SUSPENDED",
  standing,
  groups: [],
  policies: [],
  enrolled: [],
  usable: [],
  unread: null,
  signIn: null,
  requirements,
});

const people = [
  listed("dana", "in-scope", { everyone: "drift", payroll: "in-line" }),
  listed("kim", "in-scope", { everyone: "in-line", payroll: "unknown" }),
  listed("nia", "in-scope", { everyone: "exempted", payroll: "not-asked" }),
  listed("omar", "in-scope"),
  listed("ravi", "pending", { everyone: "pending" }),
  listed("tess", "suspended", { everyone: "not-asked" }),
];

const everyone = aRequirementCount({
  id: "everyone",
  appliesTo: 4,
  drift: 1,
  unknown: 1,
  pending: 0,
  exempted: 1,
});
const summaryOf = (change: Partial<Report["summary"]["people"]> = {}): Report["summary"] => {
  const { summary } = sampleReport();
  const known = { inScope: 4, examined: 4, pending: 1, suspended: 1, deprovisioned: 2, gone: 0 };
  return { ...summary, people: { ...known, ...change }, requirements: [everyone] };
};

describe("counts", () => {
  it("count everybody once, by the worst answer", () => {
    const counts = countsOf({ summary: summaryOf(), people }, []);
    expect(counts.people).toEqual({
      listed: 6,
      byStatus: { ACTIVE: 4, STAGED: 1, SUSPENDED: 1 },
      inScope: 4,
      pending: 1,
      suspended: 1,
      deprovisioned: 2,
      gone: 0,
      answers: { drift: 1, unknown: 1, pending: 0, exempted: 1, "in-line": 0, "not-asked": 1 },
    });
    expect(whatDoesNotAddUp(counts, { summary: summaryOf() })).toEqual([]);
  });

  it("take somebody without an answer for unknown", () => {
    const [{ answers } = { answers: null }] = countsOf({ summary: summaryOf(), people }, []).requirements;
    expect(answers).toMatchObject({ drift: 1, exempted: 1, "in-line": 1, unknown: 1 });
  });

  it("are none where nobody was read", () => {
    const nobody = { inScope: null, pending: null, suspended: null, gone: null, deprovisioned: null };
    const counts = countsOf({ summary: { ...summaryOf(nobody), requirements: [] } }, []);
    expect(counts.people).toBe(null);
    expect(whatDoesNotAddUp(counts, { summary: summaryOf(nobody) })).toEqual([]);
  });

  it.each<[string, Report["summary"], readonly string[]]>([
    [
      "somebody in scope is not listed",
      summaryOf({ inScope: 5 }),
      [
        "in scope, pending and suspended: 7, not 6",
        "answers of people in scope: 4, not 5",
        "answers to everyone: 4, not 5",
        "people to whom everyone applies: 5, not 4",
      ],
    ],
    [
      "a requirement counts otherwise",
      { ...summaryOf(), requirements: [{ ...everyone, drift: 2, appliesTo: 3 }] },
      ["people to whom everyone applies: 4, not 3", "drift of everyone: 1, not 2"],
    ],
  ])("do not add up where %s", (_what, summary, wrong) => {
    expect(whatDoesNotAddUp(countsOf({ summary, people }, []), { summary })).toEqual(wrong);
  });

  it("of a requirement that the report does not count are held against people alone", () => {
    const counts = countsOf({ summary: summaryOf(), people }, []);
    expect(whatDoesNotAddUp(counts, { summary: { ...summaryOf(), requirements: [] } })).toEqual([]);
  });
});

describe("the register of exemptions", () => {
  const terms = { until: "2026-12-31", reason: "no interactive sign-in", owner: "platform@acme.example" };
  const baseline = aBaseline({
    exemptions: [
      anExemption("DANA@acme.example", "everyone", terms),
      anExemption("kim@acme.example", "everyone", terms),
      anExemption("nia@acme.example", "everyone", { ...terms, until: "2026-01-01" }),
    ],
    accepted: [{ check: "enrollment-policy-order", subject: "Admins", ...terms }],
  });
  const findings = [
    personFinding("dana@acme.example", { status: "exempted", exemption: terms, requirement: "everyone" }),
    personFinding("kim@acme.example", { status: "open", requirement: "everyone" }),
    policyFinding({
      status: "exempted",
      exemption: terms,
      subject: { type: "policy", id: null, name: "Admins" },
    }),
  ];

  it("says who answers for what until when, and what it lets stand", () => {
    const register = exemptionRegister(baseline, findings, new Date("2026-11-23T10:00:00.000Z"));
    expect(register.map(({ user, of, inEffect, findings: many }) => ({ user, of, inEffect, many }))).toEqual([
      { user: "DANA@acme.example", of: "everyone", inEffect: true, many: 1 },
      { user: "kim@acme.example", of: "everyone", inEffect: true, many: 0 },
      { user: "nia@acme.example", of: "everyone", inEffect: false, many: 0 },
      { user: null, of: "enrollment-policy-order Admins", inEffect: true, many: 1 },
    ]);
  });

  it.each([
    ["2026-12-31T23:59:59.000Z", true],
    ["2027-01-01T00:00:00.000Z", false],
  ])("on %s the last day is over: %s", (moment, inEffect) => {
    expect(exemptionRegister(baseline, findings, new Date(moment))[0]?.inEffect).toBe(inEffect);
  });
});

describe("two reports", () => {
  const kept = sampleReport([personFinding("dana@acme.example")]);

  it.each<[string, Report, unknown]>([
    ["the same", kept, { kind: "same" }],
    [
      "other words",
      { ...kept, findings: kept.findings.map((one) => ({ ...one, message: "another", remedy: "other" })) },
      { kind: "reworded" },
    ],
    [
      "another severity",
      { ...kept, findings: kept.findings.map((one) => ({ ...one, severity: "low" as const })) },
      { kind: "differs", at: "findings[0].severity" },
    ],
    ["a finding less", { ...kept, findings: [] }, { kind: "differs", at: "findings[0]" }],
    [
      "another verdict",
      { ...kept, summary: { ...kept.summary, verdict: "in-line" } },
      { kind: "differs", at: "summary.verdict" },
    ],
    ["somebody else", { ...kept, people: [listed("kim", "in-scope")] }, { kind: "differs", at: "people[0]" }],
  ])("are told apart: %s", (_what, anew, comparison) => {
    expect(compareReports(sha256(jsonText(kept)), () => kept, anew)).toEqual(comparison);
  });

  it.each([
    [{ a: 1 }, { a: 1, b: 2 }, null],
    [{ a: 1, b: 2 }, { a: 1 }, "b"],
    [{ a: [{ c: 1 }] }, { a: [{ c: 1, d: 2 }] }, null],
    [{ a: [1] }, { a: [1, 2] }, "a[1]"],
    [{ a: null }, { a: { b: 1 } }, "a"],
  ])("%j is contradicted by %j, which may say more, at %j", (left, right, place) => {
    expect(firstDifference(left, right, "may say more")).toBe(place);
  });

  it.each([
    [{ a: [1] }, { a: { 0: 1 } }, "a"],
    [null, {}, ""],
    [{ a: null }, { a: { b: 1 } }, "a"],
    [{ a: 1 }, { a: 1, b: 2 }, "b"],
    [{ a: 1 }, { a: 1 }, null],
  ])("%j and %j differ at %j", (left, right, place) => {
    expect(firstDifference(left, right)).toBe(place);
  });
});
