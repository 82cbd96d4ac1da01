import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { inOrder } from "../../evaluator/sign-on/policy-order.ts";
import { spanWords } from "../../evaluator/words/span-words.ts";
import type { SessionPolicy, SessionRule } from "../../model/live-sign-on.ts";
import { defaultRuleName } from "../../model/sign-on-words.ts";
import type { StandardEvidence, StandardVerdict } from "../../model/standards.ts";
import type { JudgedForPeople, StandardRequirement } from "../contract/framework.ts";
import { notReviewed, open, pass, policyPath } from "../contract/verdicts.ts";
import { type Held, judgedOver, whoSlices } from "../truth/people-judged.ts";
import { sessionRulesReached } from "../truth/rules-reached.ts";

/** A limit on the rules of global sessions. */
interface SessionLimit {
  readonly field: string;
  valueOf(rule: SessionRule): string;
  isMet(rule: SessionRule): boolean;
  /** Words for a rule that meets it, and for one that does not: after `rule "X" of Y`. */
  readonly does: (rule: SessionRule) => string;
  /** Whether Okta's own rule counts where it is the first. */
  readonly countsDefaultRule: boolean;
}

const minutes = (count: number | null): string => (count === null ? "never" : spanWords(count * 60));

const evidenceOf = (limit: SessionLimit, policy: SessionPolicy, rule: SessionRule): StandardEvidence => ({
  path: policyPath(policy.id, rule.id),
  name: `${policy.name} / ${rule.name}`,
  field: limit.field,
  value: limit.valueOf(rule),
});

const ruleWords = (policy: SessionPolicy, rule: SessionRule): string =>
  `rule "${rule.name}" of session policy "${policy.name}"`;

/** The first rule of the Default Policy, which must not be Okta's own (STIG V1R2, V-273186 and its siblings). */
function literally(limit: SessionLimit, { org }: JudgedOrg): StandardVerdict {
  const policy = org.slices.sessionPolicies?.find(({ system }) => system);
  if (policy === undefined) return notReviewed("the Default Policy is not among the session policies");
  if (policy.rules === null) return notReviewed(`the rules of session policy "${policy.name}" were not read`);
  const [rule] = inOrder(policy.rules);
  if (rule === undefined) return open(`session policy "${policy.name}" has no active rule`);
  const evidence = [evidenceOf(limit, policy, rule)];
  const isOkta = rule.system || rule.name === defaultRuleName;
  if (isOkta && !limit.countsDefaultRule) {
    return open(`the first rule of session policy "${policy.name}" is Okta's own "${rule.name}"`, evidence);
  }
  const says = `the first rule "${rule.name}" of session policy "${policy.name}" ${limit.does(rule)}`;
  return limit.isMet(rule) ? pass(says, evidence) : open(says, evidence);
}

/** Every rule that lets somebody in, in whatever policy. */
function forPeople(limit: SessionLimit, metWords: string, org: JudgedOrg): JudgedForPeople {
  const reached = sessionRulesReached(org);
  const held = reached.rules.flatMap(({ ref: { name, policy, rule }, sure, perhaps }): readonly Held[] => {
    if (policy === null || rule === null) {
      return [{ isMet: null, clause: name, evidence: null, sure, perhaps }];
    }
    if (rule.access === "DENY") return [];
    const clause = `${ruleWords(policy, rule)} ${limit.does(rule)}`;
    return [{ isMet: limit.isMet(rule), clause, evidence: evidenceOf(limit, policy, rule), sure, perhaps }];
  });
  return judgedOver(org, held, reached, metWords);
}

function sessionRequirement(
  said: Pick<StandardRequirement, "id" | "aliases" | "title" | "decidedBy">,
  limit: SessionLimit,
): StandardRequirement {
  return {
    ...said,
    severity: "medium",
    needs: ["session-policies"],
    asTheStandardChecks: (org) => literally(limit, org),
    asItHoldsForPeople: {
      kind: "judged",
      needs: ["session-policies", ...whoSlices],
      judge: (org) => forPeople(limit, "every session rule that lets somebody in does so", org),
    },
  };
}

const atMost = (count: number | null, most: number): boolean => count !== null && count >= 1 && count <= most;

/** Requirements on the global session: how long it lasts, whether it outlives the browser, from where it may be had. */
export const sessionRequirements: readonly StandardRequirement[] = [
  sessionRequirement(
    {
      id: "V-273186",
      aliases: ["OKTA-APP-000020"],
      title: "A session ends after 15 minutes without use",
      decidedBy:
        "first rule of the Default Policy for global sessions, not Okta's own: actions.signon.session.maxSessionIdleMinutes",
    },
    {
      field: "actions.signon.session.maxSessionIdleMinutes",
      valueOf: ({ session }) => String(session.idleMinutes),
      isMet: ({ session }) => atMost(session.idleMinutes, 15),
      does: ({ session }) => `ends a session that is not used after ${minutes(session.idleMinutes)}`,
      countsDefaultRule: false,
    },
  ),
  sessionRequirement(
    {
      id: "V-273203",
      aliases: ["OKTA-APP-001665"],
      title: "A session lasts 18 hours at most",
      decidedBy:
        "first rule of the Default Policy for global sessions, not Okta's own: actions.signon.session.maxSessionLifetimeMinutes",
    },
    {
      field: "actions.signon.session.maxSessionLifetimeMinutes",
      valueOf: ({ session }) => String(session.lifetimeMinutes ?? 0),
      isMet: ({ session }) => atMost(session.lifetimeMinutes, 18 * 60),
      does: ({ session }) =>
        session.lifetimeMinutes === null
          ? "sets no end to a session"
          : `ends a session after ${minutes(session.lifetimeMinutes)}`,
      countsDefaultRule: false,
    },
  ),
  sessionRequirement(
    {
      id: "V-273206",
      aliases: ["OKTA-APP-001710"],
      title: "The cookie of a session does not outlive the browser",
      decidedBy:
        "first rule of the Default Policy for global sessions, not Okta's own: actions.signon.session.usePersistentCookie",
    },
    {
      field: "actions.signon.session.usePersistentCookie",
      valueOf: ({ session }) => String(session.persistentCookie),
      isMet: ({ session }) => !session.persistentCookie,
      does: ({ session }) =>
        session.persistentCookie
          ? "keeps the session's cookie when the browser is closed"
          : "drops the session's cookie when the browser is closed",
      countsDefaultRule: false,
    },
  ),
  sessionRequirement(
    {
      id: "V-279691",
      aliases: ["OKTA-APP-003242"],
      title: "Global sessions are allowed or denied by network",
      decidedBy: "first rule of the Default Policy for global sessions: conditions.network",
    },
    {
      field: "conditions.network",
      valueOf: ({ network }) => (network.kind === "anywhere" ? "ANYWHERE" : network.zoneIds.join(" ")),
      isMet: ({ network }) => network.kind !== "anywhere",
      does: ({ network }) =>
        network.kind === "anywhere" ? "takes sign-ins from any network" : "takes sign-ins by network zone",
      countsDefaultRule: true,
    },
  ),
];
