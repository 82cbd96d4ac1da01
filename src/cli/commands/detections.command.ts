import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import type { AnyCommand } from "../commander.ts";
import { formatOption } from "../shared-options.ts";

/** `plumbline detections [ID]`: lists the detections; with an id: title, why, what to do, how its alerts close, sources. */
export default function detections({ terminal }: CommandContext): AnyCommand {
  return commandFor("detections", {
    group: "watch",
    examples: ["detections", "detections mfa-reset"],
    exits: "0 done, 1 there is no such detection",
  })
    .description("list what watch looks for; with an id: why, what to do, how it closes, sources")
    .argument("[id]", "one detection")
    .addOption(formatOption())
    .action(async (id, options) => {
      const { detectionCalled, loadDetectionCatalogue } = await import(
        "../../flows/catalogue/detection-catalogue.ts"
      );
      const { detectionDetails, detectionList, detectionsAsJson } = await import(
        "../../report/pages/detection-text.ts"
      );
      const all = await loadDetectionCatalogue();
      const chosen = id === undefined ? null : detectionCalled(all, id);
      const { columns, write } = terminal.stdout;
      if (options.format === "json") write(detectionsAsJson(chosen === null ? all : [chosen]));
      else write(chosen === null ? detectionList(all) : detectionDetails(chosen, columns));
    });
}
