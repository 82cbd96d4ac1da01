import { Command, Option } from "commander";
import { PlumblineError } from "../../model/errors.ts";
import type { CommandContext } from "../command.ts";
import { timeValue } from "../option-values.ts";

interface ReviewOptions {
  readonly format: readonly string[];
  readonly now?: Date;
  readonly color: boolean;
  readonly quiet?: boolean;
}

const none: readonly string[] = [];
const append = (text: string, before: readonly string[]): readonly string[] => [...before, text];

/** `plumbline review`: what a changed baseline makes weaker or stronger, and for whom. */
export default function review({ terminal, end }: CommandContext): Command {
  return new Command("review")
    .description("what a changed baseline makes weaker or stronger, and for whom")
    .argument("[base]", "the baseline as it was")
    .argument("[head]", "the baseline as it is to be")
    .addOption(
      new Option("--format <name[=file]>", "pretty (default), json, …; repeatable, all but one to files")
        .argParser(append)
        .default(none, "pretty"),
    )
    .addOption(new Option("--now <time>", "hold approvals against that day").argParser(timeValue))
    .addOption(new Option("--quiet", "no remarks on stderr"))
    .addOption(new Option("--no-color", "no colours"))
    .action(async (base: string | undefined, head: string | undefined, options: ReviewOptions) => {
      if (base === undefined || head === undefined) throw twoFiles();
      const { parseReviewOutputs, writeReview } = await import("../review-outputs.ts");
      const outputs = parseReviewOutputs(options.format);
      const { performReview } = await import("../perform-review.ts");
      const answer = await performReview({ ...options, files: [base, head] }, terminal);
      await writeReview(outputs, answer, options, terminal);
      end(answer.summary.weaker > answer.summary.approved ? 2 : 0);
    });
}

const twoFiles = (): PlumblineError =>
  new PlumblineError("USAGE", "a review needs two baselines", {
    remedy: "plumbline review BASE.yaml HEAD.yaml",
  });
