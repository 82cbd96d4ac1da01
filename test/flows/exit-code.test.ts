import { describe, expect, it } from "vitest";
import { exitCodeOf } from "../../src/flows/exit-code.ts";
import type { Report } from "../../src/model/report.ts";
import { personFinding, policyFinding, sampleReport } from "../support/sample-report.ts";

const low = { failOn: "low", timedOut: false } as const;
const gap = { slice: "factors", reason: "403 E0000006", affected: 1 } as const;
const unknown = personFinding("omar@acme.example", { status: "unknown" });

describe("the exit code", () => {
  it.each<[string, Report, 0 | 1 | 2]>([
    ["in line", sampleReport(), 0],
    ["a low finding", sampleReport([policyFinding({ severity: "low" })]), 2],
    [
      "only exempted and pending findings",
      sampleReport([
        personFinding("lee@acme.example", { status: "pending", severity: "low" }),
        personFinding("svc-backup@acme.example", { status: "exempted" }),
      ]),
      0,
    ],
    ["an unknown finding", sampleReport([unknown]), 1],
    ["a gap", sampleReport([], { gaps: [gap] }), 1],
    [
      "an undecided check",
      sampleReport([], { outcomes: [{ check: "factors", status: "unknown", reason: "x" }] }),
      1,
    ],
    ["no check at all", sampleReport([], { outcomes: [] }), 1],
    ["drift and a gap", sampleReport([policyFinding()], { gaps: [gap] }), 2],
  ])("of %s", (_what, report, code) => {
    expect(exitCodeOf(report, low)).toBe(code);
  });

  it("is 0 for drift below --fail-on, and 1 if something is unknown", () => {
    const medium = policyFinding({ severity: "medium" });
    expect(exitCodeOf(sampleReport([medium]), { failOn: "high", timedOut: false })).toBe(0);
    expect(exitCodeOf(sampleReport([medium, unknown]), { failOn: "high", timedOut: false })).toBe(1);
    expect(exitCodeOf(sampleReport([medium]), { failOn: "medium", timedOut: false })).toBe(2);
    const critical = policyFinding({ severity: "critical" });
    expect(exitCodeOf(sampleReport([critical]), { failOn: "critical", timedOut: false })).toBe(2);
  });

  it("is 1 for a run that was cut short, even with drift", () => {
    expect(exitCodeOf(sampleReport([policyFinding()]), { failOn: "low", timedOut: true })).toBe(1);
  });
});
