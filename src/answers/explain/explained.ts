import { whyMissing } from "../../../checks/runner/missing-slices.ts";
import type { EffectivePolicy } from "../../evaluator/effective-policy/effective-policy.ts";
import { readZones } from "../../evaluator/effective-policy/zone-condition.ts";
import { type FactorEvidence, readEvidence } from "../../evaluator/factors/factor-evidence.ts";
import { type FactorKind, nameOfFactor } from "../../evaluator/factors/factor-kind.ts";
import { nameShown } from "../../evaluator/factors/shown-factors.ts";
import { usableFactors } from "../../evaluator/factors/usable-factor.ts";
import type { Judgement } from "../../evaluator/judgement.ts";
import { once } from "../../evaluator/live/once.ts";
import type { ExplainedEnrolments, ExplainedPolicy } from "../../model/explanation.ts";
import type { UserId } from "../../model/ids.ts";
import type { ViewedEnrolments } from "../../model/people-view.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";

/** The enrollment policy in effect in words; people whom no policy or rule tells apart share one answer. */
export function explainedPolicies(org: OrgSnapshot, judgement: Judgement): (user: UserId) => ExplainedPolicy {
  const missing = whyMissing("policies", org);
  if (missing !== null) {
    const unread = {
      outcomes: [],
      path: [],
      uncertainties: [`enrollment policies were not read: ${missing}`],
    };
    return () => unread;
  }
  const zones = readZones(org.slices);
  const inWords = once(({ outcomes, path, uncertainties }: EffectivePolicy) => ({
    outcomes: outcomes.map(({ policy, rule, why, apps }) => ({
      policy: policy?.name ?? null,
      rule: rule?.name ?? null,
      network: rule === null ? null : zones.describe(rule.network),
      apps,
      why,
    })),
    path,
    uncertainties,
  }));
  return (user) => inWords(judgement.effectivePolicyOf(user));
}

/** Describes enrolments and what keeps them from being used; people with the same ones share one answer. */
export function explainedEnrolments(
  org: OrgSnapshot,
  judgement: Judgement,
): (user: UserId) => ExplainedEnrolments {
  return enrolmentsBy(org, judgement, ({ source, factors }) => ({ source, factors, reason: null }), unread);
}

/** The same, with what of it can be used at the next sign-in, whatever the network. */
export function viewedEnrolments(org: OrgSnapshot, judgement: Judgement): (user: UserId) => ViewedEnrolments {
  return enrolmentsBy<ViewedEnrolments>(
    org,
    judgement,
    ({ source, factors, usable }) => ({
      source,
      factors,
      reason: null,
      usable: usable
        .filter(({ key }) => key !== "okta_password")
        .map(({ key, id, method }) => ({ authenticator: nameOfFactor(key, id, null), method })),
    }),
    (reason) => ({ ...unread(reason), usable: [] }),
  );
}

/** Facts shared by people with the same enrolments and the same policy in effect. */
interface Known {
  readonly source: FactorEvidence["source"];
  readonly factors: readonly string[];
  readonly usable: readonly FactorKind[];
}

const unread = (reason: string): ExplainedEnrolments => ({ source: null, factors: [], reason });

function enrolmentsBy<Words>(
  org: OrgSnapshot,
  judgement: Judgement,
  wordsFor: (known: Known) => Words,
  wordsForUnread: (reason: string) => Words,
): (user: UserId) => Words {
  const evidenceOf = readEvidence(org.org.engine);
  const usable = usableFactors(org);
  // Under two policies the same often comes of the same enrolments, and there may be 100,000 people.
  const inWords = once((content: string) => wordsFor(JSON.parse(content)));
  const under = once((effective: EffectivePolicy) =>
    once((evidence: FactorEvidence) => {
      const known: Known = {
        source: evidence.source,
        factors: nameShown(evidence, effective, usable, null),
        usable: evidence.enrolled.filter((kind) => usable.everywhere(kind, effective) === true),
      };
      return inWords(JSON.stringify(known));
    }),
  );
  const notRead = once(wordsForUnread);
  return (user) => {
    const read = org.slices.factors?.[user];
    if (read?.kind === "read") return under(judgement.effectivePolicyOf(user))(evidenceOf(read));
    if (read === undefined) return notRead(whyMissing("factors", org) ?? "they were not needed");
    return notRead(read.kind === "unread" ? read.reason : "gone");
  };
}
