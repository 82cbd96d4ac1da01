import { livePoliciesFor } from "../src/evaluator/declared/declared-policy.ts";
import { whyPartial } from "../src/evaluator/live/partly-read.ts";
import { ambiguousName } from "./ambiguous-name.ts";
import type { Check, FindingDraft } from "./contract/check.ts";

export default {
  id: "enrollment-policy-missing",
  about: "configuration",
  title: "Every declared enrollment policy exists",
  severity: "critical",
  rationale:
    "Without the policy its people fall through to the next one, in the end to Okta's default, which asks for less. " +
    "Nothing further is said about the groups, settings and rules of a policy that is missing. Where two policies bear " +
    "the name, the one that is tried first is compared, and the answer stays unknown.",
  remedy:
    "Run `pulumi up --refresh` to make the policy again; if it was meant to go, take it out of the baseline.",
  references: [
    "Okta API reference: Policies (MFA_ENROLL)",
    "Okta Developer: Policies (developer.okta.com/docs/concepts/policies)",
    "DISA Okta IDaaS STIG V-273193, V-273194 (multifactor authentication, which people must have enrolled for)",
    "NIST SP 800-63B section 6.1, Authenticator Binding",
  ],
  needs: (baseline) => (baseline.enrollmentPolicies.length > 0 ? ["policies"] : []),

  *evaluate(input): Generator<FindingDraft> {
    if (input.org.slices.policies === undefined) return;
    const partial = whyPartial("policies", input.org);
    for (const declared of input.baseline.enrollmentPolicies) {
      const ids = livePoliciesFor(declared, input).map(({ id }) => id);
      if (ids.length > 1) yield ambiguousName({ type: "policy", name: declared.name }, ids);
      if (ids.length > 0) continue;
      yield {
        subject: { type: "policy", id: null, name: declared.name },
        field: null,
        ...(partial === null ? {} : { status: "unknown" }),
        expected: "present",
        actual: partial === null ? "absent" : null,
        message:
          partial === null
            ? `Enrollment policy "${declared.name}" does not exist; it should.`
            : `Whether enrollment policy "${declared.name}" exists, as it should, is not known: not every policy could be read (${partial}).`,
      };
    }
  },
} satisfies Check;
