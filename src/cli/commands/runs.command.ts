import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, Command, type CommandWith, type Flags } from "../commander.ts";
import { addLedgerOption } from "../ledger-option.ts";
import { formatOption } from "../shared-options.ts";

const withOptions = <Args extends unknown[], Known extends Flags>(command: CommandWith<Args, Known>) =>
  addLedgerOption(command).addOption(formatOption());

/** `plumbline runs list|diff A B`: the reports that checks left in the ledger. */
export default function runs(context: CommandContext): AnyCommand {
  return commandFor("runs", {
    group: "judge",
    examples: ["runs", "runs diff previous latest"],
    exits: "0 done, 1 not",
  })
    .description("list the reports that checks left in the ledger; diff: what changed between two")
    .addCommand(list(context), { isDefault: true })
    .addCommand(diff(context));
}

function list({ terminal }: CommandContext): AnyCommand {
  return withOptions(new Command("list").description("kept reports, latest first")).action(
    async (options) => {
      const { listRuns } = await import("../../flows/runs/kept-runs.ts");
      const { runList, runsAsJson } = await import("../../report/pages/run-text.ts");
      const { runs, shortIds } = await listRuns(options, callerOf(terminal));
      terminal.stdout.write(options.format === "json" ? runsAsJson(runs) : runList(runs, shortIds));
    },
  );
}

function diff({ terminal }: CommandContext): AnyCommand {
  return withOptions(new Command("diff").description("what changed from one run to another"))
    .argument("<from>", "an id as runs shows it, or previous")
    .argument("<to>", "an id as runs shows it, or latest")
    .action(async (from, to, options) => {
      const { diffRuns } = await import("../../flows/runs/kept-runs.ts");
      const { runChangesAsJson, runChangesText } = await import("../../report/pages/run-text.ts");
      const changes = await diffRuns([from, to], options, callerOf(terminal));
      const { write, columns } = terminal.stdout;
      write(options.format === "json" ? runChangesAsJson(changes) : runChangesText(changes, columns));
    });
}
