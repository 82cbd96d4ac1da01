import { expect, it } from "vitest";
import { lineIndex } from "../../../policy/source/line-index.ts";
import { problemsOf } from "../../support/baseline-text.ts";

it.each([
  ["the first letter", 0, 1, 1],
  ["the end of a line", 4, 1, 5],
  ["the beginning of the next", 5, 2, 1],
  ["an empty line", 9, 3, 1],
  ["past the last line break", 10, 4, 1],
])("finds %s", (_, offset, line, column) => {
  expect(lineIndex("abcd\nefg\n\n")(offset)).toEqual({ line, column });
});

it("keeps the lines after a slip, and reports the slip alone", () => {
  expect(problemsOf("version: 1\norg: { engine: identity }\ngroups: [{ name: Staff }}\n  - x\n")).toEqual([
    "3:25: not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
  ]);
});
