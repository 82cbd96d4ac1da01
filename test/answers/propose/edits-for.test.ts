import { expect, it } from "vitest";
import { editsFor } from "../../../src/answers/propose/edits-for.ts";
import { liveDeclarations } from "../../../src/answers/propose/live-declarations.ts";
import type { Finding } from "../../../src/model/report.ts";
import { parseText } from "../../support/baseline-text.ts";
import { anOrg, theDefaultPolicy } from "../../support/org-builder.ts";
import { policyFinding } from "../../support/sample-report.ts";

const text = `version: 1
org: { engine: identity }
groups: [{ name: Staff }]
enrollmentPolicies:
  - name: Staff
    groups: [Staff]
    authenticators: { okta_password: REQUIRED }
    rules: [{ name: Enroll at sign-in }]
`;
const live = liveDeclarations(anOrg({ policies: [theDefaultPolicy()] }));
const policy = (name: string): Finding["subject"] => ({ type: "policy", id: null, name });

it.each<[string, Partial<Finding>]>([
  [
    "what is not there, though it is said to be undeclared",
    { check: "enrollment-policy-unmanaged", subject: policy("Ghost") },
  ],
  [
    "an order of policies that the text does not have",
    {
      check: "enrollment-policy-order",
      subject: policy("Staff"),
      field: "order",
      actual: ["Ghost", "Staff"],
    },
  ],
  [
    "an order that is not known",
    { check: "enrollment-policy-order", subject: policy("Staff"), field: "order", actual: null },
  ],
])("has no edit for %s", (_, change) => {
  const { baseline } = parseText(text);
  expect([...editsFor(policyFinding(change), { text, baseline }, live, "who")]).toEqual([null]);
});

it("has no edit for what is true of the org and of nothing in the baseline", () => {
  const { baseline } = parseText(text);
  const whole = policyFinding({ check: "enrollment-policy-status", subject: policy("Staff"), field: null });
  expect([...editsFor(whole, { text, baseline }, live, "who")]).toEqual([]);
});
