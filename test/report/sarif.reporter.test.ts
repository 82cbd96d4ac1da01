import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import sarif from "../../src/report/sarif.reporter.ts";
import { checkList } from "../support/formats/check-list.ts";
import { hostileNames } from "../support/formats/hostile-names.ts";
import { personFinding, policyFinding, sampleFinding, sampleReport } from "../support/sample-report.ts";

const options = { color: false, width: 80, verbose: false, checks: checkList };
const render = (report: Report, over: object = {}) =>
  JSON.parse(sarif.render(report, { ...options, ...over }));

// The published schema is of an older draft than ajv speaks, from which it differs by its name alone.
const { $schema: _draft, id: _id, ...rest } = schema;
const isValid = new Ajv({
  strict: false,
  logger: false,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(rest);
const problemsOf = (log: unknown) => (isValid(log) ? [] : isValid.errors);

const full = sampleReport(
  [
    policyFinding(),
    personFinding("dana@acme.example", { causedBy: "f-order" }),
    personFinding("omar@acme.example", { severity: "medium", status: "unknown" }),
    personFinding("kim@acme.example", { severity: "low", status: "pending" }),
    personFinding("svc-backup@acme.example", {
      status: "exempted",
      exemption: { until: "2026-12-31", reason: "no sign-in", owner: "platform@acme.example" },
    }),
  ],
  {
    outcomes: [
      { check: "enrollment-policy-order", status: "drift", reason: null },
      { check: "factors", status: "drift", reason: null },
      { check: "group-members", status: "unknown", reason: "groups were not read" },
    ],
    gaps: [{ slice: "groups", reason: "403 E0000006", affected: 3 }],
  },
);

describe("the sarif report", () => {
  it("is valid by the schema of SARIF 2.1.0, empty and with everything", () => {
    expect(problemsOf(render(sampleReport()))).toEqual([]);
    expect(problemsOf(render(full))).toEqual([]);
    expect(problemsOf({ ...render(full), version: "2.0.0" })).not.toEqual([]);
  });

  it.each(hostileNames)("is valid with a name that is after %s", (_aim, name) => {
    const report = sampleReport([personFinding(name, { requirement: name, expected: name, actual: [name] })]);
    expect(problemsOf(render(report))).toEqual([]);
  });

  it("has each check as a rule, with help and a usual level", () => {
    const { rules } = render(full).runs[0].tool.driver;
    expect(rules.map(({ id }: { id: string }) => id)).toEqual([
      "enrollment-policy-order",
      "factors",
      "group-members",
    ]);
    expect(rules[0]).toMatchObject({
      shortDescription: { text: "Enrollment policies are tried in the declared order" },
      help: { text: expect.stringContaining("Move the policy.") },
      defaultConfiguration: { level: "error" },
      properties: { "security-severity": "8.0" },
    });
    // Nobody described this one.
    expect(rules[2]).toEqual({ id: "group-members" });
  });

  it("gives every finding its weight, and what could not be decided that of a problem", () => {
    const results = render(full).runs[0].results;
    expect(
      results.map(({ kind, level, suppressions }: Record<string, unknown>) => [kind, level, suppressions]),
    ).toEqual([
      ["fail", "error", undefined],
      ["fail", "error", undefined],
      ["fail", "warning", undefined],
      ["informational", "none", undefined],
      [
        "fail",
        "error",
        [
          {
            kind: "external",
            status: "accepted",
            justification: "no sign-in (until 2026-12-31, platform@acme.example)",
          },
        ],
      ],
    ]);
    expect(results[2].message.text).toMatch(/^Could not be decided: /);
  });

  it("leads with what is most severe, then with causes, and keeps fingerprints apart where they share a line", () => {
    const report = sampleReport([
      personFinding("b@acme.example", { status: "unknown", severity: "critical", check: "governed-by" }),
      personFinding("a@acme.example", { causedBy: "f-order" }),
      policyFinding(),
      policyFinding({ fingerprint: "f-1", check: "enrollment-policy-status", severity: "critical" }),
    ]);
    const results = render(report).runs[0].results;
    expect(results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual([
      "enrollment-policy-status",
      "enrollment-policy-order",
      "factors",
      "governed-by",
    ]);
    expect(results[2].partialFingerprints).toEqual({
      "plumblineFinding/v1": "f-a@acme.example",
      primaryLocationLineHash: "f-a@acme.example",
    });
    expect(results[1].ruleIndex).toBe(0);
  });

  it.each([
    ["policy/baseline.yaml", "policy/baseline.yaml"],
    ["./policy/b l.yaml", "policy/b%20l.yaml"],
    ["policy\\b.yaml", "policy/b.yaml"],
    ["/srv/b.yaml", "file:///srv/b.yaml"],
    ["C:\\b.yaml", "file:///C%3A/b.yaml"],
  ])("points into %s", (file, uri) => {
    const locate = () => ({ file, line: 12, column: 5 });
    const [result] = render(sampleReport([sampleFinding()]), { locate }).runs[0].results;
    expect(result.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri },
      region: { startLine: 12, startColumn: 5 },
    });
  });

  it("says what could not be read or decided", () => {
    const [invocation] = render(full).runs[0].invocations;
    expect(invocation.executionSuccessful).toBe(false);
    expect(
      invocation.toolExecutionNotifications.map(({ message }: { message: { text: string } }) => message.text),
    ).toEqual([
      "Not read: groups (3 affected): 403 E0000006",
      "Could not be decided: group-members: groups were not read",
    ]);
    expect(render(sampleReport()).runs[0].invocations[0].executionSuccessful).toBe(true);
  });

  it("takes no name for a link or a placeholder", () => {
    const report = sampleReport([sampleFinding({ message: "Group [x](1) has {0}.", remedy: "None." })]);
    expect(render(report).runs[0].results[0].message.text).toBe("Group \\[x\\](1) has {{0}}. Fix: None.");
  });

  it("stays below the results that GitHub takes, and says so", () => {
    const many = Array.from({ length: 25_010 }, (_, index) => personFinding(`p${index}@acme.example`));
    const [run] = render(sampleReport(many)).runs;
    expect(run.results).toHaveLength(25_000);
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toMatch(/^10 findings left out/);
  });
});
