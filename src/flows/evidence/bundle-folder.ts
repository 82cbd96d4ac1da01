import type { Dirent } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import type { BundleFiles } from "../../evidence/bundle-files.ts";
import { fault } from "../../evidence/check-seal.ts";
import { errorCodeWords } from "../../model/error-code.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { EvidenceFault } from "../../model/evidence.ts";
import { diskRemedy } from "../disk-remedy.ts";

/** Files of a folder, and what in it is none. */
export interface ReadBundle {
  readonly files: BundleFiles;
  readonly faults: readonly EvidenceFault[];
}

/**
 * Reads a folder with all that is in it. Links are not followed: what they lead to is no part of the bundle.
 *
 * @throws PlumblineError EVIDENCE_NOT_FOUND
 */
export async function readBundle(folder: string): Promise<ReadBundle> {
  const files = new Map<string, Uint8Array>();
  const faults: EvidenceFault[] = [];
  try {
    for (const { path, entry } of await entriesBelow(folder, "")) {
      if (entry.isFile()) files.set(path, await readFile(join(folder, path)));
      else faults.push(fault("no-file", path, entry.isSymbolicLink() ? "a link" : "no file"));
    }
  } catch (cause) {
    throw new PlumblineError("EVIDENCE_NOT_FOUND", `cannot read ${folder} (${errorCodeWords(cause)})`, {
      remedy: "name a folder that plumbline evidence create wrote",
      cause,
    });
  }
  return { files, faults };
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
