import { describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import junit from "../../src/report/junit.reporter.ts";
import { elementsCalled, readXml } from "../support/formats/read-xml.ts";
import { changedByNia, personFinding, policyFinding, sampleReport } from "../support/sample-report.ts";

const render = (report: Report) => readXml(junit.render(report, { color: false, width: 80, verbose: false }));

const casesOf = (report: Report) =>
  elementsCalled("testcase", render(report)).map(({ attributes, children }) => [
    attributes["classname"],
    attributes["name"],
    children[0]?.name ?? "passed",
    children[0]?.attributes["message"] ?? "",
  ]);

describe("the JUnit report", () => {
  it("has a case that passes for each check in line", () => {
    expect(casesOf(sampleReport())).toEqual([
      ["plumbline.enrollment-policy-order", "in line", "passed", ""],
      ["plumbline.factors", "in line", "passed", ""],
    ]);
  });

  it("fails drift, has an error for what is unknown, and skips what is pending or exempted", () => {
    const report = sampleReport([
      personFinding("dana@acme.example"),
      personFinding("omar@acme.example", { status: "unknown" }),
      personFinding("kim@acme.example", { status: "pending" }),
      personFinding("svc-backup@acme.example", {
        status: "exempted",
        exemption: { until: "2026-12-31", reason: "no sign-in", owner: "platform" },
      }),
    ]);
    expect(casesOf(report).slice(1)).toEqual([
      [
        "plumbline.factors",
        "dana@acme.example (everyone, factors)",
        "failure",
        "dana@acme.example has no acceptable factor.",
      ],
      [
        "plumbline.factors",
        "omar@acme.example (everyone, factors)",
        "error",
        "omar@acme.example has no acceptable factor.",
      ],
      [
        "plumbline.factors",
        "kim@acme.example (everyone, factors)",
        "skipped",
        "kim@acme.example has no acceptable factor.",
      ],
      [
        "plumbline.factors",
        "svc-backup@acme.example (everyone, factors)",
        "skipped",
        "Exempted until 2026-12-31: svc-backup@acme.example has no acceptable factor.",
      ],
    ]);
    expect(render(report).attributes).toEqual({
      name: "plumbline",
      tests: "5",
      failures: "1",
      errors: "1",
      skipped: "2",
    });
  });

  it("never passes a check that could not be decided, nor a gap", () => {
    const report = sampleReport([policyFinding()], {
      outcomes: [
        { check: "enrollment-policy-order", status: "drift", reason: "not every policy was read" },
        { check: "factors", status: "unknown", reason: null },
      ],
      gaps: [{ slice: "policies", reason: "403 E0000006", affected: 2 }],
    });
    expect(casesOf(report).map(([, name, kind, message]) => [name, kind, message])).toEqual([
      ["Admins (order)", "failure", 'Policy "Admins" is tried after "Staff".'],
      ["could not be judged in full", "error", "not every policy was read"],
      ["could not be judged in full", "error", "could not be decided"],
      ["policies", "error", "policies could not be read (2 affected): 403 E0000006"],
    ]);
  });

  it("says what to do, what was expected and what is", () => {
    const changed = policyFinding({ changedBy: changedByNia });
    const [failure] = elementsCalled("failure", render(sampleReport([changed])));
    expect(failure?.attributes["type"]).toBe("high");
    expect(failure?.text.trim().split("\n")).toEqual([
      'fix: Move "Admins" above "Staff".',
      "expected: Admins, Staff",
      "actual: Staff, Admins",
      "changed: by Nia Okafor, 2026-11-22 08:00 UTC, admin console, 203.0.113.7",
    ]);
  });
});
