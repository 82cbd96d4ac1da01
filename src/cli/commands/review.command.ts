import { reviewExitCode } from "../../flows/exit-code.ts";
import type { ReviewSides } from "../../flows/review/review-sides.ts";
import { PlumblineError } from "../../model/errors.ts";
import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, type FlagsOf, Option } from "../commander.ts";
import { none, textsValue, timeValue } from "../option-values.ts";
import { addBaselineOption } from "../reading-options.ts";
import { redactOption } from "../redact-option.ts";
import { noColorOption } from "../shared-options.ts";

const declared = () =>
  addBaselineOption(
    commandFor("review", {
      group: "change",
      examples: ["review old.yaml new.yaml", "review --base main --head HEAD --snapshot org.json"],
      exits: "0 nothing weaker, or approved; 1 could not tell; 2 an unapproved weakening",
    })
      .description("what a changed baseline makes weaker or stronger, and for whom")
      .argument("[base]", "the baseline as it was")
      .argument("[head]", "the baseline as it is to be"),
  )
    .addOption(new Option("--base <ref>", "in place of two files: the git ref of the baseline as it was"))
    .addOption(new Option("--head <ref>", "the git ref of the changed one (default: the working tree)"))
    .addOption(
      new Option(
        "--format <name[=file]>",
        "pretty (default), json, markdown, github, sarif; repeatable, all but one to files",
      )
        .argParser(textsValue)
        .default(none, "pretty"),
    )
    .addOption(new Option("--snapshot <file>", "count people in a saved snapshot of the org"))
    .addOption(new Option("--now <time>", "hold approvals against that day").argParser(timeValue))
    .addOption(redactOption())
    .addOption(new Option("--quiet", "no remarks on stderr"))
    .addOption(noColorOption());

type ReviewOptions = FlagsOf<typeof declared>;

/** `plumbline review`: what a changed baseline makes weaker or stronger, and for whom. */
export default function review({ terminal, end }: CommandContext): AnyCommand {
  return declared().action(async (base, head, options) => {
    const sides = sidesOf(base, head, options);
    const { parseReviewOutputs, writeReview } = await import("../review-outputs.ts");
    const outputs = parseReviewOutputs(options.format);
    const [{ redactReview }, { askedPseudonyms }] = await Promise.all([
      import("../../report/review/redact-review.ts"),
      import("../redaction.ts"),
    ]);
    const { performReview } = await import("../../flows/review/perform-review.ts");
    const { review: answer, names } = await performReview({ ...options, sides }, callerOf(terminal, options));
    const pseudonyms = askedPseudonyms(options, names, terminal);
    const shown = pseudonyms === null ? answer : redactReview(answer, pseudonyms);
    await writeReview(outputs, shown, options, terminal);
    end(reviewExitCode(answer, options.snapshot !== undefined));
  });
}

function sidesOf(
  baseFile: string | undefined,
  headFile: string | undefined,
  { base, head, baseline }: ReviewOptions,
): ReviewSides {
  const remedy =
    "plumbline review BASE.yaml HEAD.yaml, or plumbline review --base origin/main [--head REF] [--baseline FILE]";
  if (baseFile !== undefined && (base !== undefined || head !== undefined)) {
    throw new PlumblineError("USAGE", "a review compares two files or two git refs, not some of each", {
      remedy,
    });
  }
  if (baseFile !== undefined && headFile !== undefined) {
    return { kind: "files", base: baseFile, head: headFile };
  }
  if (base !== undefined) return { kind: "refs", baseline, base, head: head ?? null };
  throw new PlumblineError("USAGE", "a review needs two baselines", { remedy });
}
