import type { BaselineAppRule, BaselineSessionRule } from "../../../src/model/baseline-sign-on.ts";
import { type Input, notYetKnown } from "./input.ts";
import type { AppRuleInputs, SessionRuleInputs } from "./sign-on-inputs.ts";

/** Prompts for a second factor, from the one that asks most seldom. */
const prompts = ["DEVICE", "SESSION", "ALWAYS"];

const isKnown = <Value>(value: Input<Value>): value is Value | null => value !== notYetKnown;

function* ofBoth(
  { status, access }: Pick<SessionRuleInputs, "status" | "access">,
  declared: Pick<BaselineSessionRule, "access">,
): Iterable<string> {
  if (typeof status === "string" && status !== "ACTIVE")
    yield `is ${status}; the baseline's rules are ACTIVE`;
  // The provider takes what is left out for ALLOW.
  if (isKnown(access) && access !== "DENY" && declared.access === "DENY") {
    yield "lets people in; the baseline has DENY";
  }
}

const wordsOf = { ALWAYS: "at every sign-in", SESSION: "once a session", DEVICE: "once a device" } as const;

/**
 * In what a session rule of the stack falls short of the baseline's rule of that name, each as the end of a sentence that
 * begins with the rule. What is not known yet is passed over: `inputs-known` tells it.
 */
export function* sessionShortcomings(
  rule: SessionRuleInputs,
  declared: BaselineSessionRule,
): Iterable<string> {
  yield* ofBoth(rule, declared);
  if (declared.access === "DENY" || rule.access === "DENY") return;
  const { secondFactor, primaryFactor } = declared;
  if (secondFactor !== "NEVER") {
    if (isKnown(rule.mfaRequired) && rule.mfaRequired !== true) {
      yield `asks for no second factor; the baseline asks for one ${wordsOf[secondFactor]}`;
    } else if (typeof rule.mfaPrompt === "string") {
      const rank = prompts.indexOf(rule.mfaPrompt);
      if (rank < prompts.indexOf(secondFactor)) {
        yield `has mfaPrompt ${rule.mfaPrompt}; the baseline asks ${wordsOf[secondFactor]}`;
      }
    }
  }
  if (primaryFactor === "PASSWORD_IDP" && rule.primaryFactor === "PASSWORD_IDP_ANY_FACTOR") {
    yield "leaves the first factor to the application; the baseline asks for a password or identity provider";
  }
}

/** The same of an app rule. Its constraints are for the check: a stack has them as JSON of Okta's. */
export function* appShortcomings(rule: AppRuleInputs, declared: BaselineAppRule): Iterable<string> {
  yield* ofBoth(rule, declared);
  if (declared.access === "DENY" || rule.access === "DENY") return;
  const { verification } = declared;
  if (verification.kind === "assurance" && verification.factors === 2 && rule.factorMode === "1FA") {
    yield "asks for one factor; the baseline asks for two";
  }
}
