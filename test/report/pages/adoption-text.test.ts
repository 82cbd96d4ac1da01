import { describe, expect, it } from "vitest";
import type { AdoptionSummary } from "../../../src/model/adoption.ts";
import { adoptionText } from "../../../src/report/pages/adoption-text.ts";

const summary: AdoptionSummary = {
  org: { url: "https://acme.okta.com", engine: "identity" },
  declared: { groups: 2, authenticators: 5, policies: 3, rules: 2, sessionPolicies: 2, appPolicies: 1 },
  people: 279,
  requirements: [],
  notAsked: [],
  accepted: [],
  oddities: [],
  until: "2026-12-26",
  unread: [],
  left: [],
};
const text = (change: Partial<AdoptionSummary> = {}) =>
  adoptionText({ ...summary, ...change }, "policy", { width: 100, command: "plumbline" });

describe("the screen at the end of an adoption", () => {
  it("asks for owners only where some are to be named", () => {
    expect(text()).toContain("\n  read policy/ADOPTION.md\n");
    const accepted = [{ check: "enrollment-policy-unmanaged", subject: "Temp", message: "It is there." }];
    expect(text({ accepted })).toContain("put an owner in place of every TODO in policy/baseline.yaml");
    const requirements = [{ id: "everyone", title: "All", exempted: ["nia@acme.example"], stricter: [] }];
    expect(text({ requirements })).toContain("1 exemption and 0 accepted deviations");
    expect(text({ requirements })).toContain("every TODO");
  });

  it("says what is not asked of people, and how to ask it all the same", () => {
    const notAsked = [{ title: "Everyone has a second factor", lacking: 71 }];
    expect(text({ notAsked })).toContain("--max-exemptions 71 asks it");
  });

  it("ends with commands to copy, whatever the width", () => {
    const narrow = adoptionText(summary, "policy", { width: 20, command: "plumbline" }).split("\n");
    expect(narrow).toContain("  plumbline check --baseline policy/baseline.yaml");
    expect(narrow).toContain("  plumbline check --baseline policy/baseline.yaml --format html=report.html");
  });

  it("counts nobody where nobody was read, and names what was not", () => {
    expect(text({ people: null, unread: ["users"] })).toMatch(/nobody was read[\s\S]*\n {2}users\n/);
  });
});
