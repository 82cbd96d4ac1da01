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
        data: "https://acme.okta.com is as policy/baseline.yaml says. 2 checks; no open finding.",
      },
    ]);
  });

  it("stand at the line of the baseline, the most severe first and causes before the rest of it", () => {
    const locate = () => ({ file: "policy/baseline.yaml", line: 41, column: 5 });
    const findings = [
      policyFinding({ fingerprint: "f-low", severity: "low" }),
      personFinding("omar@acme.example"),
      personFinding("dana@acme.example", { causedBy: "f-order" }),
      policyFinding({ severity: "medium" }),
      policyFinding({ fingerprint: "f-worst", severity: "critical", message: "webauthn is INACTIVE." }),
    ];
    expect(render(sampleReport(findings), { locate })).toMatchObject([
      { name: "error", data: expect.stringMatching(/^webauthn is INACTIVE\.\n/) },
      {
        name: "error",
        properties: {
          file: "policy/baseline.yaml",
          line: "41",
          col: "5",
          title: "enrollment-policy-order: Admins",
        },
        data: 'Policy "Admins" is tried after "Staff".\nExplains 1 person, high.\nFix: Move "Admins" above "Staff".',
      },
      { name: "error", properties: { title: "factors: omar@acme.example" } },
      { name: "notice", properties: { title: "enrollment-policy-order: Admins" } },
      { name: "error", properties: { title: "Plumbline: DRIFT" } },
    ]);
  });

  it("give all people of a requirement one, so that nine causes do not hide a critical one", () => {
    const causes = Array.from({ length: 9 }, (_, index) =>
      policyFinding({ fingerprint: `f-${index}`, severity: "medium" }),
    );
    const explained = causes.map(({ fingerprint }, index) =>
      personFinding(`c${index}@acme.example`, { severity: "medium", causedBy: fingerprint }),
    );
    const admins = Array.from({ length: 7 }, (_, index) =>
      personFinding(`a${index}@acme.example`, {
        severity: "critical",
        message: `a${index}@acme.example lacks a factor for "Admins": has ${index} keys.`,
      }),
    );
    const [first, ...rest] = render(sampleReport([...causes, ...explained, ...admins]));
    expect(first?.data).toBe(
      'a0@acme.example lacks a factor for "Admins": has 0 keys.\n' +
        "So for 6 more people: a1@acme.example, a2@acme.example, a3@acme.example, a4@acme.example, a5@acme.example and 1 more.\n" +
        "Fix: Ask … to enroll a security key.",
    );
    expect(rest.at(-1)?.data).toMatch(/Left out here: 1;/);
  });

  it("say what could not be read or decided", () => {
    const unknown = ["omar@acme.example", "kim@acme.example"].map((name) =>
      personFinding(name, { status: "unknown" }),
    );
    const report = sampleReport(unknown, {
      gaps: [{ slice: "users", reason: "403 E0000006", affected: 0 }],
      outcomes: [{ check: "factors", status: "unknown", reason: null }],
    });
    expect(render(report).map(({ name, properties }) => [name, properties["title"]])).toEqual([
      ["warning", "not read: users"],
      ["warning", "undecided: factors"],
      ["warning", "factors: omar@acme.example"],
      ["warning", "Plumbline: UNKNOWN"],
    ]);
    expect(render(report)[2]?.data).toMatch(
      /^Could not be decided\.\n.*\nSo for 1 more person: kim@acme\.example\.$/,
    );
  });

  it("are no more than GitHub shows, and the last one counts the rest", () => {
    const many = Array.from({ length: 50 }, (_, index) => policyFinding({ fingerprint: `f-${index}` }));
    const commands = render(sampleReport(many));
    expect(commands).toHaveLength(10);
    expect(commands.at(-1)?.data).toMatch(/Left out here: 41; the full report has them\.$/);
  });

  it("name who changed it", () => {
    expect(render(sampleReport([policyFinding({ changedBy: changedByNia })]))[0]?.data).toMatch(
      /\nChanged: by Nia Okafor, 2026-11-22 08:00 UTC, admin console, 203\.0\.113\.7$/,
    );
  });

  it("count what else a cause explains", () => {
    const other = policyFinding({ fingerprint: "f-2", causedBy: "f-order" });
    expect(render(sampleReport([policyFinding(), other]))[0]?.data).toContain("Explains 1 other finding.");
  });
});
