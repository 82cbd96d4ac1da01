import { Command, Option } from "commander";
import { loadChecks } from "../../flows/catalogue/load-checks.ts";
import type { ReadingOptions } from "../../flows/check/reading-options.ts";
import { writeWhole } from "../../flows/write-whole.ts";
import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { addBaselineOption, addLiveOptions } from "../reading-options.ts";

interface SnapshotOptions extends Omit<ReadingOptions, "snapshot"> {
  readonly out?: string;
  readonly quiet?: boolean;
}

/** `plumbline snapshot`: saves what `check` would compare, as JSON, for looking at later or elsewhere. */
export default function snapshot({ terminal, end }: CommandContext): Command {
  return addLiveOptions(addBaselineOption(new Command("snapshot").description("save what would be compared")))
    .addOption(new Option("--out <file>", "write to a file, in place of stdout"))
    .action(async (options: SnapshotOptions) => {
      const [{ loadBaseline }, { planReads }, { readOrg }, { snapshotToJson }] = await Promise.all([
        import("../../../policy/load-baseline.ts"),
        import("../../../checks/runner/plan-reads.ts"),
        import("../../flows/check/read-org.ts"),
        import("../../okta/snapshot-file.ts"),
      ]);
      const caller = callerOf(terminal, options);
      const { baseline } = await loadBaseline(options.baseline);
      const reading = await readOrg(planReads(await loadChecks(), baseline), baseline, options, caller);
      const text = snapshotToJson(reading.snapshot);
      if (options.out === undefined) terminal.stdout.write(text);
      else await writeWhole(options.out, text);
      for (const gap of reading.snapshot.gaps) {
        caller.remark(`not read: ${gap.slice}: ${gap.reason}`);
      }
      end(reading.snapshot.gaps.length === 0 ? 0 : 1);
    });
}
