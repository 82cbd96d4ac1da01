import { readFile } from "node:fs/promises";
import { parse } from "node:path";
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
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    throw new PlumblineError(
      "CHECKLIST_INVALID",
      `cannot read the checklist ${file} (${errorCodeWords(cause)})`,
      {
        remedy: "name a .cklb that STIG Viewer 3 wrote",
        cause,
      },
    );
  }
  return openChecklist(text, file, frameworks);
}

/** Where a checklist is written that was filled in, unless told otherwise: beside the assessor's own. */
export function filledName(file: string): string {
  const { dir, name, ext } = parse(file);
  return `${dir === "" ? "" : `${dir}/`}${name}.filled${ext}`;
}
