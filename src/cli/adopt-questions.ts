import type { AdoptOptions } from "../flows/adopt/adopt-live.ts";
import { inertText } from "../model/inert-text.ts";
import { durationValue, numberValue } from "./option-values.ts";
import { askAll, type Question } from "./questions.ts";
import type { Terminal } from "./terminal.ts";

interface AdoptFlags extends Omit<AdoptOptions, "out"> {
  readonly out?: string;
  /** Takes every default without a question. */
  readonly yes?: boolean;
}

export const usualExemptions = 50;
export const exemptionsValue = numberValue(0, 100_000);
const usualFolder = "policy";

/**
 * Completes the flags: where somebody can answer, by asking for what was not given; null where nobody said where to
 * write. What would fail anyway fails before the first question.
 */
export async function settleAdoption(
  flags: AdoptFlags,
  isGiven: (flag: string) => boolean,
  terminal: Terminal,
): Promise<AdoptOptions | null> {
  const { ask, stderr, env } = terminal;
  if (flags.yes === true) return { ...flags, out: flags.out ?? usualFolder };
  if (ask === undefined) return flags.out === undefined ? null : { ...flags, out: flags.out };
  const { readConnectionSettings } = await import("../okta/access/connection-settings.ts");
  const source = flags.snapshot ?? readConnectionSettings(env).orgUrl;
  stderr.write(`Adopting ${inertText(source)}. It only reads. Enter takes what stands in brackets.\n`);
  const answers = { ...flags, out: flags.out ?? usualFolder };
  const questions: readonly (Question & { readonly flag: keyof AdoptOptions })[] = [
    {
      flag: "out",
      words: "Which folder to write baseline.yaml, imports.json and ADOPTION.md to?",
      usual: usualFolder,
      take: (answer) => {
        answers.out = answer;
      },
    },
    {
      flag: "exemptFor",
      words: "How long are people who lack something today exempted?",
      usual: "30d",
      take: (answer) => {
        answers.exemptFor = durationValue(answer);
      },
    },
    {
      flag: "maxExemptions",
      words: "With more of them than this a requirement is proposed at a lower level:",
      usual: String(usualExemptions),
      take: (answer) => {
        answers.maxExemptions = exemptionsValue(answer);
      },
    },
  ];
  await askAll(
    questions.filter(({ flag }) => !isGiven(flag)),
    ask,
    (text) => stderr.write(text),
  );
  return answers;
}
