import { listNames } from "../src/evaluator/words/name-list.ts";
import type { SubjectRef } from "../src/model/subject.ts";
import type { FindingDraft } from "./contract/check.ts";

const plurals = {
  group: "groups",
  "group-rule": "group rules",
  policy: "enrollment policies",
  "policy-rule": "rules",
} as const;

/**
 * What is said where several live things bear the name of a declared one. Which of them is meant cannot be told, and none
 * may be taken for the other: the answer is unknown, whatever each of them is like.
 *
 * @param ids - of all that bear the name, with their types where those differ
 */
export function ambiguousName(
  subject: SubjectRef & { readonly type: keyof typeof plurals },
  ids: readonly string[],
): FindingDraft {
  const { type } = subject;
  const bare = type === "policy-rule" ? subject.rule : subject.name;
  return {
    subject: { ...subject, id: null },
    field: null,
    status: "unknown",
    expected: "one",
    actual: ids,
    message: `${ids.length} ${plurals[type]} are called "${bare}" (${listNames(ids)}): which one the baseline means cannot be told.`,
    remedy: "Rename all but one of them, in Okta or where they come from, so that the name means one thing.",
  };
}
