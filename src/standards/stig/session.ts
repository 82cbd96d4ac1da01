import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { inOrder } from "../../evaluator/sign-on/policy-order.ts";
import { defaultRuleName } from "../../model/sign-on-words.ts";
import type { StandardVerdict } from "../../model/standards.ts";
import type { StandardRequirement } from "../contract/framework.ts";
import { notReviewed, open, pass } from "../contract/verdicts.ts";
import { namesNetwork, takesByNetwork } from "../truth/by-network.ts";
import {
  idleAtMost,
  lifetimeAtMost,
  oddIn,
  oddWords,
  type SessionLimit,
  sessionEvidence,
  sessionForPeople,
} from "../truth/session-limits.ts";

/**
 * The first rule of the Default Policy, which must not be Okta's own (STIG V1R2, V-273186 and its siblings). One that lets
 * nobody in has no session: for what a session must be, the rule after it counts.
 */
function literally(limit: SessionLimit, isOfSession: boolean, { org }: JudgedOrg): StandardVerdict {
  const policy = org.slices.sessionPolicies?.find(({ system }) => system);
  if (policy === undefined) return notReviewed("the Default Policy is not among the session policies");
  if (policy.rules === null) return notReviewed(`the rules of session policy "${policy.name}" were not read`);
  const rules = inOrder(policy.rules);
  const [first] = rules;
  const rule = isOfSession ? (rules.find(({ access }) => access !== "DENY") ?? first) : first;
  if (rule === undefined) return open(`session policy "${policy.name}" has no active rule`);
  const evidence = [sessionEvidence(limit, policy, rule)];
  if (oddIn(limit, rule) !== undefined) return notReviewed(oddWords(limit, policy, rule), evidence);
  const isOkta = rule.system || rule.name === defaultRuleName;
  const which = rule === first ? "the first rule" : "the first rule that lets somebody in,";
  if (isOkta && isOfSession) {
    return open(`${which} of session policy "${policy.name}" is Okta's own "${rule.name}"`, evidence);
  }
  const says = `${which} "${rule.name}" of session policy "${policy.name}" ${limit.does(rule)}`;
  return limit.isMet(rule) ? pass(says, evidence) : open(says, evidence);
}

function sessionRequirement(
  said: Pick<StandardRequirement, "id" | "aliases" | "title" | "decidedBy">,
  limit: SessionLimit,
  isOfSession = true,
): StandardRequirement {
  return {
    ...said,
    severity: "medium",
    needs: ["session-policies"],
    asTheStandardChecks: (org) => literally(limit, isOfSession, org),
    asItHoldsForPeople: sessionForPeople(limit),
  };
}

/** Requirements on the global session: how long it lasts, whether it outlives the browser, from where it may be had. */
export const sessionRequirements: readonly StandardRequirement[] = [
  sessionRequirement(
    {
      id: "V-273186",
      aliases: ["OKTA-APP-000020"],
      title: "A session ends after 15 minutes without use",
      decidedBy:
        "first rule of the Default Policy for global sessions that lets somebody in, not Okta's own: actions.signon.session.maxSessionIdleMinutes",
    },
    idleAtMost(15),
  ),
  sessionRequirement(
    {
      id: "V-273203",
      aliases: ["OKTA-APP-001665"],
      title: "A session lasts 18 hours at most",
      decidedBy:
        "first rule of the Default Policy for global sessions that lets somebody in, not Okta's own: actions.signon.session.maxSessionLifetimeMinutes",
    },
    lifetimeAtMost(18 * 60),
  ),
  sessionRequirement(
    {
      id: "V-273206",
      aliases: ["OKTA-APP-001710"],
      title: "The cookie of a session does not outlive the browser",
      decidedBy:
        "first rule of the Default Policy for global sessions that lets somebody in, not Okta's own: actions.signon.session.usePersistentCookie",
    },
    {
      field: "actions.signon.session.usePersistentCookie",
      valueOf: ({ session }) => String(session.persistentCookie),
      isMet: ({ session }) => !session.persistentCookie,
      does: ({ session }) =>
        session.persistentCookie
          ? "keeps the session's cookie when the browser is closed"
          : "drops the session's cookie when the browser is closed",
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
      isMet: (rule) => namesNetwork(rule) === true,
      holdsIn: takesByNetwork,
      does: ({ network }) =>
        network.kind === "anywhere" ? "takes sign-ins from any network" : "takes sign-ins by network zone",
    },
    false,
  ),
];
