import { describe, expect, it } from "vitest";
import type { StandardsReport, StandardsReporter, StandardVerdict } from "../../../src/model/standards.ts";
import csv from "../../../src/report/standards/csv.reporter.ts";
import htmlReporter from "../../../src/report/standards/html.reporter.ts";
import json from "../../../src/report/standards/json.reporter.ts";
import markdown from "../../../src/report/standards/markdown.reporter.ts";
import pretty from "../../../src/report/standards/pretty.reporter.ts";

const seen = (name: string) => ({
  path: "/api/v1/policies/00p1/rules/0pr1",
  name,
  field: "actions.signon.session.maxSessionIdleMinutes",
  value: "120",
});
const verdict = (status: StandardVerdict["status"], name: string, evidence = 1): StandardVerdict => ({
  status,
  reason: `rule "${name}" is ${status}`,
  evidence: Array.from({ length: evidence }, () => seen(name)),
});

const hostile = "=<script>alert(1)</script>\u001b[31m|`x`";

const report = (name = "Workforce"): StandardsReport => ({
  schemaVersion: 1,
  tool: { name: "plumbline", version: "0.1.0" },
  org: { url: "https://acme.okta.com", id: "00o1", engine: "identity" },
  startedAt: "2026-11-23T10:00:00.000Z",
  finishedAt: "2026-11-23T10:00:01.000Z",
  source: "snapshot",
  asOf: "2026-11-23T10:00:00.000Z",
  frameworks: [
    {
      id: "stig",
      title: "DISA STIG",
      version: "V1R2",
      published: "2026-01-05",
      counts: { pass: 1, open: 1, notReviewed: 1 },
      requirements: (["pass", "open", "not_reviewed"] as const).map((status, index) => ({
        id: `V-${index}`,
        aliases: [`OKTA-${index}`],
        title: `A session ends (${index})`,
        severity: "medium",
        decidedBy: "the first rule",
        status,
        asTheStandardChecks: verdict("pass", name),
        asItHoldsForPeople: verdict(status, name, status === "open" ? 25 : 0),
        people: index === 0 ? null : { judged: 3, open: 2, unknown: 1 },
      })),
    },
  ],
  gaps: [{ slice: "log-streams", reason: `403 of ${name}`, affected: 0 }],
  cost: { requests: 3, byEndpoint: {}, throttledMs: 0 },
});

const layout = { color: false, width: 100, verbose: false };
const shown = (reporter: StandardsReporter, name?: string): string => reporter.render(report(name), layout);

describe("answers to standards", () => {
  it("are a line each in CSV, with what was not read", () => {
    const lines = shown(csv).trimEnd().split("\r\n");
    expect(lines.map((line) => line.split(",").slice(0, 6).join())).toEqual([
      '"standard","id","further ids","title","severity","status"',
      '"DISA STIG V1R2","V-0","OKTA-0","A session ends (0)","medium","pass"',
      '"DISA STIG V1R2","V-1","OKTA-1","A session ends (1)","medium","open"',
      '"DISA STIG V1R2","V-2","OKTA-2","A session ends (2)","medium","not_reviewed"',
      '"","log-streams","","Not read: 403 of Workforce","","not_reviewed"',
    ]);
    expect(lines[2]).toContain('"3","2","1"');
  });

  it("are a table and reasons in Markdown, long evidence cut short", () => {
    const text = shown(markdown);
    expect(text).toContain("| V-1 OKTA-1 | A session ends (1) | medium | ✅ pass | ❌ open |");
    expect(text).toContain("3 requirements: 1 pass, 1 open, 1 not reviewed.");
    expect(text).toContain("… and 5 more, left out here.");
    expect(text).not.toContain("<summary>✅");
  });

  it("are a page without a script in HTML", () => {
    const text = shown(htmlReporter);
    expect(text).toContain('<span class="answer answer-drift">open</span>');
    expect(text).toContain("Evidence (25)");
    expect(text).toContain("<h2>Not read</h2>");
    expect(text).not.toContain("<script");
    expect(htmlReporter.render({ ...report(), gaps: [], source: "live" })).not.toContain("Not read");
  });

  it("say in a terminal what decided, of what passes only where it is asked for", () => {
    expect(shown(pretty)).toContain("and 20 more");
    expect(shown(pretty)).not.toMatch(/V-0[^\n]*\n[^\n]*\n[^\n]*= 120/);
    const verbose = pretty.render({ ...report(), source: "live" }, { ...layout, verbose: true, color: true });
    expect(verbose).toContain("\u001b[31mopen\u001b[39m");
    expect(verbose).not.toContain("more");
    expect(verbose.split("= 120").length).toBeGreaterThan(25);
  });

  it("are the answer word for word in JSON", () => {
    expect(JSON.parse(shown(json))).toEqual(report());
  });

  it.each([csv, markdown, htmlReporter, pretty])("make hostile names inert ($name)", (reporter) => {
    const text = shown(reporter, hostile);
    expect(text).not.toContain("\u001b");
    if (reporter !== csv && reporter !== pretty) expect(text).not.toContain("<script>");
  });
});
