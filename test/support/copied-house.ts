import { spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";

/** Output of a command line. */
export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const rooms = ["policy", "checks", "src", "scripts", "package.json", "tsconfig.json"];
/** Reads back what notifiers send. */
const readers = ["test/alerts/notifiers/hostile-names.test.ts", "test/support"];

/** A copy of this house's sources, with the files of a folder put where they stand in it. */
export async function copiedHouse(additions: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "plumbline-house-"));
  for (const room of [...rooms, ...readers])
    await cp(join(packageRoot(), room), join(copy, room), { recursive: true });
  await symlink(join(packageRoot(), "node_modules"), join(copy, "node_modules"));
  for (const path of await readdir(additions, { recursive: true })) {
    if (!path.endsWith(".ts")) continue;
    // Where it lies in test/one-file/house/ it imports this house, three folders further up.
    const added = await readFile(join(additions, path), "utf8");
    await writeFile(join(copy, path), added.replaceAll('"../../../', '"'));
  }
  return copy;
}

/** Runs command lines in a house, in one Node of its own. */
export async function askHouse(
  house: string,
  lines: readonly (readonly string[])[],
): Promise<readonly Answer[]> {
  const ask = join(packageRoot(), "test", "one-file", "ask-house.ts");
  const child = spawn(process.execPath, ["--import", "tsx", ask, house], { cwd: packageRoot() });
  child.stdin.end(JSON.stringify(lines));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (stderr !== "") throw new Error(stderr);
  return JSON.parse(stdout);
}
