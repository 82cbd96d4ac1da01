import { describe, expect, it } from "vitest";
import json from "../../src/report/json.reporter.ts";
import { policyFinding, sampleReport } from "../support/sample-report.ts";

const options = { color: true, width: 80, verbose: false };

describe("the json report", () => {
  it("is the report, indented by two, with a newline at the end", () => {
    const report = sampleReport([policyFinding()]);
    const text = json.render(report, options);
    expect(JSON.parse(text)).toEqual(report);
    expect(text.startsWith('{\n  "schemaVersion": 1,\n')).toBe(true);
    expect(text.endsWith("}\n")).toBe(true);
  });

  it("escapes what a terminal obeys, and still says the same", () => {
    const report = sampleReport([policyFinding({ message: "\u001b[2J\u009b\u202e\u2028 Jürgen 田中" })]);
    const text = json.render(report, options);
    expect(text).not.toMatch(/[\u007f-\u009f\u202e\u2028]/);
    expect(text).toContain("Jürgen 田中");
    expect(JSON.parse(text)).toEqual(report);
  });
});
