import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";

/** The text that stands for another in a baseline; for every other, where that is a global pattern. */
export type Change = readonly [from: string | RegExp, to: string];

/** Writes Acme's baseline with some of its text changed to a file that lives as long as the test; gives its path. */
export async function changedBaseline(changes: readonly Change[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  let text = await readFile("policy/baseline.yaml", "utf8");
  for (const [from, to] of changes) {
    expect(text).toMatch(from);
    text = text.replace(from, to);
  }
  const path = join(folder, "baseline.yaml");
  await writeFile(path, text);
  return path;
}
