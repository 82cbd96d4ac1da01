import { expect, it } from "vitest";
import { invalidBaseline } from "../../../policy/source/problem.ts";

const problem = (file: string, line: number, message: string) => ({ at: { file, line, column: 1 }, message });

it("lists problems file by file in the order given, from top to bottom, each once", () => {
  const error = invalidBaseline(
    "baseline.yaml",
    ["baseline.yaml", "common.yaml"],
    [
      problem("common.yaml", 1, "empty"),
      problem("baseline.yaml", 10, "late"),
      problem("baseline.yaml", 2, "early"),
      problem("baseline.yaml", 2, "early"),
    ],
  );
  expect(error.details).toEqual([
    "baseline.yaml:2:1: early",
    "baseline.yaml:10:1: late",
    "common.yaml:1:1: empty",
  ]);
  expect(error.message).toBe("3 problems in the baseline baseline.yaml");
});

it("keeps a problem on one line and control codes from the terminal", () => {
  const error = invalidBaseline(
    "b.yaml",
    ["b.yaml"],
    [problem("b.yaml", 1, 'unknown key "a\nb\u001b[2J\u202e"')],
  );
  expect(error.details).toEqual(['b.yaml:1:1: unknown key "a\\u{a}b\\u{1b}[2J\\u{202e}"']);
});
