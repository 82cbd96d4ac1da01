import { policySubject } from "../../src/evaluator/declared/declared-policy.ts";
import {
  type LivePolicy,
  type PolicyFamily,
  type PolicyPair,
  policyWords,
} from "../../src/evaluator/declared/policy-family.ts";
import { listNames } from "../../src/evaluator/words/name-list.ts";
import type { FindingDraft } from "../contract/check.ts";

/** Names what a policy has and we do not model: whom it leaves out, or takes in, is not known. */
export function* policyUnmodelled(
  family: Pick<PolicyFamily, "one"> & { unmodelledOf(policy: LivePolicy): readonly string[] },
  policy: PolicyPair,
): Generator<FindingDraft> {
  const paths = family.unmodelledOf(policy.live);
  if (paths.length === 0) return;
  yield {
    subject: policySubject(policy),
    field: "conditions",
    status: "unknown",
    expected: [],
    actual: paths,
    message: `${policyWords(family, policy.declared.name)} has conditions that cannot be judged (${listNames(paths)}); it should have none but its groups.`,
  };
}
