import type { Check, ConfigurationCheck } from "../../../checks/check.ts";
import { type Evaluation, evaluate } from "../../../checks/runner/evaluate.ts";
import { authenticatorRef } from "../../model/authenticators.ts";
import type { CheckId } from "../../model/check-ids.ts";
import { sameName } from "../../model/words.ts";
import type { LiveOrg } from "./live-people.ts";

/** What a check compares with the baseline; undefined when that is nothing declared. */
export const comparedBy = (check: Check): ConfigurationCheck["compares"] =>
  check.about === "configuration" ? check.compares : undefined;

/**
 * Whether policies and authenticators are as the baseline declares them: policies by id, authenticators by id and by
 * key. What is not declared, or could not be judged, is not in it.
 *
 * @param checks those that say what they compare
 */
export function asDeclared(
  checks: readonly Check[],
  { baseline, org, now }: LiveOrg,
): ReadonlyMap<string, boolean> {
  const evaluation = evaluate({ checks, baseline, org, now });
  const idsOf = (compared: ConfigurationCheck["compares"]): ReadonlySet<CheckId> =>
    new Set(checks.filter((check) => comparedBy(check) === compared).map(({ id }) => id));
  const answers = new Map<string, boolean>();
  for (const policy of org.slices.policies ?? []) {
    const declared = baseline.enrollmentPolicies.find(({ name }) => sameName(name, policy.name));
    if (declared === undefined) continue;
    const answer = judge(
      evaluation,
      (subject) =>
        (subject.type === "policy" && sameName(subject.name, declared.name)) ||
        (subject.type === "policy-rule" && sameName(subject.policy, declared.name)),
      idsOf("policies"),
    );
    if (answer !== null) answers.set(policy.id, answer);
  }
  for (const { key, id } of org.slices.authenticators ?? []) {
    const ref = authenticatorRef(key, id);
    if (baseline.authenticators[ref] === undefined) continue;
    const answer = judge(
      evaluation,
      ({ type, name }) => type === "authenticator" && name === ref,
      idsOf("authenticators"),
    );
    if (answer === null) continue;
    answers.set(ref, answer);
    if (id !== null) answers.set(id, answer);
  }
  return answers;
}

/** False with a finding on the subject; null when the checks concerned could not all tell. */
function judge(
  { findings, outcomes }: Evaluation,
  isSubject: (subject: Evaluation["findings"][number]["subject"]) => boolean,
  concerned: ReadonlySet<CheckId>,
): boolean | null {
  const own = findings.filter(({ check, subject }) => concerned.has(check) && isSubject(subject));
  if (own.some(({ status }) => status === "open")) return false;
  const isUnsure = outcomes.some(
    ({ check, status, reason }) =>
      concerned.has(check) && (status === "unknown" || (status === "drift" && reason !== null)),
  );
  return isUnsure ? null : true;
}
