import { expect, it } from "vitest";
import ruleMissing from "../../../checks/enrollment-rule-missing.check.ts";
import ruleUnmanaged from "../../../checks/enrollment-rule-unmanaged.check.ts";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import { findingLocator } from "../../../policy/locate-finding.ts";
import { identityOrg, parseText } from "../../support/baseline-text.ts";
import { anOrg, aPolicy, theDefaultPolicy } from "../../support/org-builder.ts";

const yaml = identityOrg(`enrollmentPolicies:
  - name: Staff
    groups: [Everyone]
    authenticators: { okta_password: REQUIRED }
    rules:
      - { name: Guests / Enroll, enroll: LOGIN }
  - name: Staff / Guests
    groups: [Everyone]
    authenticators: { okta_password: REQUIRED }
    rules:
      - { name: Enroll, enroll: LOGIN }`);
const loaded = parseText(yaml);
const now = new Date("2026-11-23T10:00:00.000Z");

it("tells two rules apart that read the same", () => {
  const policies = [
    aPolicy("Staff", { priority: 1, rules: [{ name: "Other" }] }),
    aPolicy("Staff / Guests", { priority: 2, rules: [{ name: "Other" }] }),
    theDefaultPolicy(),
  ];
  const { findings } = evaluate({
    checks: [ruleMissing],
    baseline: loaded.baseline,
    org: anOrg({ policies }),
    now,
  });
  expect(findings.map(({ subject }) => subject)).toEqual([
    expect.objectContaining({ name: "Staff / Guests / Enroll", policy: "Staff / Guests", rule: "Enroll" }),
    expect.objectContaining({ name: "Staff / Guests / Enroll", policy: "Staff", rule: "Guests / Enroll" }),
  ]);
  expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
  const locate = findingLocator(loaded);
  const lines = findings.map((finding) => yaml.split("\n")[locate(finding).line - 1]);
  expect(lines.map((line) => /name: ([^,]*),/.exec(line ?? "")?.[1])).toEqual(["Enroll", "Guests / Enroll"]);
});

it("shows a rule that nobody declared at its own policy, not at one whose name it begins with", () => {
  const policies = [
    aPolicy("Staff", { priority: 1, rules: [{ name: "Guests / Enroll" }] }),
    aPolicy("Staff / Guests", { priority: 2, rules: [{ name: "Enroll" }, { name: "Skip" }] }),
    theDefaultPolicy(),
  ];
  const baseline = { ...loaded.baseline };
  const { findings } = evaluate({ checks: [ruleUnmanaged], baseline, org: anOrg({ policies }), now });
  const ours = findings.filter(({ subject }) => subject.type === "policy-rule" && subject.rule === "Skip");
  expect(ours.map((finding) => findingLocator(loaded)(finding).line)).toEqual([
    1 + yaml.split("\n").findIndex((line, index) => index > 8 && line.includes("rules:")),
  ]);
});
