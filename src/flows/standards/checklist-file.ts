import { access, constants, readFile } from "node:fs/promises";
import { dirname, parse } from "node:path";
import { errorCodeWords } from "../../model/error-code.ts";
import { PlumblineError } from "../../model/errors.ts";
import { type Checklist, type KnownFramework, openChecklist } from "../../report/checklist/open-checklist.ts";

/**
 * Opens the assessor's checklist, before anything is read of the org.
 *
 * @throws PlumblineError CHECKLIST_INVALID
 */
export async function openChecklistFile(
  file: string,
  frameworks: readonly KnownFramework[],
): Promise<Checklist> {
  const invalid = (message: string, remedy: string, cause?: unknown) =>
    new PlumblineError("CHECKLIST_INVALID", message, { remedy, cause });
  const bytes = await readFile(file).catch((cause) => {
    const message = `cannot read the checklist ${file} (${errorCodeWords(cause)})`;
    throw invalid(message, "name a .cklb that STIG Viewer 3 wrote", cause);
  });
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    // Read all the same, it would lose letters that somebody wrote.
    throw invalid(`${file} is not in UTF-8`, "save it from STIG Viewer 3 as .cklb, or as UTF-8", cause);
  }
  return openChecklist(text, file, frameworks);
}

/** Where a checklist is written that was filled in, unless told otherwise: beside the assessor's own. */
export function filledName(file: string): string {
  const { dir, name, ext } = parse(file);
  return `${dir === "" ? "" : `${dir}/`}${name}.filled${ext}`;
}

/**
 * Refuses, before anything is read of the org, to write where nothing can be written, or over a checklist that somebody may have
 * gone on with.
 *
 * @param isNamed - whoever names a file means to write over it
 * @throws PlumblineError FILE_EXISTS or OUTPUT_FAILED
 */
export async function refuseToWrite(file: string, isNamed: boolean): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere && !isNamed) {
    throw new PlumblineError("FILE_EXISTS", `${file} is there already: nothing was written`, {
      remedy: `go on with it: --cklb ${file} --out ${file}; or name another file with --out`,
    });
  }
  await access(isThere ? file : dirname(file), constants.W_OK).catch((cause) => {
    throw new PlumblineError("OUTPUT_FAILED", `cannot write ${file} (${errorCodeWords(cause)})`, {
      remedy: "choose a file with --out that you may write, in a folder that exists",
      cause,
    });
  });
}
