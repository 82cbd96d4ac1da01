import { withLedger } from "../../flows/ledger.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, Command, Option } from "../commander.ts";
import { addOrgChoice, chosenOrgs } from "../fleet-options.ts";
import { addLedgerOption } from "../ledger-option.ts";

/** `plumbline fleet status`: many orgs by one file. */
export default function fleet(context: CommandContext): AnyCommand {
  return commandFor("fleet", {
    group: "judge",
    examples: ["fleet status --tag prod"],
    exits: "0 in line; 1 could not tell, or late; 2 drift: the worst of the orgs",
  })
    .description("check many orgs from one file, and see how they stand")
    .addCommand(status(context));
}

function status({ terminal, end }: CommandContext): AnyCommand {
  return addOrgChoice(
    addLedgerOption(
      new Command("status").description("how the orgs stand by their kept runs: verdict, age, alerts"),
    ),
  )
    .addOption(
      new Option("--format <name>", "how to print").choices(["pretty", "json", "csv"]).default("pretty"),
    )
    .action(async (options) => {
      const chosen = await chosenOrgs(options);
      const { fleetStatus } = await import("../../flows/fleet/fleet-status.ts");
      const { fleetStatusCsv, fleetStatusText } = await import("../../report/pages/fleet-status-text.ts");
      const { jsonText } = await import("../../report/text/json-text.ts");
      const answer = await withLedger({ ...options, create: false }, terminal, (ledger) =>
        fleetStatus(chosen, ledger, terminal.now()),
      );
      const { write, columns } = terminal.stdout;
      if (options.format === "json") write(jsonText(answer));
      else if (options.format === "csv") write(fleetStatusCsv(answer));
      else write(fleetStatusText(answer, columns));
      end(answer.exitCode);
    });
}
