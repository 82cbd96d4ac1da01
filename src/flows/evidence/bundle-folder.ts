import { type Dirent, readFileSync } from "node:fs";
import { mkdir, readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { type BundleFiles, type ReadableFiles, sha256 } from "../../evidence/bundle-files.ts";
import { fault } from "../../evidence/check-seal.ts";
import { errorCodeWords } from "../../model/error-code.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { EvidenceFault } from "../../model/evidence.ts";
import { diskRemedy } from "../disk-remedy.ts";

/** Files of a folder, and what in it is none. */
export interface ReadBundle {
  /** Each is read when it is asked for: of an org of 100,000 people there are two of 70 MB. */
  readonly files: ReadableFiles;
  readonly faults: readonly EvidenceFault[];
}

/**
 * Looks through a folder with all that is in it. Links are not followed: what they lead to is no part of the bundle.
 *
 * @returns `files.get` throws EVIDENCE_NOT_FOUND for a file that cannot be read, or that is another one than at first
 * @throws PlumblineError EVIDENCE_NOT_FOUND
 */
export async function readBundle(folder: string): Promise<ReadBundle> {
  try {
    const entries = await entriesBelow(folder, "");
    const looked = await Promise.all(
      entries.map(async ({ path, entry }) => ({ path, why: await whyNone(entry, join(folder, path)) })),
    );
    const paths = looked.flatMap(({ path, why }) => (why === null ? path : []));
    const faults = looked.flatMap(({ path, why }) => (why === null ? [] : [fault("no-file", path, why)]));
    return { files: filesBelow(folder, new Set(paths)), faults };
  } catch (cause) {
    throw unreadable(folder, errorCodeWords(cause), cause);
  }
}

/** Node reads no larger file as a whole, and writes none. */
const largest = 2 ** 31 - 1;

/** Why something is no file of a bundle; null where it may be one. */
async function whyNone(entry: Dirent, path: string): Promise<string | null> {
  if (entry.isSymbolicLink()) return "a link";
  if (!entry.isFile()) return "no file";
  const { size } = await stat(path);
  return size > largest ? "larger than 2 GiB" : null;
}

const unreadable = (path: string, why: string, cause?: unknown): PlumblineError =>
  new PlumblineError("EVIDENCE_NOT_FOUND", `cannot read ${path} (${why})`, {
    remedy: "name a folder that plumbline evidence create wrote, and that nobody writes to",
    cause,
  });

/** A file that is asked for again must be the same: what is judged is what was held against the seal. */
function filesBelow(folder: string, paths: ReadonlySet<string>): ReadableFiles {
  const digests = new Map<string, string>();
  return {
    keys: () => paths.values(),
    get: (path) => {
      if (!paths.has(path)) return undefined;
      const bytes = bytesOf(join(folder, path));
      const digest = sha256(bytes);
      if ((digests.get(path) ?? digest) !== digest) {
        throw unreadable(join(folder, path), "it changes while it is read");
      }
      digests.set(path, digest);
      return bytes;
    },
  };
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw unreadable(file, errorCodeWords(cause), cause);
  }
}

/** Everything in a folder and the folders in it that is no folder itself. */
async function entriesBelow(
  folder: string,
  below: string,
): Promise<readonly { readonly path: string; readonly entry: Dirent }[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? entriesBelow(folder, path) : [{ path, entry }];
    }),
  );
  return found.flat();
}

/**
 * Refuses a folder in which there is something already.
 *
 * @throws PlumblineError FILE_EXISTS
 */
export async function refuseFilledFolder(folder: string): Promise<void> {
  const there = await readdir(folder).catch((error) => (errorCodeWords(error) === "ENOTDIR" ? [folder] : []));
  if (there.length === 0) return;
  throw new PlumblineError("FILE_EXISTS", `${folder} is there already: nothing was written`, {
    remedy: "name a new folder with --out; a bundle is never changed",
  });
}

/**
 * Writes a folder as a whole or not at all: beside it first, then renamed.
 *
 * @throws PlumblineError OUTPUT_FAILED
 */
export async function writeBundle(folder: string, files: BundleFiles): Promise<void> {
  const target = resolve(folder);
  const draft = `${target}.${process.pid}.tmp`;
  try {
    for (const [path, bytes] of files) {
      await mkdir(dirname(join(draft, path)), { recursive: true });
      await writeFile(join(draft, path), bytes);
    }
    // An empty folder may be there; on some systems nothing can be renamed into its place.
    await rmdir(target).catch(() => {});
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw new PlumblineError("OUTPUT_FAILED", `cannot write ${folder} (${errorCodeWords(error)})`, {
      remedy: diskRemedy(error, "choose a folder that is not there yet, in one that you may write to"),
      cause: error,
    });
  }
}
