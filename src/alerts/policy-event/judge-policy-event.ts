import type { EnrollmentPolicy, EnrollmentRule } from "../../model/live-enrollment.ts";
import type { LogEvent } from "../../model/log-event.ts";
import { sameName } from "../../model/words.ts";
import type { AlertRules } from "../event/alert-rules.ts";
import { plainName } from "../event/plain-name.ts";
import type { Memory } from "../memory/memory.ts";
import {
  policyWeakenings,
  protects,
  ruleWeakenings,
  settingsOf,
  settingWeakenings,
} from "./enrollment-weakenings.ts";
import { type PolicyEvent, readPolicyEvent } from "./policy-event.ts";
import { actionTextWeakenings, conditionTextWeakenings, settingsOfText } from "./policy-json.ts";
import { mayFallToWeaker, precedenceWeakenings, ruleOrderWeakenings } from "./precedence-weakenings.ts";

export interface JudgedPolicyEvent extends PolicyEvent {
  /** How the policy became weaker, one clause each; none when it did not, or that could not be told. */
  readonly weakenings: readonly string[];
}

const enrollmentType = "OktaMfaEnroll";
const removals: Readonly<Record<string, string>> = {
  "policy.lifecycle.deactivate": "the policy was deactivated",
  "policy.lifecycle.delete": "the policy was deleted",
};
const ruleRemovals: Readonly<Record<string, string>> = {
  "policy.rule.deactivate": "was deactivated",
  "policy.rule.delete": "was deleted",
  "policy.rule.invalidate": "became invalid",
};

interface Sides {
  /** Before: as it was at the last reading; undefined when that is not known. */
  readonly before: EnrollmentPolicy | undefined;
  /** Now: null when it is gone, undefined when policies were not read. */
  readonly after: EnrollmentPolicy | null | undefined;
}

/**
 * Judges a change of a policy by what the event says changed, by what the policy was at the last reading and is now,
 * and, where nothing older is known, by what the baseline declares.
 */
export function judgePolicyEvent(event: LogEvent, memory: Memory, rules: AlertRules): JudgedPolicyEvent {
  const said = readPolicyEvent(event);
  const { id } = said.subject;
  const { policies } = memory.live;
  const sides: Sides = {
    before: memory.org.policies?.find((policy) => policy.id === id),
    after: policies === null ? undefined : (policies.find((policy) => policy.id === id) ?? null),
  };
  const byEffect = effectOf(said, memory);
  if (byEffect !== null) return { ...said, weakenings: byEffect };
  const isEnrollment =
    said.policyType === enrollmentType || sides.before !== undefined || sides.after != null;
  const removal = isEnrollment ? byRemoval(event.eventType, said, sides, policies ?? []) : [];
  const reading = isEnrollment && removal.length === 0 ? byReading(said, sides, rules, policies ?? []) : [];
  const order = precedenceWeakenings(id, memory.org.policies ?? [], policies ?? []);
  const weakenings = [...bySaying(said, sides), ...removal, ...reading, ...order];
  return { ...said, weakenings: [...new Set(weakenings)] };
}

const signOnTypes: ReadonlySet<string> = new Set(["OktaSignOn", "Okta:SignOn", "AccessPolicy"]);

/**
 * Effect of a policy of sign-in on people now: whether one factor is asked for or two does not say how strong it is
 * (sign-on, fact 3). One that is not declared goes by what is asked of everyone. Null where that is not known, and what
 * the event says has to do.
 */
function effectOf({ policyType, subject }: PolicyEvent, { live }: Memory): readonly string[] | null {
  const isSignOn = policyType !== null && signOnTypes.has(policyType);
  if (!isSignOn) return null;
  if (!live.matchesBaseline.has(subject.id)) return live.lessThanAsked.get(subject.id)?.map(clauseOf) ?? null;
  return (live.opensWider.get(subject.id) ?? []).map(clauseOf);
}

/** A sentence as it goes on after a colon. */
const clauseOf = (sentence: string): string =>
  plainName([`${sentence.slice(0, 1).toLowerCase()}${sentence.slice(1).replace(/\.$/, "")}`]);

function bySaying({ from, to, rule }: PolicyEvent, { after }: Sides): readonly string[] {
  const before = settingsOfText(from["policyExtensiblePropertiesJson"]);
  const now = settingsOfText(to["policyExtensiblePropertiesJson"]);
  const name = rule?.name ?? "";
  const inRule = ruleOf(after, rule?.id ?? null);
  const conditions =
    inRule !== undefined && !protects(inRule)
      ? []
      : conditionTextWeakenings(from["policyRuleConditionsJson"], to["policyRuleConditionsJson"]);
  return [
    ...(before === null || now === null ? [] : settingWeakenings(before, now)),
    ...actionTextWeakenings(from["policyRuleActionJson"], to["policyRuleActionJson"]).map(
      (clause) => `in the rule "${name}" ${clause}`,
    ),
    ...conditions.map((clause) => `the rule "${name}" ${clause}`),
  ];
}

/** Without a policy or a rule that asks for enrollment people fall to the next one. */
function byRemoval(
  eventType: string,
  { rule }: PolicyEvent,
  { before }: Sides,
  now: readonly EnrollmentPolicy[],
): readonly string[] {
  const ofPolicy = removals[eventType];
  if (ofPolicy !== undefined) {
    const didProtect = before === undefined || (before.status === "ACTIVE" && mayFallToWeaker(before, now));
    return didProtect ? [ofPolicy] : [];
  }
  const ofRule = ruleRemovals[eventType];
  if (ofRule === undefined || rule === null) return [];
  const removed = ruleOf(before, rule.id);
  return removed === undefined || protects(removed) ? [`the rule "${rule.name}" ${ofRule}`] : [];
}

function byReading(
  { subject, rule }: PolicyEvent,
  { before, after }: Sides,
  rules: AlertRules,
  now: readonly EnrollmentPolicy[],
): readonly string[] {
  if (after === undefined) return [];
  if (before !== undefined) {
    if (after?.status !== "ACTIVE" && !mayFallToWeaker(before, now)) return [];
    const weaker = policyWeakenings(before, after);
    return after === null || weaker.length > 0 ? weaker : ruleOrderWeakenings(before, after);
  }
  if (after === null) return [];
  const declared = rules.enrollmentPolicies.find(({ name }) => sameName(name, subject.name));
  // Of an unknown past only what a rule does by itself can be told: one that makes nobody enroll.
  const ofRule = rule === null ? [] : ruleWeakenings(undefined, ruleOf(after, rule.id));
  if (declared === undefined || rule !== null) return ofRule;
  const listed = new Map(Object.entries(declared.authenticators));
  const live = new Map(
    [...settingsOf(after)].filter(([ref]) => declared.unlisted !== "ignore" || listed.has(ref)),
  );
  return settingWeakenings(listed, live).map((clause) => `${clause}, against the baseline`);
}

function ruleOf(policy: EnrollmentPolicy | null | undefined, id: string | null): EnrollmentRule | undefined {
  return policy?.rules?.find((rule) => rule.id === id);
}
