// The compiler rewrites `./x.ts` to `./x.js` in what runs, and leaves it in declarations, where no other package's compiler
// would find it: made the same there. Declarations that nothing exported leads to are left out: they were more than 2 MB.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");
const folder = join(root, "dist");
const relativeImport = /((?:from|import)\s*\(?\s*["'])(\.{1,2}\/[^"']+)\.ts(?=["'])/g;

const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const reached = new Set();
const waiting = Object.values(exports).flatMap(({ types }) =>
  types === undefined ? [] : [join(root, types)],
);
for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
  if (reached.has(file)) continue;
  reached.add(file);
  const text = readFileSync(file, "utf8");
  for (const [, , module] of text.matchAll(relativeImport))
    waiting.push(join(dirname(file), `${module}.d.ts`));
  writeFileSync(file, text.replace(relativeImport, "$1$2.js"));
}
for (const name of readdirSync(folder, { recursive: true })) {
  const file = join(folder, name);
  if (name.endsWith(".d.ts") && !reached.has(file)) rmSync(file);
}
