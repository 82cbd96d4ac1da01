import { isDeepStrictEqual } from "node:util";
import type { DeclaredGracePeriod } from "../../../model/baseline.ts";
import type { ChangeEffect, ChangeReason, ChangeVerdict } from "../../../model/review.ts";
import { compareActions, compareSettings, worthOf } from "../../../model/strictness.ts";
import {
  type AuthenticatorStatus,
  type Engine,
  type EnrollAction,
  type EnrollSetting,
  type Severity,
  severities,
} from "../../../model/words.ts";

/**
 * The order by which a review calls a change weaker or stronger: all of it is here, in src/model/strictness.ts, and, for
 * people who move from one policy to another, in policy-move.ts. What cannot be told is weaker.
 */

export const verdict = (
  effect: ChangeEffect,
  reason: ChangeReason,
  names: readonly string[] = [],
): ChangeVerdict => ({ effect, reason, names });

/** Several parts in one: weaker when any is, else stronger when any is. */
export function together(effects: Iterable<ChangeEffect>): ChangeEffect {
  let found: ChangeEffect = "neutral";
  for (const effect of effects) {
    if (effect === "weaker") return "weaker";
    if (effect === "stronger") found = "stronger";
  }
  return found;
}

/** Setting of one authenticator in a policy; `ignore` is whatever the org has. */
export type HeldSetting = EnrollSetting | "ignore";

/** The setting that asks most: what holds anything better than nothing. */
const bestFor = (ref: string): HeldSetting => (worthOf(ref) === "protects" ? "REQUIRED" : "NOT_ALLOWED");

/** Judges a policy's setting of one authenticator now, against before. */
export function judgeSetting(ref: string, from: HeldSetting, to: HeldSetting): ChangeVerdict {
  const worth = worthOf(ref);
  if (from === to) return verdict("neutral", "same-people");
  if (worth === null) return verdict("weaker", "unknown-authenticator");
  if (worth === "neither") return verdict("neutral", "no-second-factor");
  if (to === "ignore") return verdict("weaker", "no-longer-held");
  // The org may have more than this today: only the most that can be asked is surely no less.
  if (from === "ignore") {
    return to === bestFor(ref) ? verdict("stronger", "newly-held") : verdict("weaker", "unclear");
  }
  const isStricter = compareSettings(ref, from, to) === "stricter";
  if (worth === "weakens")
    return isStricter ? verdict("stronger", "weak-barred") : verdict("weaker", "weak-allowed");
  return isStricter ? verdict("stronger", "asks-more") : verdict("weaker", "asks-less");
}

/** The org-wide status of an authenticator; `ignore` when the baseline does not say. */
export function judgeStatus(
  ref: string,
  from: AuthenticatorStatus | "ignore",
  to: AuthenticatorStatus | "ignore",
): ChangeVerdict {
  const worth = worthOf(ref);
  if (worth === null) return verdict("weaker", "unknown-authenticator");
  if (worth === "neither") return verdict("neutral", "no-second-factor");
  if (to === "ignore") return verdict("weaker", "no-longer-held");
  const best: AuthenticatorStatus = worth === "protects" ? "ACTIVE" : "INACTIVE";
  if (from === "ignore")
    return to === best ? verdict("stronger", "newly-held") : verdict("weaker", "unclear");
  if (worth === "weakens")
    return to === best ? verdict("stronger", "weak-barred") : verdict("weaker", "weak-allowed");
  return to === best ? verdict("stronger", "asks-more") : verdict("weaker", "asks-less");
}

/** How long a required authenticator can be put off; two ways of saying it cannot be told apart. */
export function judgeGrace(from: DeclaredGracePeriod | null, to: DeclaredGracePeriod | null): ChangeVerdict {
  if (isDeepStrictEqual(from, to)) return verdict("neutral", "same-people");
  if (to === null) return verdict("stronger", "shorter");
  if (from === null) return verdict("weaker", "longer");
  if (from.kind === "skips" && to.kind === "skips") return judgeTime(from.count, to.count);
  if (from.kind === "until" && to.kind === "until") return judgeTime(from.day, to.day);
  return verdict("weaker", "unclear");
}

/** The groups of models that may be enrolled; none named are all. */
export function judgeModels(from: readonly string[], to: readonly string[]): ChangeVerdict {
  const added = to.filter((group) => !from.includes(group));
  const removed = from.filter((group) => !to.includes(group));
  if (added.length + removed.length === 0) return verdict("neutral", "same-people");
  if (from.length === 0) return verdict("stronger", "accepts-less");
  return to.length === 0 || added.length > 0
    ? verdict("weaker", "accepts-more")
    : verdict("stronger", "accepts-less");
}

/**
 * Judges a rule's action. On Identity Engine LOGIN and CHALLENGE are one; on Classic CHALLENGE asks only when
 * a second factor is first needed, which for some people is never, and LOGIN asks at the first sign-in
 * (okta-api 4.2).
 */
export function judgeAction(from: EnrollAction, to: EnrollAction, engine: Engine): ChangeEffect {
  if (from === to) return "neutral";
  const compared = compareActions(from, to);
  if (compared !== "same") return compared === "stricter" ? "stronger" : "weaker";
  if (engine === "identity") return "neutral";
  return to === "LOGIN" ? "stronger" : "weaker";
}

/** More severe is stronger. */
export function judgeSeverity(from: Severity, to: Severity): ChangeVerdict {
  return severities.indexOf(to) > severities.indexOf(from)
    ? verdict("weaker", "less-severe")
    : verdict("stronger", "more-severe");
}

/** Of what people are asked within, exempted until and the like: more time is weaker. */
export function judgeTime(from: number | string, to: number | string): ChangeVerdict {
  return to > from ? verdict("weaker", "longer") : verdict("stronger", "shorter");
}
