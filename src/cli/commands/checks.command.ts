import { loadCheckCatalogue } from "../../flows/catalogue/check-catalogue.ts";
import { checkCalled } from "../../flows/catalogue/load-checks.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import type { AnyCommand } from "../commander.ts";
import { formatOption } from "../shared-options.ts";

/** `plumbline checks [ID]`: lists the checks; with an id: title, why, remedy, sources. */
export default function checks({ terminal }: CommandContext): AnyCommand {
  return commandFor("checks", {
    group: "judge",
    examples: ["checks", "checks factors"],
    exits: "0 listed, 1 no such check",
  })
    .description("list the checks; with an id: title, why, remedy, sources")
    .argument("[id]", "one check")
    .addOption(formatOption())
    .action(async (id, options) => {
      const { checkDetails, checkList, checksAsJson } = await import("../../report/pages/check-text.ts");
      const all = await loadCheckCatalogue();
      const chosen = id === undefined ? null : checkCalled(all, id);
      const { columns, write } = terminal.stdout;
      if (options.format === "json") write(checksAsJson(chosen === null ? all : [chosen]));
      else write(chosen === null ? checkList(all) : checkDetails(chosen, columns));
    });
}
