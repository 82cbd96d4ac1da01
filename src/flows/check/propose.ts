import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Check } from "../../../checks/contract/check.ts";
import { loadBaseline } from "../../../policy/load-baseline.ts";
import { parseBaseline } from "../../../policy/parse-baseline.ts";
import { type BaselineSource, parseSource } from "../../../policy/source/parse-source.ts";
import { proposeBaseline } from "../../answers/propose/propose-baseline.ts";
import { summariseProposal } from "../../answers/propose/summarise-proposal.ts";
import { dayMs } from "../../model/durations.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { Proposal } from "../../model/proposal.ts";
import { changedByWords } from "../../report/text/changed-by-words.ts";
import { writeWhole } from "../write-whole.ts";
import type { CheckAnswer } from "./perform-check.ts";

/** As long as an adoption lets things stand. */
const acceptedForDays = 30;
/** Nobody reviews more hunks than this; it is the baseline of another org, or of another year. */
const mostFindings = 200;

/**
 * Refuses, before anything is read, a file that is there already, and one from which what the baseline extends would
 * not be found.
 *
 * @throws PlumblineError FILE_EXISTS, USAGE, BASELINE_*
 */
export async function refuseProposal(file: string, baseline: string): Promise<void> {
  const exists = await stat(file).then(
    () => true,
    () => false,
  );
  if (exists) {
    throw new PlumblineError("FILE_EXISTS", `${file} is there already: nothing was proposed`, {
      remedy: "name a file that is not there yet, and move it over the baseline once it is reviewed",
    });
  }
  const { files } = await loadBaseline(baseline);
  if (files.length === 1 || dirname(resolve(file)) === dirname(resolve(baseline))) return;
  throw new PlumblineError(
    "USAGE",
    `${baseline} extends other files, which would not be found from ${file}`,
    {
      remedy: `propose a file in ${dirname(baseline)}`,
    },
  );
}

/**
 * Writes the baseline of a check as it would be if the drift were meant; no file where there is nothing to propose.
 *
 * @throws PlumblineError TOO_MANY_CHANGES, OUTPUT_FAILED
 */
export async function writeProposal(
  { report, judged }: CheckAnswer,
  { file, checks }: { readonly file: string; readonly checks: readonly Check[] },
): Promise<Proposal> {
  const { loaded, org, now } = judged;
  const open = report.findings.filter(({ status, subject }) => status === "open" && subject.type !== "user");
  if (open.length > mostFindings) {
    throw new PlumblineError("TOO_MANY_CHANGES", `${open.length} findings on the org: nothing was proposed`, {
      remedy: `nobody can review more than ${mostFindings} hunks; plumbline adopt --out FOLDER writes the org as it is`,
    });
  }
  const [own, ...others] = await Promise.all(loaded.files.map(sourceOf));
  const until = new Date(now.getTime() + acceptedForDays * dayMs).toISOString().slice(0, 10);
  const proposed = proposeBaseline({
    text: new TextDecoder().decode(own?.bytes),
    baseline: loaded.baseline,
    parse: (text) =>
      parseBaseline([parseSource(loaded.path, new TextEncoder().encode(text)), ...others]).baseline,
    org,
    checks,
    now,
    findings: report.findings,
    who: ({ changedBy }) => (changedBy === null ? null : changedByWords(changedBy)),
    until,
  });
  const isNothing = proposed.declared.length + proposed.accepted.length === 0;
  if (!isNothing) await writeWhole(file, proposed.text);
  return summariseProposal(proposed, { baseline: loaded.path, file: isNothing ? null : file, until });
}

const sourceOf = async (path: string): Promise<BaselineSource> => parseSource(path, await readFile(path));
