import type { Check, ConfigurationCheck } from "../../../checks/contract/check.ts";
import { type Evaluation, evaluate } from "../../../checks/runner/evaluate.ts";
import { authenticatorRef } from "../../model/authenticators.ts";
import type { Baseline } from "../../model/baseline.ts";
import type { CheckId } from "../../model/check-ids.ts";
import type { EnrollmentPolicy } from "../../model/snapshot.ts";
import { sameName } from "../../model/words.ts";
import type { LiveOrg } from "./live-people.ts";

/** Part of the baseline that a check compares with; undefined when that is nothing declared. */
export const comparedBy = (check: Check): ConfigurationCheck["compares"] =>
  check.about === "configuration" ? check.compares : undefined;

/** The baseline that lets nothing stand which it does not declare. */
function strictly(baseline: Baseline): Baseline {
  return {
    ...baseline,
    unmanaged: { ...baseline.unmanaged, enrollmentPolicies: "report", enrollmentRules: "report" },
    enrollmentPolicies: baseline.enrollmentPolicies.map((policy) => ({ ...policy, unlisted: "NOT_ALLOWED" })),
  };
}

/** Whether a policy that nobody declared is, or may be, tried before this one: it may take its people. */
function mayBePreempted(
  { id, system, priority }: EnrollmentPolicy,
  isDeclared: (name: string) => boolean,
  policies: readonly EnrollmentPolicy[],
): boolean {
  return policies.some(
    (other) =>
      other.id !== id &&
      !other.system &&
      other.status === "ACTIVE" &&
      !isDeclared(other.name) &&
      (system || other.priority <= priority),
  );
}

/**
 * Whether policies and authenticators are as the baseline declares them: policies by id, authenticators by id and by
 * key. What is not declared, or could not be judged, is not in it; nor is what is as declared but for things that the
 * baseline does not declare: an event may have been about those.
 *
 * @param checks those that say what they compare
 */
export function asDeclared(
  checks: readonly Check[],
  { baseline, org, now }: LiveOrg,
): ReadonlyMap<string, boolean> {
  const said = evaluate({ checks, baseline, org, now });
  const strict = evaluate({ checks, baseline: strictly(baseline), org, now });
  const idsOf = (compared: ConfigurationCheck["compares"]): ReadonlySet<CheckId> =>
    new Set(checks.filter((check) => comparedBy(check) === compared).map(({ id }) => id));
  const ofPolicies = idsOf("policies");
  const ofAuthenticators = idsOf("authenticators");
  const policies = org.slices.policies ?? [];
  const isDeclared = (policy: string): boolean =>
    baseline.enrollmentPolicies.some(({ name }) => sameName(name, policy));

  const policyAnswer = (policy: EnrollmentPolicy): boolean | null => {
    const isOwn: IsSubject = (subject) =>
      (subject.type === "policy" && sameName(subject.name, policy.name)) ||
      (subject.type === "policy-rule" && sameName(subject.policy, policy.name));
    const answer = judge(said, strict, isOwn, ofPolicies);
    return answer === true && mayBePreempted(policy, isDeclared, policies) ? null : answer;
  };
  const authenticatorAnswer = (ref: string): boolean | null =>
    judge(said, strict, ({ type, name }) => type === "authenticator" && name === ref, ofAuthenticators);

  return new Map(
    [
      ...policies
        .filter(({ name }) => isDeclared(name))
        .map((policy) => [policy.id, policyAnswer(policy)] as const),
      ...(org.slices.authenticators ?? []).flatMap(({ key, id }) => {
        const ref = authenticatorRef(key, id);
        if (baseline.authenticators[ref] === undefined) return [];
        const answer = authenticatorAnswer(ref);
        return [[ref, answer] as const, ...(id === null ? [] : [[id, answer] as const])];
      }),
    ].filter((entry): entry is readonly [string, boolean] => entry[1] !== null),
  );
}

type IsSubject = (subject: Evaluation["findings"][number]["subject"]) => boolean;

/**
 * False with a finding on the subject; null when the checks concerned could not all tell, or when something differs that
 * only a stricter baseline would call a difference.
 */
function judge(
  said: Evaluation,
  strict: Evaluation,
  isSubject: IsSubject,
  concerned: ReadonlySet<CheckId>,
): boolean | null {
  const own = ({ findings }: Evaluation) =>
    findings.filter(({ check, subject }) => concerned.has(check) && isSubject(subject));
  if (own(said).some(({ status }) => status === "open")) return false;
  const isUnsure = strict.outcomes.some(
    ({ check, status, reason }) =>
      concerned.has(check) && (status === "unknown" || (status === "drift" && reason !== null)),
  );
  const differs = own(strict).some(({ status }) => status === "open" || status === "unknown");
  return isUnsure || differs ? null : true;
}
