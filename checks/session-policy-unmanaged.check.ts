import { sessionTakers } from "../src/evaluator/declared-sign-on/session-takers.ts";
import type { Check } from "./contract/check.ts";
import { session } from "./policies/families.ts";
import { policyUnmanaged } from "./policies/policy-unmanaged.ts";

export default {
  ...policyUnmanaged(session, {
    sharpenedBy: ["users", "groups", "group-members"],
    takenBy: sessionTakers,
  }),
  id: "session-policy-unmanaged",
  about: "configuration",
  title: "Every global session policy of the org is declared in the baseline",
  rationale:
    "A policy that nobody reviewed can let people in with less, and if it is tried before a declared one it takes that one's " +
    "people: then it is critical. It is looked for only where the baseline declares session policies.",
  remedy: "Declare the policy in the baseline, or delete it under Security > Global Session Policy.",
  references: [
    "Okta API reference: Policies (OKTA_SIGN_ON)",
    "Okta Developer: Policy and rule prioritization (guides/policy-rule-prioritization)",
    "NIST SP 800-53 Rev. 5 CM-3, Configuration Change Control",
  ],
} satisfies Check;
