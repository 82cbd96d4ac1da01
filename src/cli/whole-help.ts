import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Help is no wider: longer lines are hard to read. */
export const widestHelp = 100;

const asksForAll: ReadonlySet<string> = new Set(["--help", "-h", "help"]);

/**
 * Help on all commands, where a build has written it down (scripts/build-catalogue.mjs): to load sixteen commands and
 * commander takes as long as Node does. Null where something else is asked for, lines must be shorter, or nothing is built.
 */
export async function wholeHelp(
  argv: readonly string[],
  columns: number,
  folder = import.meta.dirname,
): Promise<string | null> {
  const [first = "", ...rest] = argv;
  if (rest.length > 0 || !asksForAll.has(first) || columns < widestHelp) return null;
  return readFile(join(folder, "help.txt"), "utf8").catch(() => null);
}
