import type { PackRule } from "./contract/pack-rule.ts";
import appRuleAsks from "./rules/app-rule-asks.rule.ts";
import baselineInStack from "./rules/baseline-in-stack.rule.ts";
import baselineReadable from "./rules/baseline-readable.rule.ts";
import engineExplicit from "./rules/engine-explicit.rule.ts";
import policyNotWeaker from "./rules/enrollment-policy-not-weaker.rule.ts";
import policyOrder from "./rules/enrollment-policy-order.rule.ts";
import policyProtected from "./rules/enrollment-policy-protected.rule.ts";
import ruleEnrolls from "./rules/enrollment-rule-enrolls.rule.ts";
import ruleNotWeaker from "./rules/enrollment-rule-not-weaker.rule.ts";
import inputsKnown from "./rules/inputs-known.rule.ts";
import priorityUnique from "./rules/priority-unique.rule.ts";
import secondFactorStrong from "./rules/second-factor-strong.rule.ts";
import sessionRuleAsks from "./rules/session-rule-asks.rule.ts";
import signOnProtected from "./rules/sign-on-protected.rule.ts";
import signOnRuleNotWeaker from "./rules/sign-on-rule-not-weaker.rule.ts";
import stackInBaseline from "./rules/stack-in-baseline.rule.ts";

/** Every rule of the pack. Listed and not discovered, since the pack is bundled into one file; a test compares. */
export const packRules: readonly PackRule[] = [
  baselineReadable,
  policyNotWeaker,
  ruleNotWeaker,
  policyOrder,
  secondFactorStrong,
  ruleEnrolls,
  engineExplicit,
  policyProtected,
  priorityUnique,
  appRuleAsks,
  sessionRuleAsks,
  signOnRuleNotWeaker,
  signOnProtected,
  stackInBaseline,
  baselineInStack,
  inputsKnown,
];
