import type { Check } from "./contract/check.ts";
import { enrollment } from "./policies/families.ts";
import { ruleMissing } from "./policies/rule-missing.ts";

export default {
  ...ruleMissing(enrollment),
  id: "enrollment-rule-missing",
  about: "configuration",
  compares: "policies",
  title: "Every declared enrollment rule exists",
  rationale:
    "A policy applies only where one of its active rules matches: without its rule, a policy that looks right is never " +
    "applied, and its people fall through to the next.",
  remedy:
    "Run `pulumi up --refresh` to make the rule again; if it was meant to go, take it out of the baseline.",
  references: [
    "Okta API reference: Policies (policy rules)",
    'Okta Developer: Policies (developer.okta.com/docs/concepts/policies): "Policies that have no Rules aren\'t considered"',
  ],
} satisfies Check;
