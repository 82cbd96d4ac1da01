import { declaredTerms } from "../../../evaluator/declared/enroll-terms.ts";
import { anyApp } from "../../../model/app-condition.ts";
import { classicFactors, identityAuthenticators, parseFactorName } from "../../../model/authenticators.ts";
import type { BaselinePolicy, BaselineRule } from "../../../model/baseline.ts";
import type { ChangeEffect } from "../../../model/review.ts";
import { defaultRuleName } from "../../../model/sign-on-words.ts";
import { worthOf } from "../../../model/strictness.ts";
import type { Engine } from "../../../model/words.ts";
import { type HeldSetting, judgeAction, judgeGrace, judgeModels, judgeSetting } from "./order.ts";
import { ruleFor, signInsOf } from "./rule-points.ts";

/** Effect on people of a move between policies; `mixed`: some of both, or it cannot be told. */
export type Move = ChangeEffect | "mixed";

const defaultRule: BaselineRule = {
  name: defaultRuleName,
  enroll: "CHALLENGE",
  network: { kind: "anywhere" },
  apps: anyApp,
  exceptUsers: [],
};

/** Okta's own policy asks at sign-in whoever is left by its other rules, and that rule cannot be changed (okta-api 4.2). */
export const rulesOf = ({ isDefault, rules }: BaselinePolicy): readonly BaselineRule[] =>
  isDefault ? [...rules, defaultRule] : rules;

/** Setting of an authenticator in a policy, listed or not. */
export const heldBy = ({ authenticators, unlisted }: BaselinePolicy, ref: string): HeldSetting =>
  Object.hasOwn(authenticators, ref) ? (authenticators[ref] ?? unlisted) : unlisted;

function moveOf(effects: Iterable<ChangeEffect>): Move {
  const found = new Set(effects);
  if (found.has("weaker")) return found.has("stronger") ? "mixed" : "weaker";
  return found.has("stronger") ? "stronger" : "neutral";
}

/** 0 none, 1 any possession, 2 phishing-resistant whatever method is taken: what everybody must have under a policy. */
function guarantee(policy: BaselinePolicy): number {
  const required = Object.keys(policy.authenticators).filter(
    (ref) => policy.authenticators[ref] === "REQUIRED" && worthOf(ref) === "protects",
  );
  return Math.max(0, ...required.map((ref) => (isResistant(ref) ? 2 : 1)));
}

/** Whether each of its methods resists phishing. */
export function isResistant(ref: string): boolean {
  const { key, method } = parseFactorName(ref);
  if (Object.hasOwn(classicFactors, key) && !Object.hasOwn(identityAuthenticators, key)) {
    return classicFactors[key] === "phishing-resistant";
  }
  const methods = identityAuthenticators[key]?.methods ?? {};
  const meant = method === null ? Object.values(methods) : [methods[method]];
  return meant.length > 0 && meant.every((one) => one?.assurance === "phishing-resistant");
}

/** Whether everything weak that `to` allows `from` allows as well, what is not listed included. */
function allowsNoMoreWeak(from: BaselinePolicy, to: BaselinePolicy): boolean {
  if (to.unlisted === "ignore") return false;
  return Object.keys(to.authenticators)
    .filter((ref) => worthOf(ref) !== "protects" && worthOf(ref) !== "neither")
    .every((ref) => heldBy(to, ref) === "NOT_ALLOWED" || heldBy(from, ref) !== "NOT_ALLOWED");
}

/** On what terms both let people enroll it; whoever may not enroll it has none. */
function termsMove(from: BaselinePolicy, to: BaselinePolicy, ref: string): readonly ChangeEffect[] {
  const isAllowed = [from, to].every((policy) => ["REQUIRED", "OPTIONAL"].includes(heldBy(policy, ref)));
  if (!isAllowed) return [];
  const [before, after] = [declaredTerms(from, ref), declaredTerms(to, ref)];
  return [
    judgeGrace(before.gracePeriod, after.gracePeriod).effect,
    judgeModels(before.allowedGroups, after.allowedGroups).effect,
  ];
}

function settingsMove(from: BaselinePolicy, to: BaselinePolicy): Move {
  const [before, after] = [guarantee(from), guarantee(to)];
  // Somebody who must have a security key is no worse off for another authenticator having become optional.
  if (after > before && allowsNoMoreWeak(from, to)) return "stronger";
  if (after < before && allowsNoMoreWeak(to, from)) return "weaker";
  const refs = new Set([...Object.keys(from.authenticators), ...Object.keys(to.authenticators)]);
  const effects: ChangeEffect[] = [];
  for (const ref of refs) {
    const [before, after] = [heldBy(from, ref), heldBy(to, ref)];
    const { effect } = judgeSetting(ref, before, after);
    // Weaker both ways: it cannot be told.
    if (effect === "weaker" && judgeSetting(ref, after, before).effect === "weaker") return "mixed";
    effects.push(effect, ...termsMove(from, to, ref));
  }
  if (from.unlisted !== to.unlisted) effects.push(to.unlisted === "ignore" ? "weaker" : "stronger");
  return moveOf(effects);
}

function rulesMove(from: readonly BaselineRule[], to: readonly BaselineRule[], engine: Engine): Move {
  const signIns = signInsOf([from, to]);
  if (signIns === null) return "mixed";
  const effects = signIns.map((signIn) => {
    const [before, after] = [ruleFor(from, signIn), ruleFor(to, signIn)];
    if (before === null && after === null) return "neutral";
    return before === null || after === null ? "mixed" : judgeAction(before.enroll, after.enroll, engine);
  });
  return effects.includes("mixed") ? "mixed" : moveOf(effects.filter((effect) => effect !== "mixed"));
}

/**
 * Judges putting people under `to` in place of `from`; null is a policy that the baseline does not declare,
 * of which nothing is known.
 */
export function judgeMove(from: BaselinePolicy | null, to: BaselinePolicy | null, engine: Engine): Move {
  if (from === null || to === null) return from === to ? "neutral" : to === null ? "weaker" : "stronger";
  const moves = [settingsMove(from, to), rulesMove(rulesOf(from), rulesOf(to), engine)];
  return moves.includes("mixed") ? "mixed" : moveOf(moves.filter((move) => move !== "mixed"));
}
