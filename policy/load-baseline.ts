import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { LoadedBaseline } from "../src/model/baseline.ts";
import { PlumblineError } from "../src/model/errors.ts";
import { parseBaseline } from "./parse-baseline.ts";
import {
  type BaselineSource,
  type ExtendedFile,
  parseSource,
  unusableSource,
} from "./source/parse-source.ts";
import { reasonOf } from "./source/read-reason.ts";

/** Gives the bytes of a file, or throws an error with Node's `code`: from disk, or from another git revision. */
export type ReadBytes = (path: string) => Promise<Uint8Array>;

/** Ends a walk through symbolic links that lead into themselves. */
const mostFiles = 100;

/**
 * Reads a baseline and all that it extends.
 *
 * Throws BASELINE_NOT_FOUND when the file cannot be read, and BASELINE_INVALID with every problem, one line each,
 * when it or what it extends is wrong.
 *
 * @param lenient see `parseBaseline`
 */
export async function loadBaseline(
  path: string,
  read: ReadBytes = readFile,
  lenient: "alerts" | null = null,
): Promise<LoadedBaseline> {
  const root = parseSource(path, await readRoot(path, read));
  const found = new Map([[resolve(path), root]]);
  const waiting = [...root.extends];
  for (let extended = waiting.shift(); extended !== undefined; extended = waiting.shift()) {
    const key = resolve(extended.path);
    if (found.has(key)) continue;
    const source = found.size < mostFiles ? await readExtended(extended, read) : tooMany(extended);
    found.set(key, source);
    waiting.push(...source.extends);
  }
  return parseBaseline([root, ...[...found.values()].filter((source) => source !== root)], lenient);
}

async function readRoot(path: string, read: ReadBytes): Promise<Uint8Array> {
  try {
    return await read(path);
  } catch (cause) {
    throw new PlumblineError("BASELINE_NOT_FOUND", `cannot read the baseline ${path}: ${reasonOf(cause)}`, {
      remedy:
        "name the file with --baseline FILE, or begin with a copy of the example in okta-plumbline/policy",
      cause,
    });
  }
}

async function readExtended(extended: ExtendedFile, read: ReadBytes): Promise<BaselineSource> {
  try {
    return parseSource(extended.path, await read(extended.path));
  } catch (cause) {
    const message = `extends: cannot read ${extended.path}: ${reasonOf(cause)}`;
    return unusableSource(extended.path, { at: extended.at, message });
  }
}

const tooMany = (extended: ExtendedFile): BaselineSource =>
  unusableSource(extended.path, {
    at: extended.at,
    message: `extends: leads to more than ${mostFiles} files`,
  });
