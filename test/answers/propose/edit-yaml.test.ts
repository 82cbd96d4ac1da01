import { describe, expect, it } from "vitest";
import { type PlainValue, removeAt, reorderItems, setField } from "../../../src/answers/propose/edit-yaml.ts";

const text = `a:
  one: 1 # first
  two: [x, y]
  three:
    - p
    # about q
    - q

b: { k: v, l: 'w' } # short
c:
  - name: A
    size: 1
  # about B
  - name: B
d: [m, n]
only: { it: 1 }
empty: {}
nothing:
`;

const lines = (changed: string | null): readonly string[] => {
  const before = text.split("\n");
  return (changed ?? "null").split("\n").filter((line) => !before.includes(line));
};

describe("setting a field", () => {
  it.each<[string, (string | number)[], PlainValue, readonly string[]]>([
    ["a value", ["a", "one"], 2, ["  # who", "  one: 2 # first"]],
    ["a list on one line", ["a", "two"], ["x", "a, b"], ["  # who", '  two: [x, "a, b"]']],
    ["a list of lines", ["a", "three"], ["p", "r"], ["    # who", "    - r"]],
    ["a value within a line", ["b", "k"], "# x", ["# who", `b: { k: "# x", l: 'w' } # short`]],
    ["a new one", ["a", "four"], { in: ["Corp"] }, ["  # who", "  four: {in: [Corp]}"]],
    ["a new one within a line", ["b", "m"], "z", ["# who", "b: { k: v, l: 'w', m: z } # short"]],
    ["a value of two lines", ["a", "one"], "x\ny", ["  # who", '  one: "x\\ny" # first']],
    ["where there is no map", ["d", "k"], 1, ["null"]],
    ["in a map of nothing", ["empty", "k"], 1, ["null"]],
    ["in place of nothing", ["nothing"], 1, ["# who", "nothing: 1"]],
  ])("%s", (_, path, value, expected) => {
    return expect(lines(setField(text, path, value, "who"))).toEqual(expected);
  });
});

describe("taking away", () => {
  it.each<[string, (string | number)[], readonly string[], readonly string[]]>([
    ["a field", ["a", "one"], ["  # who"], ["  one: 1 # first"]],
    ["a field of lines", ["a", "three"], ["  # who"], ["    - p", "    # about q", "    - q", "  three:"]],
    ["the first within a line", ["b", "k"], ["# who", "b: { l: 'w' } # short"], []],
    ["the last within a line", ["b", "l"], ["# who", "b: { k: v } # short"], []],
    ["an item with its comment", ["c", 1], ["  # who"], ["  # about B", "  - name: B"]],
    ["the field beside the dash", ["c", 0, "name"], ["null"], []],
    ["an item within a line", ["d", 0], ["null"], []],
    ["an item that is not there", ["c", 7], ["null"], []],
    ["the only field", ["only", "it"], ["null"], []],
    ["a field that is not there", ["a", "nine"], ["null"], []],
    ["nothing", ["nothing"], ["# who"], ["nothing:"]],
  ])("%s", (_, path, fresh, gone) => {
    const changed = removeAt(text, path, "who");
    expect(lines(changed)).toEqual(fresh);
    const left = (changed ?? text).split("\n");
    for (const line of gone) expect(left).not.toContain(line);
  });
});

describe("a key that has no value", () => {
  const bare = "a: { x, y: 1, z }\n";

  it.each<[string, string | null]>([
    ["is given none", setField(bare, ["a", "x"], 1, "who")],
    ["is not taken away", removeAt(bare, ["a", "x"], "who")],
    ["is not followed by another", setField(bare, ["a", "new"], 1, "who")],
  ])("%s", (_, changed) => {
    expect(changed).toBeNull();
  });
});

describe("another order", () => {
  it("leaves the entries before the first that moves", () => {
    const list = "c:\n  - name: A\n  - name: B\n  - name: C\n";
    expect(reorderItems(list, ["c"], [0, 2, 1], "who")).toBe(
      "c:\n  - name: A\n  # who\n  - name: C\n  - name: B\n",
    );
  });

  it("moves entries with the comments above them", () => {
    expect(reorderItems(text, ["c"], [1, 0], "who")).toContain(
      "c:\n  # who\n  # about B\n  - name: B\n  - name: A\n    size: 1\nd:",
    );
  });

  it.each([
    ["the order that is there", ["c"], [0, 1]],
    ["a list on one line", ["d"], [1, 0]],
    ["a part of a list", ["c"], [1]],
    ["what is no list", ["a"], [1, 0]],
  ])("refuses %s", (_, path, order) => {
    expect(reorderItems(text, path, order, "who")).toBeNull();
  });
});
