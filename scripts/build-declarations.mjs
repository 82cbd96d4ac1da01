// The compiler rewrites `./x.ts` to `./x.js` in what runs, and leaves it in declarations, where no other package's compiler
// would find it: made the same there.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "..", "dist");
const relativeImport = /((?:from|import)\s*\(?\s*["']\.{1,2}\/[^"']+)\.ts(?=["'])/g;
for (const name of readdirSync(folder, { recursive: true })) {
  if (!name.endsWith(".d.ts")) continue;
  const file = join(folder, name);
  const text = readFileSync(file, "utf8");
  const rewritten = text.replace(relativeImport, "$1.js");
  if (rewritten !== text) writeFileSync(file, rewritten);
}
