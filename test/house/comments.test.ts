import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

/** A comment begins with a verb or with the thing itself: "Members that match no user", not a question about it. */
const opensWithWhat = /^\s*(?:\/\*\*?|\*|\/\/|#)\s*What\b/;

test("no comment opens with What", () => {
  const files = ["src", "policy", "checks", "stacks", "scripts", "test"].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.(ts|tsx|mjs|sh)$/.test(path))
      .map((path) => posix.join(room, path)),
  );
  const found = files.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line, index) => (opensWithWhat.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});
