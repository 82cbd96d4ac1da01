import { expect, it } from "vitest";
import { identityOrg, parseText } from "../../support/baseline-text.ts";
import { itRefuses } from "../../support/refused-baselines.ts";

itRefuses([
  {
    says: "a member whom the only rule leaves out",
    section: `groups: [{ name: MFA Admins, members: [nia@acme.example] }]
enrollmentPolicies:
  - name: Admins
    groups: [MFA Admins]
    rules: [{ name: Enroll, exceptUsers: [dana@acme.example, ▸Nia@acme.example] }]`,
    problem:
      '"Nia@acme.example" is a declared member of "MFA Admins" and excluded from every rule of "Admins", which is for that group; remove one or the other',
  },
]);

it.each([
  [
    "a member whom only one of two rules leaves out",
    `groups: [{ name: MFA Admins, members: [nia@acme.example] }]
enrollmentPolicies:
  - name: Admins
    groups: [MFA Admins]
    rules: [{ name: Enroll, exceptUsers: [nia@acme.example] }, { name: Enroll Nia }]`,
  ],
])("accepts %s", (_, section) => {
  expect(parseText(identityOrg(section)).baseline.version).toBe(1);
});
