import type { Check } from "../../checks/contract/check.ts";
import type { CheckAnswer } from "../flows/check/perform-check.ts";
import { PlumblineError } from "../model/errors.ts";
import { Option } from "./commander.ts";
import type { Terminal } from "./terminal.ts";

/** `--propose`, for `check`. */
export const proposeOption = () =>
  new Option("--propose <file>", "write the baseline as it would be if the drift were meant, to be reviewed");

/**
 * Refuses, before anything is read, what would make half a proposal, or one that hides names.
 *
 * @throws PlumblineError USAGE, FILE_EXISTS, BASELINE_*
 */
export async function refuseToPropose(
  file: string,
  options: {
    readonly redact?: boolean;
    readonly only: readonly string[];
    readonly skip: readonly string[];
    readonly baseline: string;
  },
): Promise<void> {
  const { redact, only, skip, baseline } = options;
  const flag = redact === true ? "--redact" : only.length > 0 ? "--only" : skip.length > 0 ? "--skip" : null;
  if (flag !== null) {
    throw new PlumblineError("USAGE", `--propose cannot be used with ${flag}`, {
      remedy: `leave ${flag} out: a proposal is of all that differs, and a baseline names people`,
    });
  }
  const { refuseProposal } = await import("../flows/check/propose.ts");
  await refuseProposal(file, baseline);
}

/** Writes the proposal, and says on stderr what became of it: stdout is for the report. */
export async function tellProposal(
  answer: CheckAnswer,
  what: { readonly file: string; readonly checks: readonly Check[] },
  { stderr }: Terminal,
  { quiet }: { readonly quiet?: boolean },
): Promise<void> {
  const { writeProposal } = await import("../flows/check/propose.ts");
  const { proposalText } = await import("../report/pages/proposal-text.ts");
  const proposal = await writeProposal(answer, what);
  if (quiet !== true) stderr.write(`\n${proposalText(proposal, stderr.columns)}`);
}
