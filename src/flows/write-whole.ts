import { realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import process from "node:process";
import { errorCodeWords } from "../model/error-code.ts";
import { PlumblineError } from "../model/errors.ts";
import { diskRemedy } from "./disk-remedy.ts";

/**
 * Writes a file as a whole or not at all: beside it first, then renamed, so that whoever reads it never sees half.
 * A device or a pipe (/dev/null) is written to as it is: a rename would put a file in its place.
 *
 * @throws PlumblineError OUTPUT_FAILED
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  try {
    const target = await behindLinks(resolve(path));
    if (await isDevice(target)) await writeFile(target, text);
    else await replaceFile(target, text);
  } catch (error) {
    throw new PlumblineError("OUTPUT_FAILED", `cannot write ${path} (${errorCodeWords(error)})`, {
      remedy: diskRemedy(error, "choose a file in a folder that exists and that you may write to"),
      cause: error,
    });
  }
}

async function replaceFile(target: string, text: string): Promise<void> {
  const draft = `${target}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function behindLinks(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

async function isDevice(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => !found.isFile() && !found.isDirectory(),
    () => false,
  );
}
