import { existingPolicies } from "../src/evaluator/declared/declared-policy.ts";
import { existingRules } from "../src/evaluator/declared/declared-rule.ts";
import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import type { EnrollmentPolicy, EnrollmentRule } from "../src/model/snapshot.ts";
import { ruleRef } from "../src/model/subject.ts";
import type { Check, FindingDraft } from "./contract/check.ts";
import { rulesUnread } from "./rules-unread.ts";

const asks: ReadonlySet<string> = new Set(["CHALLENGE", "LOGIN"]);

/** What makes it worse than that nobody reviewed it, in words that follow "in no baseline"; null: nothing. */
function whyHigh(
  rule: EnrollmentRule,
  live: EnrollmentPolicy,
  declared: readonly EnrollmentRule[],
): string | null {
  if (rule.status !== "ACTIVE") return null;
  // Equal numbers do not say which is tried first: the worse is taken.
  if (declared.some((one) => one.status === "ACTIVE" && rule.priority <= one.priority)) {
    return "is tried before a declared rule";
  }
  // Okta's own rule, the last of its own policy, asks whoever is left (okta-api 4.7).
  return live.system && !asks.has(rule.enroll)
    ? `is tried before Okta's own rule, and sets enrollment to ${rule.enroll}`
    : null;
}

function* strangers(
  owner: string,
  live: EnrollmentPolicy,
  declared: readonly EnrollmentRule[],
): Generator<FindingDraft> {
  for (const rule of live.rules ?? []) {
    if (rule.system || declared.includes(rule)) continue;
    const why = whyHigh(rule, live, declared);
    yield {
      subject: { ...ruleRef(owner, rule.name), id: rule.id },
      field: null,
      severity: why === null ? "medium" : "high",
      expected: "absent",
      actual: rule.status,
      message: `Rule "${rule.name}" of enrollment policy "${owner}" is in no baseline${why === null ? "" : ` and ${why}`}; it should not exist.`,
    };
  }
}

/** Okta's own policy is always there, declared or not, and takes whoever is left. */
function* strangersOfUndeclaredDefault({ baseline, org }: JudgedOrg): Generator<FindingDraft> {
  if (baseline.enrollmentPolicies.some(({ isDefault }) => isDefault)) return;
  for (const live of org.slices.policies ?? []) {
    if (!live.system) continue;
    for (const draft of strangers(live.name, live, [])) if (draft.severity === "high") yield draft;
  }
}

export default {
  id: "enrollment-rule-unmanaged",
  about: "configuration",
  compares: "policies",
  title: "Declared enrollment policies have no rules that nobody declared",
  severity: "medium",
  rationale:
    "The first rule that matches decides: one that says NEVER, put before the reviewed rule, turns a strict policy off " +
    "for everybody it matches. It is high when an active rule is tried before an active declared one, and when one in " +
    "Okta's Default Policy does not ask people to enroll, whether or not that policy is declared. Okta's own system " +
    "rules never count.",
  remedy:
    "Delete the rule, or declare it in the baseline under its policy's `rules` (Default Policy can have some, too).",
  references: [
    "Okta API reference: Policies (policy rules)",
    "Okta Developer: Policies (developer.okta.com/docs/concepts/policies)",
    "NIST SP 800-53 CM-3, Configuration Change Control",
  ],
  needs: (baseline) =>
    baseline.unmanaged.enrollmentRules === "report" && baseline.enrollmentPolicies.length > 0
      ? ["policies", "policy-rules"]
      : [],

  *evaluate(input): Generator<FindingDraft> {
    if (input.baseline.unmanaged.enrollmentRules === "ignore") return;
    for (const policy of existingPolicies(input)) {
      const { declared, live } = policy;
      if (live.rules === null) yield rulesUnread(policy);
      else {
        const known = existingRules(policy, live.rules).map((rule) => rule.live);
        yield* strangers(declared.name, live, known);
      }
    }
    yield* strangersOfUndeclaredDefault(input);
  },
} satisfies Check;
