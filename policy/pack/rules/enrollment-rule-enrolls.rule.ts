import { compareActions, worthOf } from "../../../src/model/strictness.ts";
import type { BaselineAnswer } from "../contract/baseline-answer.ts";
import type { PackRule, Violation } from "../contract/pack-rule.ts";
import { declaredRule, ruleLabel } from "../inputs/declared.ts";
import { notYetKnown } from "../inputs/input.ts";
import { actionOf, sameApps, sameNetwork } from "../inputs/rule-comparison.ts";
import type { RuleInputs } from "../inputs/rule-inputs.ts";
import type { StackInputs } from "../inputs/stack-inputs.ts";

function* judge({ rules }: StackInputs, answer: BaselineAnswer): Iterable<Violation> {
  for (const rule of rules) {
    const action = actionOf(rule.enroll);
    if (action !== "NEVER" && action !== "NEVER_INCLUDING_RECOVERY") continue;
    if (typeof rule.status === "string" && rule.status !== "ACTIVE") continue;
    const required = requiredBy(rule);
    if (required.length === 0 || isDeclared(rule, answer)) continue;
    yield {
      urn: rule.urn,
      message: `${ruleLabel(rule)} has enroll ${action}, while its policy requires ${required.join(", ")}.`,
    };
  }
}

/** Authenticators that the rule's policy requires beside the password. */
function requiredBy({ policy }: RuleInputs): readonly string[] {
  if (policy === null) return ["what this stack does not say"];
  return [...policy.settings]
    .filter(([ref, setting]) => setting === "REQUIRED" && worthOf(ref) !== "neither")
    .map(([ref]) => ref);
}

/** Whether the baseline has this very rule do no more, in the same places and for the same applications: then it was reviewed. */
function isDeclared(rule: RuleInputs, answer: BaselineAnswer): boolean {
  const declared = answer.kind === "read" ? declaredRule(rule, answer.baseline) : null;
  const action = actionOf(rule.enroll);
  if (declared === null || action === null || action === notYetKnown) return false;
  return (
    compareActions(declared.enroll, action) !== "weaker" &&
    // In a preview zones of the same stack may not be known; enrollment-rule-not-weaker judges them in the update.
    (rule.network === notYetKnown || sameNetwork(rule.network, declared)) &&
    (rule.apps === notYetKnown || sameApps(rule.apps, declared))
  );
}

export default {
  id: "enrollment-rule-enrolls",
  title:
    "No enrollment rule has NEVER in a policy that requires an authenticator, unless the baseline has it so",
  level: "mandatory",
  severity: "critical",
  rationale:
    "A policy that requires an authenticator asks nobody for it where its rule says NEVER: the setting looks strict and " +
    "does nothing. A baseline can declare such a rule on purpose, say for places from which nobody may enroll.",
  remedy:
    "Set the rule's enroll to CHALLENGE or LOGIN, or declare the rule, with its network, in the baseline.",
  references: [
    "Okta API reference: Policies (MFA_ENROLL rules, actions.enroll.self)",
    "DISA Okta IDaaS STIG V-273193, V-273194 (multifactor authentication, which people must have enrolled for)",
  ],
  readsBaseline: true,
  judgeStack: judge,
} satisfies PackRule;
