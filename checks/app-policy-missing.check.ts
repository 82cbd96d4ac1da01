import { existingPolicies } from "../src/evaluator/declared/declared-policy.ts";
import type { Check, CheckResult } from "./contract/check.ts";
import { app } from "./policies/families.ts";
import { policyMissing } from "./policies/policy-missing.ts";
import { policyStatus } from "./policies/policy-status.ts";
import { policyUnmodelled } from "./policies/policy-unmodelled.ts";

export default {
  ...policyMissing(app),
  id: "app-policy-missing",
  about: "configuration",
  compares: "policies",
  title: "Every declared app sign-in policy exists and is active",
  rationale:
    "An application has exactly one policy: where a declared one is gone, its applications are under another, which may let " +
    "people in with less. Nothing further is said about the applications and rules of a policy that is missing. Where two " +
    "policies bear the name, the one that is listed first is compared, and the answer stays unknown.",
  remedy:
    "Run `pulumi up --refresh` to make the policy again, or activate it under Security > Authentication Policies; if it was " +
    "meant to go, take it out of the baseline.",
  references: [
    "Okta API reference: Policies (ACCESS_POLICY)",
    "Okta Developer: Configure a global session policy and an app sign-in policy (guides/configure-signon-policy)",
    "DISA Okta IDaaS STIG V-273190, V-273191, V-273193, V-273194",
  ],

  *evaluate(input): Generator<CheckResult> {
    yield* policyMissing(app).evaluate(input);
    yield* policyStatus(app).evaluate(input);
    for (const policy of existingPolicies(app, input)) yield* policyUnmodelled(app, policy);
  },
} satisfies Check;
