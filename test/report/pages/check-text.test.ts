import { describe, expect, it } from "vitest";
import { checkPage } from "../../../src/report/pages/check-page.ts";
import { checkDetails, checkList, checksAsJson } from "../../../src/report/pages/check-text.ts";

const factors = {
  id: "factors",
  title: "Everybody has the factors a requirement asks for",
  severity: "the requirement's",
  rationale: "A password alone | is phished.",
  remedy: "Ask them to enroll.",
  references: ["NIST SP 800-63B", "Okta API reference: Factors"],
};
const missing = { ...factors, id: "group-missing", title: "Every declared | group exists", severity: "high" };

describe("checks in words", () => {
  it("lists one a line, in columns", () => {
    expect(checkList([factors, missing])).toBe(
      `factors        the requirement's  Everybody has the factors a requirement asks for
group-missing  high               Every declared | group exists
`,
    );
    expect(checkList([])).toBe("");
  });

  it("tells title, why, remedy and sources of one, within the width", () => {
    expect(checkDetails(factors, 40)).toBe(`factors (severity: the requirement's)

  Everybody has the factors a
  requirement asks for

Why
  A password alone | is phished.

Remedy
  Ask them to enroll.

Sources
  - NIST SP 800-63B
  - Okta API reference: Factors
`);
  });

  it("gives their metadata as JSON, and nothing else of them", () => {
    const check = { ...missing, evaluate: () => [] };
    expect(JSON.parse(checksAsJson([check]))).toEqual({ checks: [missing] });
  });
});

describe("the page of checks", () => {
  const page = checkPage([factors, missing]);

  it("has a row and a section for each", () => {
    expect(page).toContain("| [factors](#factors) | the requirement's | Everybody has");
    expect(page).toContain("\n## group-missing\n");
    expect(page).toContain("- Sources:\n  - NIST SP 800-63B\n  - Okta API reference: Factors\n");
  });

  it("keeps a bar in a title from breaking the table", () => {
    expect(page).toContain("| Every declared \\| group exists |");
  });
});
