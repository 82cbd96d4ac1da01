import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

const imported = /(?:\bfrom|\bimport\(?)\s*"(\.[^"]+)"/g;

test("no folders import each other in a ring", () => {
  const imports = new Map<string, Set<string>>();
  for (const file of ["src", "policy", "checks", "stacks", "scripts"].flatMap(sources)) {
    const folder = posix.dirname(file);
    const others = [...readFileSync(file, "utf8").matchAll(imported)]
      .map(([, path = ""]) => posix.dirname(posix.join(folder, path)))
      .filter((other) => other !== folder);
    imports.set(folder, new Set([...(imports.get(folder) ?? []), ...others]));
  }
  expect([...inRings(imports)]).toEqual([]);
  expect([...inRings(new Map([...imports, ["src/model", new Set(["checks"])]]))]).toContain(
    "src/evaluator/live",
  );
});

function sources(room: string): readonly string[] {
  const paths = readdirSync(room, { recursive: true, encoding: "utf8" });
  return paths.filter((path) => path.endsWith(".ts")).map((path) => posix.join(room, path));
}

/** Folders from which imports lead back to themselves. */
function* inRings(imports: ReadonlyMap<string, ReadonlySet<string>>): Generator<string> {
  for (const start of imports.keys()) {
    const reached = new Set<string>();
    const toVisit = [start];
    for (let folder = toVisit.pop(); folder !== undefined; folder = toVisit.pop()) {
      for (const next of imports.get(folder) ?? [])
        if (!reached.has(next)) reached.add(next) && toVisit.push(next);
    }
    if (reached.has(start)) yield start;
  }
}
