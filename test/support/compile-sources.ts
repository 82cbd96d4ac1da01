import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";
import { compiledFolder } from "./compiled.ts";

/**
 * Before the tests: the sources as JavaScript, for those tests that start a Node of their own, which would otherwise spend
 * most of its time on compiling them again. Types are left to `npm run types`; only what changed is compiled.
 */
export default async function compileSources(): Promise<void> {
  const root = packageRoot();
  const sources = ["src", "policy", "checks", "stacks"].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" }).map((path) => join(room, path)),
  );
  const outputs = new Map(
    sources
      .filter((path) => path.endsWith(".ts"))
      .map((path) => [path, join(compiledFolder, path.replace(/\.ts$/, ".js"))]),
  );
  const stale = [...outputs].filter(([path, output]) => timeOf(output) <= timeOf(join(root, path)));
  removeOthers(new Set(outputs.values()));
  if (stale.length === 0) return;
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: stale.map(([path]) => path),
    outbase: root,
    outdir: compiledFolder,
    format: "esm",
    target: "node20",
    write: false,
  });
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    // Another run of the tests may be at the same file.
    writeFileSync(`${path}.${process.pid}`, text.replace(relativeImport, '$1.js"'));
    renameSync(`${path}.${process.pid}`, path);
  }
}

/** As the compiler of the build, `./x.ts` is made `./x.js`. */
const relativeImport = /((?:\bfrom|\bimport\(?)\s*"\.{1,2}\/[^"]+)\.ts"/g;

const timeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** A check or a command whose source is gone would be discovered all the same. */
function removeOthers(outputs: ReadonlySet<string>): void {
  if (timeOf(compiledFolder) === 0) return;
  for (const path of readdirSync(compiledFolder, { recursive: true, encoding: "utf8" })) {
    const file = join(compiledFolder, path);
    if (file.endsWith(".js") && !outputs.has(file)) rmSync(file, { force: true });
  }
}
