import { Command, Option } from "commander";
import type { AdoptOptions } from "../../flows/adopt/adopt-live.ts";
import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { durationValue, numberValue, timeValue } from "../option-values.ts";
import { addLiveOptions } from "../reading-options.ts";

interface AdoptFlags extends AdoptOptions {
  readonly quiet?: boolean;
}

const monthMs = 30 * 24 * 60 * 60_000;
const defaultMaxExemptions = 50;

/** `plumbline adopt`: writes a baseline, and Pulumi imports, for an org that nobody declared. It reads only. */
export default function adopt({ terminal, end }: CommandContext): Command {
  return addLiveOptions(
    new Command("adopt")
      .description("write a baseline and Pulumi imports from a live org")
      .requiredOption("--out <folder>", "where to write baseline.yaml, imports.json and ADOPTION.md")
      .addOption(new Option("--snapshot <file>", "a saved snapshot, in place of the live org")),
  )
    .addOption(
      new Option("--exempt-for <duration>", "how long people who lack something today are exempted")
        .argParser(durationValue)
        .default(monthMs, "30d"),
    )
    .addOption(
      new Option("--max-exemptions <number>", "with more of them a requirement is proposed at a lower level")
        .argParser(numberValue(0, 100_000))
        .default(defaultMaxExemptions),
    )
    .addOption(new Option("--partial", "adopt also where something could not be read"))
    .addOption(new Option("--force", "overwrite the files of an earlier adoption"))
    .addOption(new Option("--now <time>", "adopt as of then").argParser(timeValue))
    .action(async (options: AdoptFlags) => {
      const { adoptLive } = await import("../../flows/adopt/adopt-live.ts");
      const { adoptionText } = await import("../../report/pages/adoption-text.ts");
      const summary = await adoptLive(options, callerOf(terminal, options));
      if (options.quiet !== true) {
        terminal.stdout.write(adoptionText(summary, options.out, terminal.stdout.columns));
      }
      end(summary.left.length === 0 ? 0 : 1);
    });
}
