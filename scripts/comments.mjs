import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// Part of `npm run lint`: a comment begins with a verb or with the thing itself, "Members that match no user", not with
// a question about it.
const opensWithWhat = /^\s*(?:\/\*\*?|\*|\/\/|#)\s*What\b/;

const files = ["src", "policy", "checks", "stacks", "scripts", "test"].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(ts|tsx|mjs|sh)$/.test(path))
    .map((path) => join(room, path)),
);
const found = files.flatMap((file) =>
  readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, index) => (opensWithWhat.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
);
for (const place of found) process.stderr.write(`a comment opens with What: ${place}\n`);
process.exitCode = found.length === 0 ? 0 : 1;
