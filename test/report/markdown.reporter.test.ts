import { describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import markdown from "../../src/report/markdown.reporter.ts";
import { showMarkdown } from "../support/formats/github-markdown.ts";
import { hostileNames } from "../support/formats/hostile-names.ts";
import {
  aRequirementCount,
  changedByNia,
  personFinding,
  policyFinding,
  sampleReport,
} from "../support/sample-report.ts";

const limit = 65_536;
const render = (report: Report, over: object = {}) =>
  markdown.render(report, { color: false, width: 80, verbose: false, ...over });

const people = (amount: number, over: object = {}, name = (index: number) => `p${index}@acme.example`) =>
  Array.from({ length: amount }, (_, index) =>
    personFinding(name(index), { fingerprint: `f-${index}`, ...over }),
  );

describe("the markdown comment", () => {
  it("begins with a mark that is the same for every report on an org and baseline", () => {
    const [first] = render(sampleReport()).split("\n");
    expect(first).toBe("<!-- plumbline check: https://acme.okta.com policy/baseline.yaml -->");
    expect(render(sampleReport([policyFinding()])).startsWith(`${first}\n`)).toBe(true);
  });

  it.each([
    ["in line", sampleReport(), "✅ Plumbline: IN LINE"],
    ["drift", sampleReport([policyFinding()]), "❌ Plumbline: DRIFT"],
    [
      "unknown",
      sampleReport([], { gaps: [{ slice: "users", reason: "403", affected: 0 }] }),
      "❓ Plumbline: UNKNOWN",
    ],
  ])("says in words and by a sign that an org is %s", (_what, report, heading) => {
    expect(render(report)).toContain(`\n## ${heading}\n`);
  });

  it("folds the people that a cause explains under it", () => {
    const report = sampleReport([policyFinding(), ...people(3, { causedBy: "f-order" })]);
    const text = render(report);
    expect(text).toContain("### Findings (1)");
    expect(text).toContain(
      "  <details><summary>Explains 3 people</summary>\n\n  `p0@acme.example`, `p1@acme.example`, `p2@acme.example`\n\n  </details>",
    );
    expect(text.match(/^### /gm)).toEqual(["### "]);
  });

  it("lists what is most severe first, and the same finding on many people once", () => {
    const shown = render(
      sampleReport([
        policyFinding({ severity: "medium" }),
        personFinding("omar@acme.example", { causedBy: "f-order", severity: "medium" }),
        ...people(3, { severity: "critical" }, (index) => `a${index}@acme.example`),
      ]),
    );
    expect([...shown.matchAll(/^- \*\*(\w+)\*\* (.*?) \(/gm)].map(([, ...parts]) => parts)).toEqual([
      ["critical", "3 people: … has no acceptable factor."],
      ["medium", 'Policy "Admins" is tried after "Staff".'],
    ]);
    expect(shown).toContain(
      "<summary>3 people</summary>\n\n  `a0@acme.example`, `a1@acme.example`, `a2@acme.example`\n",
    );
  });

  it("counts people by requirement", () => {
    const report = sampleReport([personFinding("omar@acme.example")]);
    const requirements = [
      aRequirementCount({ appliesTo: 51, drift: 3 }),
      aRequirementCount({ id: "payroll" }),
    ];
    const text = render({ ...report, summary: { ...report.summary, requirements } });
    expect(text).toContain("### Requirements not met (1)\n");
    expect(text).toContain("| high | `everyone` | 3 of 51 | Everyone has a key | 1 without the factors |");
  });

  it("shows each kind of answer under its own heading", () => {
    const report = sampleReport(
      [
        policyFinding(),
        ...people(1),
        personFinding("omar@acme.example", { status: "unknown" }),
        personFinding("kim@acme.example", { status: "pending" }),
        personFinding("svc-backup@acme.example", {
          status: "exempted",
          exemption: { until: "2026-12-31", reason: "no sign-in", owner: "platform" },
        }),
      ],
      {
        gaps: [{ slice: "users", reason: "403", affected: 2 }],
        outcomes: [{ check: "factors", status: "unknown", reason: null }],
        stack: { file: "stack.json", sha256: null, status: "unknown" },
      },
    );
    const text = render(report);
    expect([...text.matchAll(/^### (.*)$/gm)].map(([, title]) => title)).toEqual([
      "Findings (2)",
      "Not read (1)",
      "Undecided checks (1)",
      "Could not be decided (1)",
      "Pending, not due yet (1)",
      "Exempted (1)",
    ]);
    expect(text).toContain("- users (2 affected): 403");
    expect(text).toContain("| `svc-backup@acme.example` | everyone | 2026-12-31 | no sign-in | platform |");
    expect(text).toContain("The stack (stack.json) does not say");
  });

  it("names who changed it", () => {
    expect(render(sampleReport([policyFinding({ changedBy: changedByNia })]))).toContain(
      "\n  <br>Changed: by Nia Okafor, 2026-11-22 08:00 UTC, admin console, 203.0.113.7\n",
    );
  });

  it("counts the other findings that a cause explains, and takes a snapshot for one", () => {
    const other = policyFinding({ fingerprint: "f-2", causedBy: "f-order", message: "Another one." });
    const report = sampleReport([policyFinding(), other], {
      source: "snapshot",
      gaps: [{ slice: "users", reason: "403", affected: 0 }],
    });
    const text = render(report);
    expect(text).toContain("<summary>Explains 1 other finding</summary>\n\n  - Another one.");
    expect(text).toContain("- users: 403");
    expect(text).toContain("Read from a snapshot");
  });

  it("names the line of the baseline", () => {
    const locate = () => ({ file: "./policy/baseline.yaml", line: 41, column: 5 });
    expect(render(sampleReport([policyFinding()]), { locate })).toContain("`policy/baseline.yaml:41`");
  });

  it.each([
    ["many people under a cause", [policyFinding(), ...people(100_000, { causedBy: "f-order" })]],
    ["many people without one", people(100_000)],
    [
      "many causes",
      people(2_000).flatMap((one, index) => [one, personFinding(`x${index}`, { causedBy: one.fingerprint })]),
    ],
    ["very long names", people(2_000, {}, (index) => `${index}${"@#<|".repeat(2_000)}`)],
    ["a very long sentence", [policyFinding({ message: "dana@acme.example, ".repeat(10_000) })]],
  ])("stays below GitHub's limit with %s, and says how many are left out", (_what, findings) => {
    const text = render(sampleReport(findings));
    expect(text.length).toBeLessThanOrEqual(limit);
    expect(text).toMatch(/… and \d+ more, left out here\.|…/);
    expect(text).toContain("## ❌ Plumbline: DRIFT");
    expect(text.split("<details>").length).toBe(text.split("</details>").length);
  });

  it("stays below the limit whatever every name is after", () => {
    for (const [, name] of hostileNames) {
      const findings = people(1_000, { message: name.repeat(50), remedy: name.repeat(50) }, () => name);
      const gaps = Array.from(
        { length: 500 },
        () => ({ slice: "users", reason: name, affected: 1 }) as const,
      );
      expect(render(sampleReport(findings, { gaps })).length).toBeLessThanOrEqual(limit);
    }
  });

  it("is Markdown that another implementation reads as it is meant", () => {
    const shown = showMarkdown(
      render(sampleReport([policyFinding(), ...people(2, { causedBy: "f-order" })])),
    );
    expect(shown.elements).toEqual(
      new Set(["h2", "h3", "p", "code", "ul", "li", "strong", "br", "details", "summary", "sub"]),
    );
    expect(shown.text).toContain('Policy "Admins" is tried after "Staff".');
  });
});
