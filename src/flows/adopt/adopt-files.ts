import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { PlumblineError } from "../../model/errors.ts";
import { writeWhole } from "../write-whole.ts";

/** A file of an adoption. */
export interface AdoptedFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Refuses a folder that holds one of the files to be written, before anything is read.
 *
 * @throws PlumblineError FILE_EXISTS
 */
export async function refuseToOverwrite(folder: string, names: readonly string[]): Promise<void> {
  const there = new Set(await readdir(folder).catch(() => []));
  const taken = names.filter((name) => there.has(name));
  if (taken.length === 0) return;
  throw new PlumblineError(
    "FILE_EXISTS",
    `${folder} already holds ${taken.join(", ")}: nothing was written`,
    {
      remedy: "name another folder with --out, or overwrite with --force",
    },
  );
}

/** Writes the files of an adoption, each whole or not at all. */
export async function writeAdoption(folder: string, files: readonly AdoptedFile[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, text } of files) await writeWhole(join(folder, name), text);
}
