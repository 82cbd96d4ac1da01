import { loadChecks } from "../../flows/catalogue/load-checks.ts";
import { loadFrameworks } from "../../flows/catalogue/load-frameworks.ts";
import { writeWhole } from "../../flows/write-whole.ts";
import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, Option } from "../commander.ts";
import { idsValue, none } from "../option-values.ts";
import { addLiveOptions } from "../reading-options.ts";

/** `plumbline snapshot`: saves what `check` would compare, as JSON, for looking at later or elsewhere. */
export default function snapshot({ terminal, end }: CommandContext): AnyCommand {
  return addLiveOptions(
    commandFor("snapshot", {
      group: "judge",
      examples: ["snapshot --out org.json", "snapshot --standards stig,nist --out org.json"],
      exits: "0 whole, 1 something could not be read",
    }).description("save what would be compared"),
  )
    .addOption(new Option("--baseline <file>", "only what a check by this baseline needs"))
    .addOption(
      new Option("--standards <ids>", "and what these standards ask about: stig, nist, …")
        .argParser(idsValue)
        .default(none, "none"),
    )
    .addOption(new Option("--out <file>", "write to a file, in place of stdout"))
    .action(async (options) => {
      const [{ readingPlan, withStandards }, { readOrg }, { snapshotToJson }, frameworks] = await Promise.all(
        [
          import("../../flows/snapshot/reading-plan.ts"),
          import("../../flows/check/read-org.ts"),
          import("../../okta/snapshot-file.ts"),
          options.standards.length === 0 ? [] : loadFrameworks(options.standards),
        ],
      );
      const caller = callerOf(terminal, options);
      const plan = withStandards(await readingPlan(await loadChecks(), options.baseline), frameworks);
      const reading = await readOrg(plan, options, caller);
      const text = snapshotToJson(reading.snapshot);
      if (options.out === undefined) terminal.stdout.write(text);
      else await writeWhole(options.out, text);
      for (const gap of reading.snapshot.gaps) {
        caller.remark(`not read: ${gap.slice}: ${gap.reason}`);
      }
      end(reading.snapshot.gaps.length === 0 ? 0 : 1);
    });
}
