import { whyMissing } from "../../../checks/runner/missing-slices.ts";
import type { EffectivePolicy } from "../../evaluator/effective-policy/effective-policy.ts";
import { readZones } from "../../evaluator/effective-policy/zone-condition.ts";
import { type FactorEvidence, readEvidence } from "../../evaluator/factors/factor-evidence.ts";
import { nameOfFactor } from "../../evaluator/factors/factor-kind.ts";
import { readOrgAuthenticators } from "../../evaluator/factors/org-authenticators.ts";
import type { Judgement } from "../../evaluator/judgement.ts";
import { once } from "../../evaluator/once.ts";
import type { ExplainedEnrolments, ExplainedPolicy } from "../../model/explanation.ts";
import type { UserId } from "../../model/ids.ts";
import type { ViewedEnrolments } from "../../model/people-view.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";

/** The enrollment policy in effect in words; people whom no policy or rule tells apart share one answer. */
export function explainedPolicies(org: OrgSnapshot, judgement: Judgement): (user: UserId) => ExplainedPolicy {
  const missing = whyMissing("policies", org);
  if (missing !== null) {
    const unread = { outcomes: [], path: [], doubts: [`enrollment policies were not read: ${missing}`] };
    return () => unread;
  }
  const zones = readZones(org.slices);
  const inWords = once(({ outcomes, path, doubts }: EffectivePolicy) => ({
    outcomes: outcomes.map(({ policy, rule, why }) => ({
      policy: policy?.name ?? null,
      rule: rule?.name ?? null,
      network: rule === null ? null : zones.describe(rule.network),
      why,
    })),
    path,
    doubts,
  }));
  return (user) => inWords(judgement.effectivePolicyOf(user));
}

/** What is enrolled in words; people who have the same share one answer. */
export function explainedEnrolments(org: OrgSnapshot): (user: UserId) => ExplainedEnrolments {
  return enrolmentsBy(org, ({ source, shown }) => ({ source, factors: shown, reason: null }), unread);
}

/** The same, with what of it is active. */
export function viewedEnrolments(org: OrgSnapshot): (user: UserId) => ViewedEnrolments {
  return enrolmentsBy<ViewedEnrolments>(
    org,
    ({ source, shown, counting }) => ({
      source,
      factors: shown,
      reason: null,
      active: counting
        .filter(({ key }) => key !== "okta_password")
        .map(({ key, id, method }) => ({ authenticator: nameOfFactor(key, id, null), method })),
    }),
    (reason) => ({ ...unread(reason), active: [] }),
  );
}

const unread = (reason: string): ExplainedEnrolments => ({ source: null, factors: [], reason });

function enrolmentsBy<Words>(
  org: OrgSnapshot,
  wordsFor: (evidence: FactorEvidence) => Words,
  wordsForUnread: (reason: string) => Words,
): (user: UserId) => Words {
  const evidenceOf = readEvidence(readOrgAuthenticators(org), org.org.engine);
  const inWords = once(wordsFor);
  const notRead = once(wordsForUnread);
  return (user) => {
    const read = org.slices.factors?.[user];
    if (read?.kind === "read") return inWords(evidenceOf(read));
    if (read === undefined) return notRead(whyMissing("factors", org) ?? "they were not needed");
    return notRead(read.kind === "unread" ? read.reason : "gone");
  };
}
