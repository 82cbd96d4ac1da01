import type { BaselineAnswer } from "../contract/baseline-answer.ts";
import type { PackRule, Violation } from "../contract/pack-rule.ts";

const objection = (answer: BaselineAnswer): readonly Violation[] =>
  answer.kind === "read" ? [] : [{ message: answer.lines.join("\n"), urn: null }];

export default {
  id: "baseline-readable",
  title: "The baseline that the stack is held to can be read",
  level: "mandatory",
  severity: "critical",
  rationale:
    "Without a baseline nothing can be called weaker than it. A file that is missing or wrong must stop the update: a " +
    "pack that judged nothing would look like a stack that is in line.",
  remedy:
    "Correct the lines named, as for `plumbline check`, or name the file with the configuration `baseline` or the " +
    "environment variable PLUMBLINE_BASELINE.",
  references: ["docs/baseline.md"],
  readsBaseline: true,
  judgePolicy: (_policy, answer) => objection(answer),
  // A stack without policies is asked about here only.
  judgeStack: (stack, answer) => (stack.policies.length === 0 ? objection(answer) : []),
} satisfies PackRule;
