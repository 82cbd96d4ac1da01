import { listNames } from "../../src/evaluator/words/name-list.ts";
import type { SubjectRef } from "../../src/model/subject.ts";
import type { FindingDraft } from "./check.ts";

type Named = "group" | "group-rule" | "policy" | "policy-rule";

/**
 * Answer where several live things bear the name of a declared one. Which of them is meant cannot be told, and none
 * may be taken for the other: the answer is unknown, whatever each of them is like.
 *
 * @param ids - of all that bear the name, with their types where those differ
 * @param many - what they are: `session policies`
 */
export function ambiguousName(
  subject: SubjectRef & { readonly type: Named },
  ids: readonly string[],
  many: string,
): FindingDraft {
  const bare = subject.type === "policy-rule" ? subject.rule : subject.name;
  return {
    subject: { ...subject, id: null },
    field: null,
    status: "unknown",
    expected: "one",
    actual: ids,
    message: `${ids.length} ${many} are called "${bare}" (${listNames(ids)}): which one the baseline means cannot be told.`,
    remedy: "Rename all but one of them, in Okta or where they come from, so that the name means one thing.",
  };
}
