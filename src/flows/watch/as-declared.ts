import type { Check } from "../../../checks/check.ts";
import { type Evaluation, evaluate } from "../../../checks/runner/evaluate.ts";
import { authenticatorRef } from "../../model/authenticators.ts";
import { policyRuleName } from "../../model/stack-names.ts";
import { sameName } from "../../model/words.ts";
import type { LiveOrg } from "./live-people.ts";

/** Ids of the checks that compare policies, their rules and authenticators with the baseline. */
export const declaredChecks: readonly string[] = [
  "authenticator-status",
  "enrollment-policy-authenticator",
  "enrollment-policy-groups",
  "enrollment-policy-order",
  "enrollment-policy-status",
  "enrollment-rule",
  "enrollment-rule-missing",
  "enrollment-rule-unmanaged",
];

/**
 * Whether policies and authenticators are as the baseline declares them: policies by id, authenticators by id and by
 * key. What is not declared, or could not be judged, is not in it.
 *
 * @param checks those of `declaredChecks`
 */
export function asDeclared(
  checks: readonly Check[],
  { baseline, org, now }: LiveOrg,
): ReadonlyMap<string, boolean> {
  const evaluation = evaluate({ checks, baseline, org, now });
  const answers = new Map<string, boolean>();
  for (const policy of org.slices.policies ?? []) {
    const declared = baseline.enrollmentPolicies.find(({ name }) => sameName(name, policy.name));
    if (declared === undefined) continue;
    const rules = policyRuleName(declared.name, "");
    const answer = judge(
      evaluation,
      ({ type, name }) =>
        (type === "policy" && sameName(name, declared.name)) ||
        (type === "policy-rule" && name.startsWith(rules)),
      (check) => check !== "authenticator-status",
    );
    if (answer !== null) answers.set(policy.id, answer);
  }
  for (const { key, id } of org.slices.authenticators ?? []) {
    const ref = authenticatorRef(key, id);
    if (baseline.authenticators[ref] === undefined) continue;
    const answer = judge(
      evaluation,
      ({ type, name }) => type === "authenticator" && name === ref,
      (check) => check === "authenticator-status",
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
  isConcerned: (check: string) => boolean,
): boolean | null {
  const own = findings.filter(({ check, subject }) => isConcerned(check) && isSubject(subject));
  if (own.some(({ status }) => status === "open")) return false;
  const isUnsure = outcomes.some(
    ({ check, status, reason }) =>
      isConcerned(check) && (status === "unknown" || (status === "drift" && reason !== null)),
  );
  return isUnsure ? null : true;
}
