import { filledName, openChecklistFile, refuseToWrite } from "../flows/standards/checklist-file.ts";
import { writeWhole } from "../flows/write-whole.ts";
import { PlumblineError } from "../model/errors.ts";
import { inertText } from "../model/inert-text.ts";
import type { StandardsReport } from "../model/standards.ts";
import { type FilledChecklist, fillChecklist } from "../report/checklist/fill-checklist.ts";
import type { KnownFramework } from "../report/checklist/open-checklist.ts";
import { filledLines } from "../report/pages/checklist-text.ts";
import type { Terminal } from "./terminal.ts";

interface ChecklistOptions {
  readonly cklb?: string;
  readonly out?: string;
  readonly quiet?: boolean;
}

/** Fills in a checklist by the answers to a standard, and writes it. */
export type FillChecklist = (report: StandardsReport) => Promise<void>;

/**
 * Opens the checklist of `--cklb`, so that a wrong one is refused before anything is read; null without it.
 *
 * @throws PlumblineError CHECKLIST_INVALID, FILE_EXISTS, OUTPUT_FAILED, or USAGE for `--out` by itself
 */
export async function askedChecklist(
  options: ChecklistOptions,
  frameworks: readonly KnownFramework[],
  { stderr }: Terminal,
): Promise<FillChecklist | null> {
  const { cklb, out } = options;
  if (cklb === undefined) {
    if (out === undefined) return null;
    throw new PlumblineError("USAGE", "--out is for a checklist that is filled in", {
      remedy: "add --cklb FILE, or write a format to a file with --format NAME=FILE",
    });
  }
  const checklist = await openChecklistFile(cklb, frameworks);
  const file = out ?? filledName(cklb);
  await refuseToWrite(file, out !== undefined);
  return async (report) => {
    const filled: FilledChecklist = fillChecklist(checklist, report);
    await writeWhole(file, filled.text);
    if (options.quiet === true) return;
    for (const line of filledLines(file, filled)) stderr.write(`${inertText(line)}\n`);
  };
}
