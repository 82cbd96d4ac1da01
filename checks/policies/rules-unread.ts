import { policySubject } from "../../src/evaluator/declared/declared-policy.ts";
import type { PolicyPair } from "../../src/evaluator/declared/policy-family.ts";
import type { FindingDraft } from "../contract/check.ts";

/** Says that the rules of a policy could not be read. */
export function rulesUnread(policy: PolicyPair): FindingDraft {
  return {
    subject: policySubject(policy),
    field: null,
    status: "unknown",
    expected: null,
    actual: null,
    message: `The rules of policy "${policy.declared.name}" could not be read, so they could not be compared.`,
    remedy: "Let the service app read policies (okta.policies.read) and run the check again.",
  };
}
