import type { ExitCode } from "../flows/exit-code.ts";
import { inertText } from "../model/inert-text.ts";
import type { ChangedBy } from "../model/report.ts";
import { changedByWords } from "../report/text/changed-by-words.ts";
import { wrapText } from "../report/text/wrap-text.ts";
import type { DeviationAccount } from "./account-for-deviations.ts";

const titleColumn = 4;

/**
 * Text after the demo's report: each deviation with the finding that named it, and how to go on.
 *
 * @param command what starts Plumbline here
 */
export function demoText(
  account: DeviationAccount,
  exitCode: ExitCode,
  width: number,
  command: string,
): string {
  // A clone has Acme's own baseline in policy/.
  const folder = command === "plumbline" ? "policy" : "my-org";
  const lines = (text: string, hang: number): string =>
    wrapText(inertText(text), width, titleColumn - hang, titleColumn);
  const found = account.named.filter((one) => one.finding !== null).length;
  return `${[
    "What somebody did to Acme, and the finding that names it",
    ...account.named.map(({ deviation, finding, consequence }, index) =>
      [
        lines(`${String(index + 1).padStart(2)}. ${deviation.title}.`, titleColumn),
        lines(
          finding === null ? `NOT FOUND by ${deviation.check}` : `${finding.check}: ${finding.message}`,
          0,
        ),
        ...(consequence === null ? [] : [lines(`So ${consequence.message}`, 0)]),
        ...whoLine(finding?.changedBy ?? null).map((who) => lines(who, 0)),
      ].join("\n"),
    ),
    "",
    `${found} of ${account.named.length} found; ${inventedWords(account.invented.length)}.`,
    ...account.invented.map((message) => lines(message, 0)),
    `The check would have ended with exit code ${exitCode}.`,
    "",
    "The same for your own org:",
    "    export OKTA_ORG_URL=https://your-org.okta.com OKTA_API_TOKEN=...",
    `    ${command} adopt --out ${folder}`,
    `    ${command} check --baseline ${folder}/baseline.yaml`,
  ].join("\n")}\n`;
}

function whoLine(changedBy: ChangedBy | null): readonly string[] {
  return changedBy?.status === "found" ? [`Done ${changedByWords(changedBy)}.`] : [];
}

const inventedWords = (amount: number): string =>
  amount === 0 ? "nothing else was reported" : `${amount} more that nobody did`;
