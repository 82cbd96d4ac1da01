import { describe, expect, it } from "vitest";
import type { StandardsReport } from "../../../src/model/standards.ts";
import oscal from "../../../src/report/standards/oscal.reporter.ts";
import { uuidOf } from "../../../src/report/standards/uuid-of.ts";
import { assessmentResults } from "../../support/formats/oscal.ts";
import { aResult, aStandardsReport } from "../../support/sample-standards.ts";

const rendered = (report: StandardsReport) =>
  assessmentResults.parse(JSON.parse(oscal.render(report)))["assessment-results"];

const report = aStandardsReport();
const [framework] = report.frameworks;

describe("OSCAL assessment results", () => {
  it("hold a result a standard, a finding a requirement, an observation an answer", () => {
    const { results } = rendered(report);
    expect(results.map(({ title }) => title)).toEqual([
      "DISA Okta Identity as a Service (IDaaS) STIG V1R2 (2026-01-05)",
    ]);
    const [result] = results;
    expect(result?.findings.map(({ target }) => [target["target-id"], target.status])).toEqual([
      ["V-273186", { state: "satisfied", reason: "pass" }],
      ["V-273193", { state: "not-satisfied", reason: "fail" }],
      ["V-273202", { state: "not-satisfied", reason: "other" }],
    ]);
    expect(result?.observations.map(({ title }) => title).slice(2, 4)).toEqual([
      "V-273193, as the standard checks it: pass",
      "V-273193, as it holds for people: open",
    ]);
    expect(result?.findings[1]?.description).toContain("Of 51 people, 3 open and 1 unknown.");
  });

  it("lead from each finding to its two observations, and to the plan", () => {
    const document = rendered(report);
    const [result] = document.results;
    const observed = new Set(result?.observations.map(({ uuid }) => uuid));
    const related = result?.findings.flatMap((one) =>
      one["related-observations"].map((to) => to["observation-uuid"]),
    );
    expect(related?.every((uuid) => observed.has(uuid))).toBe(true);
    expect(new Set(related).size).toBe(observed.size);
    expect(document["import-ap"].href).toBe(`#${document["back-matter"].resources[0]?.uuid}`);
    expect(result?.observations[0]?.["relevant-evidence"]?.[0]?.href).toBe(
      "https://acme.okta.com/api/v1/policies/00p1/rules/0pr1",
    );
  });

  it("call the same thing the same at another time, and another org's otherwise", () => {
    const findingIds = (of: StandardsReport) => rendered(of).results[0]?.findings.map(({ uuid }) => uuid);
    const later = aStandardsReport({ asOf: "2026-12-01T10:00:00.000Z" });
    const other = aStandardsReport({ org: { url: "https://other.okta.com", id: null, engine: "identity" } });
    expect(findingIds(later)).toEqual(findingIds(report));
    expect(rendered(later).uuid).not.toBe(rendered(report).uuid);
    expect(findingIds(other)).not.toEqual(findingIds(report));
  });

  it("say what was not read, and where it came from", () => {
    const gaps = [{ slice: "idps", reason: "403 E0000006", affected: 0 }] as const;
    const document = rendered(aStandardsReport({ gaps, source: "snapshot" }));
    expect(document.results[0]?.remarks).toBe("Not read: idps: 403 E0000006.");
    expect(document.metadata.remarks).toContain("from a snapshot");
  });

  it.each([
    ["8.4.2", "pci-8.4.2"],
    ["AAL2 (session)", "AAL2__session_"],
    ["V-273186", "V-273186"],
  ])("write the id %s as the token %s", (id, token) => {
    if (framework === undefined) throw new Error("no standard");
    const named = { ...framework, id: "pci", requirements: [aResult(id)] };
    expect(
      rendered(aStandardsReport({ frameworks: [named] })).results[0]?.findings[0]?.target["target-id"],
    ).toBe(token);
  });
});

it("a UUID is of version 5, and of its name", () => {
  expect(uuidOf("a", "b")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(uuidOf("a", "b")).toBe(uuidOf("a", "b"));
  expect(uuidOf("a", "b")).not.toBe(uuidOf("a b"));
});
