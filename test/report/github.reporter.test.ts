import { describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import github from "../../src/report/github.reporter.ts";
import { runnerCommands } from "../support/formats/runner-commands.ts";
import { changedByNia, personFinding, policyFinding, sampleReport } from "../support/sample-report.ts";

const render = (report: Report, over: object = {}) =>
  runnerCommands(github.render(report, { color: false, width: 80, verbose: false, ...over }));

describe("annotations for GitHub", () => {
  it("say that an org is in line, and nothing else", () => {
    expect(render(sampleReport())).toEqual([
      {
        name: "notice",
        properties: { title: "Plumbline: IN LINE" },
        data: "https://acme.okta.com is as the baseline says. 2 checks; no open finding.",
      },
    ]);
  });

  it("stand at the line of the baseline, causes first", () => {
    const locate = () => ({ file: "policy/baseline.yaml", line: 41, column: 5 });
    const findings = [
      personFinding("omar@acme.example"),
      personFinding("dana@acme.example", { causedBy: "f-order" }),
      policyFinding({ severity: "medium" }),
    ];
    expect(render(sampleReport(findings), { locate })).toMatchObject([
      {
        name: "warning",
        properties: {
          file: "policy/baseline.yaml",
          line: "41",
          col: "5",
          title: "enrollment-policy-order: Admins",
        },
        data: 'Policy "Admins" is tried after "Staff".\nExplains 1 person.\nFix: Move "Admins" above "Staff".',
      },
      { name: "error", properties: { title: "factors: omar@acme.example" } },
      { name: "error", properties: { title: "Plumbline: DRIFT" } },
    ]);
  });

  it("say what could not be read or decided", () => {
    const report = sampleReport([personFinding("omar@acme.example", { status: "unknown" })], {
      gaps: [{ slice: "users", reason: "403 E0000006", affected: 0 }],
      outcomes: [{ check: "factors", status: "unknown", reason: null }],
    });
    expect(render(report).map(({ name, properties }) => [name, properties["title"]])).toEqual([
      ["warning", "not read: users"],
      ["warning", "undecided: factors"],
      ["warning", "factors: omar@acme.example"],
      ["warning", "Plumbline: UNKNOWN"],
    ]);
  });

  it("are no more than GitHub shows, and the last one counts the rest", () => {
    const many = Array.from({ length: 50 }, (_, index) => personFinding(`p${index}@acme.example`));
    const commands = render(sampleReport(many));
    expect(commands).toHaveLength(10);
    expect(commands.at(-1)?.data).toMatch(/Left out here: 41; the full report has them\.$/);
  });

  it("name who changed it", () => {
    expect(render(sampleReport([policyFinding({ changedBy: changedByNia })]))[0]?.data).toMatch(
      /\nChanged: by Nia Okafor, 2026-11-22 08:00 UTC, through the admin console, from 203\.0\.113\.7$/,
    );
  });

  it("count what else a cause explains", () => {
    const other = policyFinding({ fingerprint: "f-2", causedBy: "f-order" });
    expect(render(sampleReport([policyFinding(), other]))[0]?.data).toContain("Explains 1 other finding.");
  });
});
