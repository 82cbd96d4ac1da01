import { describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import csv from "../../src/report/csv.reporter.ts";
import { readCsv } from "../support/formats/read-csv.ts";
import { personFinding, policyFinding, sampleReport } from "../support/sample-report.ts";

/** The lines after the first, by column. */
function linesOf(report: Report): readonly Readonly<Record<string, string>>[] {
  const [head = [], ...rows] = readCsv(csv.render(report, { color: false, width: 80, verbose: false }));
  return rows.map((row) => Object.fromEntries(head.map((column, index) => [column, row[index] ?? ""])));
}

describe("the CSV report", () => {
  it("has one line a finding", () => {
    const changedBy = {
      status: "found",
      managed: false,
      actor: "Nia Okafor",
      at: "2026-11-22T08:00:00.000Z",
      ip: null,
      via: null,
    } as const;
    const exemption = { until: "2026-12-31", reason: "no sign-in", owner: "platform" };
    const lines = linesOf(
      sampleReport([
        policyFinding({ changedBy }),
        personFinding("dana@acme.example", { causedBy: "f-order", actual: [] }),
        personFinding("lee@acme.example", { status: "exempted", exemption }),
      ]),
    );
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatchObject({
      check: "enrollment-policy-order",
      "subject type": "policy",
      subject: "Admins",
      requirement: "",
      expected: "Admins, Staff",
      "changed by": "Nia Okafor",
    });
    expect(lines[1]).toMatchObject({
      subject: "dana@acme.example",
      actual: "nothing",
      "caused by": "f-order",
    });
    expect(lines[2]).toMatchObject({ status: "exempted", "exempt until": "2026-12-31" });
  });

  it("has a line for what could not be told, so that it never looks in line", () => {
    const report = sampleReport([], {
      outcomes: [
        { check: "factors", status: "unknown", reason: null },
        { check: "group-members", status: "unknown", reason: "groups were not read" },
      ],
      gaps: [
        { slice: "groups", reason: "403", affected: 0 },
        { slice: "factors", reason: "timed out", affected: 7 },
      ],
    });
    expect(linesOf(report).map(({ check, status, message }) => [check, status, message])).toEqual([
      ["factors", "unknown", "This check could not be decided"],
      ["group-members", "unknown", "This check could not be decided: groups were not read"],
      ["", "unknown", "Not read: 403"],
      ["", "unknown", "Not read (7 affected): timed out"],
    ]);
  });
});
