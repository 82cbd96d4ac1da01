import { dayMs } from "../../model/durations.ts";
import { PlumblineError } from "../../model/errors.ts";
import { exemptionsValue, settleAdoption, usualExemptions } from "../adopt-questions.ts";
import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, Option } from "../commander.ts";
import { durationValue, timeValue } from "../option-values.ts";
import { ownCommand } from "../own-command.ts";
import { addLiveOptions } from "../reading-options.ts";

const monthMs = 30 * dayMs;

/** `plumbline adopt`: writes a baseline, and Pulumi imports, for an org that nobody declared. It reads only. */
export default function adopt({ terminal, end }: CommandContext): AnyCommand {
  return addLiveOptions(
    commandFor("adopt", {
      group: "start",
      examples: [
        "adopt",
        "adopt --out policy --yes",
        "adopt --snapshot org.json --out policy --max-exemptions 20",
        "adopt --into policy/baseline.yaml",
      ],
      exits: "0 written, 1 could not be written, or a check by it would not be in line",
    })
      .description("write a baseline and Pulumi imports from a live org")
      .addOption(new Option("--out <folder>", "where to write baseline.yaml, imports.json and ADOPTION.md"))
      .addOption(
        new Option(
          "--into <baseline>",
          "add what is live and undeclared to this file, and change nothing else",
        ),
      )
      .addOption(new Option("--snapshot <file>", "a saved snapshot, in place of the live org")),
  )
    .addOption(
      new Option("--exempt-for <duration>", "how long people who lack something today are exempted")
        .argParser(durationValue)
        .default(monthMs, "30d"),
    )
    .addOption(
      new Option("--max-exemptions <number>", "with more of them a requirement is proposed at a lower level")
        .argParser(exemptionsValue)
        .default(usualExemptions),
    )
    .addOption(new Option("--partial", "adopt also where something could not be read"))
    .addOption(new Option("--yes", "ask nothing, and take the default of every question"))
    .addOption(new Option("--force", "overwrite the files of an earlier adoption"))
    .addOption(new Option("--now <time>", "adopt as of then").argParser(timeValue))
    .action(async (flags, command) => {
      const { out, into } = flags;
      if (into !== undefined && out === undefined) {
        const { adoptIntoBaseline } = await import("../../flows/adopt/adopt-into-baseline.ts");
        const { addendumText } = await import("../../report/pages/addendum-text.ts");
        const addendum = await adoptIntoBaseline({ ...flags, into }, callerOf(terminal, flags));
        if (flags.quiet !== true) {
          terminal.stdout.write(addendumText(addendum, into, terminal.stdout.columns));
        }
        return;
      }
      const isGiven = (flag: string): boolean => command.getOptionValueSource(flag) === "cli";
      const options = into === undefined ? await settleAdoption(flags, isGiven, terminal) : null;
      if (options === null) {
        throw new PlumblineError("USAGE", "say where to write: --out FOLDER or --into BASELINE", {
          remedy: "plumbline adopt --out policy, or --into policy/baseline.yaml to add to one that is there",
        });
      }
      const { adoptLive } = await import("../../flows/adopt/adopt-live.ts");
      const { adoptionText } = await import("../../report/pages/adoption-text.ts");
      const summary = await adoptLive(options, callerOf(terminal, flags));
      if (flags.quiet !== true) {
        terminal.stdout.write(
          adoptionText(summary, options.out, {
            width: terminal.stdout.columns,
            command: ownCommand(terminal.env),
          }),
        );
      }
      end(summary.left.length === 0 ? 0 : 1);
    });
}
