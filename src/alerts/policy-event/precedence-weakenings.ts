import type { EnrollmentPolicy, EnrollmentRule } from "../../model/live-enrollment.ts";
import { plainName } from "../event/plain-name.ts";
import { protects, settingsOf, settingWeakenings } from "./enrollment-weakenings.ts";

/**
 * Whom a policy newly takes from others: a new, switched-on or moved-up policy takes whoever is in one of its groups,
 * one that got more groups those of the groups. It is weaker for them when it asks for less than the policy that it
 * now comes before did. Who is in the groups is not asked: somebody may join them tomorrow.
 *
 * @returns one clause for each policy that it comes before and that asks for more, in their order
 */
export function precedenceWeakenings(
  id: string,
  before: readonly EnrollmentPolicy[],
  after: readonly EnrollmentPolicy[],
): readonly string[] {
  const now = after.find((policy) => policy.id === id);
  // Okta's own policy is always tried last.
  if (now === undefined || now.system || !isTried(now)) return [];
  const was = before.find((policy) => policy.id === id && isTried(policy));
  const isForMore = was === undefined || now.groupIds.some((group) => !was.groupIds.includes(group));
  return before
    .filter((other) => other.id !== id && isTried(other))
    .filter((other) =>
      mayBeBefore(
        now,
        after.find((policy) => policy.id === other.id),
      ),
    )
    .filter((other) => isForMore || was === undefined || !isBefore(was, other))
    .flatMap((other) => {
      const less = asksForLess(other, now);
      return less.length === 0
        ? []
        : [`it now comes before "${plainName([other.name])}" (${less.join(", ")})`];
    });
}

/**
 * Whether people may be asked for less now that a policy is gone or off: they fall to one that was tried later. True
 * also where that cannot be told.
 */
export function mayFallToWeaker(gone: EnrollmentPolicy, after: readonly EnrollmentPolicy[]): boolean {
  const later = after.filter((other) => other.id !== gone.id && mayBeBefore(gone, other));
  return later.length === 0 || later.some((other) => asksForLess(gone, other).length > 0);
}

/** A policy without an active rule is passed over (okta-api 4.7); what was not read may have one. */
const isTried = ({ status, system, rules }: EnrollmentPolicy): boolean =>
  status === "ACTIVE" && (system || rules === null || rules.some((rule) => rule.status === "ACTIVE"));

const isBefore = (policy: EnrollmentPolicy, other: EnrollmentPolicy): boolean =>
  isTried(other) && (other.system || policy.priority < other.priority);

/** Of two with the same number either may be tried first (okta-api 4.7). */
const mayBeBefore = (policy: EnrollmentPolicy, other: EnrollmentPolicy | undefined): boolean =>
  other !== undefined && isTried(other) && (other.system || policy.priority <= other.priority);

function asksForLess(other: EnrollmentPolicy, now: EnrollmentPolicy): readonly string[] {
  const less = settingWeakenings(settingsOf(other), settingsOf(now));
  const makesNobodyEnroll = other.rules?.some(protects) === true && now.rules?.some(protects) === false;
  return makesNobodyEnroll ? [...less, "nobody is made to enroll"] : less;
}

/** Which rules that make nobody enroll came to be tried before one that does: one clause each. */
export function ruleOrderWeakenings(before: EnrollmentPolicy, after: EnrollmentPolicy): readonly string[] {
  const places = new Map((before.rules ?? []).map((rule, place) => [rule.id, place]));
  const wasLater = (rule: EnrollmentRule, other: EnrollmentRule): boolean =>
    (places.get(rule.id) ?? -1) > (places.get(other.id) ?? Number.POSITIVE_INFINITY);
  const tried = (after.rules ?? []).filter(({ status }) => status === "ACTIVE");
  return tried.flatMap((rule, place) => {
    const overtaken = protects(rule)
      ? undefined
      : tried.slice(place + 1).find((other) => protects(other) && wasLater(rule, other));
    if (overtaken === undefined) return [];
    const [first, second] = [rule, overtaken].map(({ name }) => plainName([name]));
    return [`the rule "${first}", which makes nobody enroll, now comes before "${second}"`];
  });
}
