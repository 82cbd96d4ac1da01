import type { Baseline } from "../../../src/model/baseline.ts";
import type { BaselineAnswer } from "./baseline-answer.ts";
import type { Violation } from "./pack-rule.ts";

/** A judgement that needs the baseline: without one it says that nothing was judged, which is not the same as good. */
export function withBaseline<Subject>(
  judge: (subject: Subject, baseline: Baseline) => Iterable<Violation>,
): (subject: Subject, answer: BaselineAnswer) => Iterable<Violation> {
  return (subject, answer) =>
    answer.kind === "read"
      ? judge(subject, answer.baseline)
      : [{ message: "Not judged: the baseline cannot be read (see baseline-readable).", urn: null }];
}
