import { expect, it } from "vitest";
import { markdownSections, sourceOf } from "../../../src/report/markdown/markdown-sections.ts";
import {
  aRequirementCount,
  personFinding,
  policyFinding,
  sampleReport,
} from "../../support/sample-report.ts";

const exemption = { until: "2026-12-31", reason: "no sign-in", owner: "platform@acme.example" };
const judged = sampleReport(
  [
    policyFinding(),
    personFinding("nia@acme.example", { requirement: "everyone" }),
    personFinding("omar@acme.example", { status: "unknown", requirement: null }),
    personFinding("kim@acme.example", { status: "pending" }),
    personFinding("svc-backup@acme.example", { status: "exempted", requirement: null, exemption }),
  ],
  {
    outcomes: [{ check: "factors", status: "unknown", reason: null }],
    gaps: [
      { slice: "groups", reason: "403 E0000006", affected: 3 },
      { slice: "zones", reason: "timed out", affected: 0 },
    ],
  },
);
const requirements = [aRequirementCount({ id: "everyone", drift: 1 })];
const report = { ...judged, summary: { ...judged.summary, requirements } };
const source = sourceOf(report, { color: false, width: 80, verbose: false });
const sections = (entries: number) => markdownSections(source, { entries, people: entries });
const headings = (texts: readonly string[]) => texts.map((text) => text.split("\n", 1)[0]);

it("keep every heading, with its number, where there is no room for anything below it", () => {
  expect(headings(sections(0))).toEqual(headings(sections(10)));
  for (const section of sections(0)) expect(section).toMatch(/more/);
  expect(sections(0).join("\n")).not.toMatch(/@acme\.example|E0000006/);
});

it("say what was not read, and of how many", () => {
  const all = sections(10).join("\n");
  expect(all).toContain("- groups (3 affected): 403 E0000006");
  expect(all).toContain("- zones: timed out");
  expect(all).toContain("it could not be decided");
});
