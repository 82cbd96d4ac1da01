import { expect, it } from "vitest";
import type { ExplainedEntry } from "../../../src/model/explained-sign-in.ts";
import { pseudonymsFor } from "../../../src/report/redaction/pseudonyms.ts";
import { redactSignIn } from "../../../src/report/redaction/redact-sign-in.ts";

const names = [
  { kind: "policy", name: "Vaults" },
  { kind: "rule", name: "Contractors" },
  { kind: "application", name: "Payroll" },
  { kind: "zone", name: "Corp" },
] as const;
const pseudonyms = pseudonymsFor(names, "a key of a test");

const way = {
  level: "one-factor",
  with: ["okta_password"],
  sessionPolicy: "Vaults",
  sessionRule: "Contractors",
  rule: "Contractors",
  from: "outside Corp",
} as const;
const entry: ExplainedEntry = {
  ...way,
  policy: "Vaults",
  apps: ["Payroll"],
  appCount: 1,
  assigned: true,
  why: "Payroll opens by rule Contractors",
  otherWays: [way],
  uncertainties: ["zone Corp was not read"],
};

it("hides names wherever they stand, and keeps what is asked for", () => {
  const redacted = redactSignIn({ policies: [entry], uncertainties: ["Vaults was not read"] }, pseudonyms);
  expect(JSON.stringify(redacted)).not.toMatch(/Vaults|Contractors|Payroll|Corp/);
  expect(redacted.policies[0]).toMatchObject({
    level: "one-factor",
    with: ["okta_password"],
    assigned: true,
  });
});

it("keeps what has no name without one", () => {
  const nameless = { policy: null, sessionPolicy: null, sessionRule: null, rule: null, from: null };
  const redacted = redactSignIn({ policies: [{ ...entry, ...nameless }], uncertainties: [] }, pseudonyms);
  expect(redacted.policies[0]).toMatchObject(nameless);
});
