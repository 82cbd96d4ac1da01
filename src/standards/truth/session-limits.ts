import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { inOrder } from "../../evaluator/sign-on/policy-order.ts";
import { spanWords } from "../../evaluator/words/span-words.ts";
import type { SessionPolicy, SessionRule } from "../../model/live-sign-on.ts";
import type { StandardEvidence, StandardVerdict } from "../../model/standards.ts";
import type { ForPeople, JudgedForPeople } from "../contract/framework.ts";
import { notReviewed, open, pass, policyPath } from "../contract/verdicts.ts";
import { type Held, judgedOver, whoSlices } from "./people-judged.ts";
import { sessionRulesReached } from "./rules-reached.ts";

/** A limit on the rules of global sessions. */
export interface SessionLimit {
  readonly field: string;
  valueOf(rule: SessionRule): string;
  isMet(rule: SessionRule): boolean;
  /** Whether it is met in truth by a rule that people come to, null where that cannot be told; `isMet` unless given. */
  readonly holdsIn?: (org: JudgedOrg, policy: SessionPolicy, rule: SessionRule) => boolean | null;
  /** Words for a rule that meets it, and for one that does not: after `rule "X" of Y`. */
  does(rule: SessionRule): string;
}

const minutes = (count: number | null): string => (count === null ? "never" : spanWords(count * 60));

/** Value of a rule, where to look it up. */
export const sessionEvidence = (
  limit: SessionLimit,
  policy: SessionPolicy,
  rule: SessionRule,
): StandardEvidence => ({
  path: policyPath(policy.id, rule.id),
  name: `${policy.name} / ${rule.name}`,
  field: limit.field,
  value: limit.valueOf(rule),
});

/** The path of what a rule says of the limit and what is not modelled; undefined where all of it is. */
export const oddIn = (limit: SessionLimit, { unmodelled }: SessionRule): string | undefined =>
  unmodelled.find((path) => path.startsWith(limit.field));

const ruleWords = (policy: SessionPolicy, rule: SessionRule): string =>
  `rule "${rule.name}" of session policy "${policy.name}"`;

/** Words for a rule of which it cannot be told whether it meets the limit. */
export const oddWords = (limit: SessionLimit, policy: SessionPolicy, rule: SessionRule): string => {
  const path = oddIn(limit, rule);
  return path === undefined
    ? `${ruleWords(policy, rule)} hangs on a zone that is gone or switched off`
    : `${ruleWords(policy, rule)} has ${path}, which is not modelled`;
};

/** The first answer where a standard names no rule: every active rule of every active policy that lets somebody in. */
export function everySessionRule(limit: SessionLimit, { org }: JudgedOrg): StandardVerdict {
  const policies = inOrder(org.slices.sessionPolicies ?? []);
  const unread = policies.find(({ rules }) => rules === null);
  const all = policies.flatMap((policy) =>
    inOrder(policy.rules ?? [])
      .filter(({ access }) => access !== "DENY")
      .map((rule) => ({ policy, rule })),
  );
  const odd = all.find(({ rule }) => oddIn(limit, rule) !== undefined);
  const failing = all.filter(({ rule }) => oddIn(limit, rule) === undefined && !limit.isMet(rule));
  const seen = (those: typeof all) => those.map(({ policy, rule }) => sessionEvidence(limit, policy, rule));
  const clauses = failing.map(({ policy, rule }) => `${ruleWords(policy, rule)} ${limit.does(rule)}`);
  if (failing.length > 0) return open(clauses.join("; "), seen(failing));
  if (odd !== undefined) return notReviewed(oddWords(limit, odd.policy, odd.rule), seen([odd]));
  if (unread !== undefined) return notReviewed(`the rules of session policy "${unread.name}" were not read`);
  if (all.length === 0) return notReviewed("no session rule lets anybody in");
  return pass(`each of ${all.length} session rules that let somebody in does so`, seen(all));
}

const plainly =
  ({ isMet }: SessionLimit): NonNullable<SessionLimit["holdsIn"]> =>
  (_org, _policy, rule) =>
    isMet(rule);

/** Every rule that lets somebody in, in whatever policy. */
function forPeople(limit: SessionLimit, org: JudgedOrg): JudgedForPeople {
  const reached = sessionRulesReached(org);
  const held = reached.rules.flatMap(({ ref: { name, policy, rule }, sure, perhaps }): readonly Held[] => {
    if (policy === null || rule === null) {
      return [{ isMet: null, clause: name, evidence: null, sure, perhaps }];
    }
    if (rule.access === "DENY") return [];
    const isMet =
      oddIn(limit, rule) === undefined ? (limit.holdsIn ?? plainly(limit))(org, policy, rule) : null;
    const clause =
      isMet === null ? oddWords(limit, policy, rule) : `${ruleWords(policy, rule)} ${limit.does(rule)}`;
    return [{ isMet, clause, evidence: sessionEvidence(limit, policy, rule), sure, perhaps }];
  });
  return judgedOver(org, held, reached, "every session rule that lets somebody in does so");
}

/** The second answer: the rules that people come to. */
export const sessionForPeople = (limit: SessionLimit): ForPeople => ({
  kind: "judged",
  needs: ["session-policies", ...(limit.holdsIn === undefined ? [] : (["zones"] as const)), ...whoSlices],
  judge: (org) => forPeople(limit, org),
});

/** Whether a time in minutes has an end, and no later than that. */
const atMost = (count: number | null, most: number): boolean => count !== null && count >= 1 && count <= most;

/** Limit on how long a session lasts that nobody uses. */
export const idleAtMost = (most: number): SessionLimit => ({
  field: "actions.signon.session.maxSessionIdleMinutes",
  valueOf: ({ session }) => String(session.idleMinutes),
  isMet: ({ session }) => atMost(session.idleMinutes, most),
  does: ({ session }) => `ends a session that is not used after ${minutes(session.idleMinutes)}`,
});

/** Limit on how long a session lasts. */
export const lifetimeAtMost = (most: number): SessionLimit => ({
  field: "actions.signon.session.maxSessionLifetimeMinutes",
  valueOf: ({ session }) => String(session.lifetimeMinutes ?? 0),
  isMet: ({ session }) => atMost(session.lifetimeMinutes, most),
  does: ({ session }) =>
    session.lifetimeMinutes === null
      ? "sets no end to a session"
      : `ends a session after ${minutes(session.lifetimeMinutes)}`,
});
