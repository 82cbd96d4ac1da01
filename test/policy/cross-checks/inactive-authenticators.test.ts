import { expect, it } from "vitest";
import { identityOrg, parseText } from "../../support/baseline-text.ts";
import { itRefuses } from "../../support/refused-baselines.ts";

const groups = "groups: [{ name: MFA Required }, { name: MFA Admins }]";

const policy = (fields: string): string =>
  `${groups}\nenrollmentPolicies:\n  - { name: Admins, groups: [MFA Admins], rules: [{ name: Enroll }], ${fields} }`;

itRefuses([
  {
    says: "an optional authenticator that is switched off",
    section: `authenticators: { phone_number: INACTIVE }\n${policy("authenticators: { ▸phone_number: OPTIONAL }")}`,
    problem:
      "phone_number is OPTIONAL here and INACTIVE for the whole org (baseline.yaml:3); make it ACTIVE there or NOT_ALLOWED here",
  },
  {
    says: "a method of a switched-off Okta Verify",
    section: `authenticators: { okta_verify: INACTIVE }\n${policy("authenticators: { ▸okta_verify_push: REQUIRED }")}`,
    problem:
      "okta_verify_push is REQUIRED here and INACTIVE for the whole org (baseline.yaml:3); make it ACTIVE there or NOT_ALLOWED here",
  },
]);

it.each([
  [
    "what is switched off and not allowed",
    `authenticators: { phone_number: INACTIVE }\n${policy("authenticators: { phone_number: NOT_ALLOWED }")}`,
  ],
])("accepts %s", (_, section) => {
  expect(parseText(identityOrg(section)).baseline.version).toBe(1);
});
