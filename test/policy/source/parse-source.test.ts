import { expect, it } from "vitest";
import { parseSource } from "../../../policy/source/parse-source.ts";
import { plainValue } from "../../../policy/source/tree.ts";
import { parseText, problemsOf, unmark } from "../../support/baseline-text.ts";

it.each([
  ["an empty file", "▸", "the file is empty; a baseline begins with version: 1"],
  ["only a comment", "▸# to be written\n", "the file is empty; a baseline begins with version: 1"],
  ["a list", "▸- version: 1\n", "a baseline is a map of fields, not a list"],
  ["a single value", "▸baseline\n", "a baseline is a map of fields, not a single value"],
  ["a tab as indentation", "org:\n▸\tengine: identity\n", "a tab is no indentation in YAML; use spaces"],
  [
    "two documents",
    "version: 1\n▸---\nversion: 1\n",
    "a second document begins here; a baseline is one document",
  ],
  ["an open bracket", "version: 1\ngroups: [\n▸", /not valid YAML: /],
  [
    "a key twice",
    "version: 1\n▸version: 1\norg: { engine: identity }\n",
    'the key "version" is written twice; keep one of them',
  ],
  [
    "a key that is a list",
    "version: 1\norg: { engine: identity }\n? ▸[a]\n: b\n",
    "a key must be plain text",
  ],
  [
    "a key that reaches into JavaScript",
    "version: 1\norg: { engine: identity }\n▸__proto__: {}\n",
    '"__proto__" cannot be a key',
  ],
  [
    "a merge key",
    "version: 1\norg: { engine: identity }\n▸<<: { groups: [] }\n",
    "merge keys (<<) are not read; write the fields out, or use extends",
  ],
  [
    "a merge key of YAML 1.1",
    "%YAML 1.1\n---\nversion: 1\norg: { engine: identity }\n▸<<: { groups: [] }\n",
    "a key must be plain text",
  ],
  [
    "a tag",
    "version: 1\norg: { engine: ▸!env identity }\n",
    "a YAML tag has no meaning here; write the plain value",
  ],
  [
    "an alias of nothing",
    "version: 1\norg: { engine: identity }\ngroups: ▸*staff\n",
    "the alias *staff stands for nothing; an anchor &staff must come before it",
  ],
])("refuses %s", (_, marked, problem) => {
  const { yaml, at } = unmark(marked);
  const [first] = problemsOf(yaml);
  if (typeof problem === "string") expect(first).toBe(`${at}: ${problem}`);
  else expect(first).toMatch(problem);
});

it("refuses an alias that contains itself", () => {
  expect(problemsOf("version: 1\norg: { engine: identity }\ngroups: &all [*all]\n")).toContainEqual(
    "3:15: the alias *all contains itself",
  );
});

it("refuses aliases that multiply beyond measure, at once", () => {
  const levels = ["a", "b", "c", "d", "e", "f", "g", "h"];
  const bomb = levels.map((name, index) => {
    const below = levels[index - 1];
    const ten = Array.from({ length: 10 }, () => (below === undefined ? "x" : `*${below}`));
    return `${name}: &${name} [${ten.join(", ")}]\n`;
  });
  expect(problemsOf(`version: 1\norg: { engine: identity }\n${bomb.join("")}`)).toContainEqual(
    "1:1: the aliases stand for more than 10000 values; write out what you mean",
  );
});

it("refuses nesting beyond measure", () => {
  const deep = `groups: ${"[".repeat(60)}${"]".repeat(60)}`;
  expect(problemsOf(`version: 1\norg: { engine: identity }\n${deep}\n`)).toContainEqual(
    expect.stringMatching(/^3:4\d: nested deeper than 40 levels$/),
  );
});

it("gives an alias the value of the latest anchor before it, at its own place", () => {
  const { baseline, positions } = parseText(`version: 1
org: { engine: identity }
groups:
  - { name: MFA Admins, members: &people [nia@acme.example] }
  - { name: Auditors, members: &people [omar@acme.example] }
  - { name: Approvers, members: *people }
`);
  expect(baseline.groups[2]?.members).toEqual(["omar@acme.example"]);
  expect(positions.get("/groups/2/members")).toEqual({ file: "baseline.yaml", line: 6, column: 24 });
});

it("reads keys that YAML takes for numbers or truths as text", () => {
  const { root } = parseSource("baseline.yaml", new TextEncoder().encode("1: a\ntrue: b\n"));
  expect(root === null ? null : plainValue(root)).toEqual({ "1": "a", true: "b" });
});

it.each([
  ["UTF-16", new Uint8Array([0xff, 0xfe, 0x76, 0x00])],
  ["Latin-1", new Uint8Array([0x61, 0x3a, 0x20, 0xe9])],
])("refuses %s", (_, bytes) => {
  const { root, problems } = parseSource("baseline.yaml", bytes);
  expect(root).toBeNull();
  expect(problems.map(({ message }) => message)).toEqual(["not UTF-8 text; save the file as UTF-8"]);
});

it("passes over a byte order mark", () => {
  const { positions } = parseText("\ufeffversion: 1\norg: { engine: identity }\n");
  expect(positions.get("/version")).toEqual({ file: "baseline.yaml", line: 1, column: 1 });
});

it("refuses a file that is too big to be a baseline", () => {
  const { problems } = parseSource("baseline.yaml", new Uint8Array(5_000_001).fill(0x23));
  expect(problems.map(({ message }) => message)).toEqual(["5000001 bytes; a baseline has at most 5000000"]);
});

it("reads the lines of Windows", () => {
  const { positions } = parseText("version: 1\r\norg:\r\n  engine: identity\r\n");
  expect(positions.get("/org/engine")).toEqual({ file: "baseline.yaml", line: 3, column: 3 });
});

it.each([
  ["a number", "extends: ▸5\n"],
  ["nothing", "extends: ▸''\n"],
  ["a list of maps", "extends: [▸{ file: common.yaml }]\n"],
])("refuses to extend %s", (_, marked) => {
  const { yaml, at } = unmark(`version: 1\norg: { engine: identity }\n${marked}`);
  expect(problemsOf(yaml)).toEqual([`${at}: extends: must be the path of a file, or a list of them`]);
});

it("refuses to extend no file", () => {
  expect(problemsOf("version: 1\norg: { engine: identity }\nextends: []\n")).toEqual([
    "3:10: extends: names no file",
  ]);
});
