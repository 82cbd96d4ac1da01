import { PlumblineError } from "../../model/errors.ts";
import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, type FlagsOf, Option } from "../commander.ts";
import { idsValue, none, numberValue } from "../option-values.ts";
import { addReadingOptions } from "../reading-options.ts";
import { formatOption, noColorOption } from "../shared-options.ts";
import { wantsColor } from "../wants-color.ts";

const defaultMaxChanges = 50;

const declared = () =>
  addReadingOptions(
    commandFor("enroll", {
      group: "change",
      examples: ["enroll", "enroll --apply --max-changes 20", "enroll --undo .plumbline/enroll-TIME.jsonl"],
      exits: "0 nothing to add, or all added; 1 could not tell or not all was done; 2 memberships to add",
    }).description("plan, and with --apply make, group memberships the baseline asks for"),
  )
    .addOption(new Option("--apply", "add the people, and write a file that --undo takes"))
    .addOption(
      new Option("--max-changes <number>", "refuse as a whole what would change more")
        .argParser(numberValue(1, 100_000))
        .default(defaultMaxChanges),
    )
    .addOption(
      new Option("--only <requirements>", "only what these requirements ask for")
        .argParser(idsValue)
        .default(none, "all, and declared members"),
    )
    .addOption(
      new Option("--include-pending", "people who have not signed in yet (STAGED, PROVISIONED), too"),
    )
    .addOption(new Option("--also-filled", "add to groups that a group rule fills, too"))
    .addOption(
      new Option("--log <file>", "where to write what was changed (default: .plumbline/enroll-TIME.jsonl)"),
    )
    .addOption(new Option("--undo <file>", "take back what that file says was added, and nothing else"))
    .addOption(formatOption())
    .addOption(noColorOption());

type EnrollFlags = FlagsOf<typeof declared>;

/** `plumbline enroll`: who has to be added to which group; with `--apply` adds them. It never removes anybody else. */
export default function enroll({ terminal, end }: CommandContext): AnyCommand {
  return declared().action(async (options) => {
    refuseContradictions(options);
    const { stdout, env } = terminal;
    const caller = callerOf(terminal, options);
    const { jsonText } = await import("../../report/text/json-text.ts");
    if (options.undo === undefined) {
      const { enrollPeople } = await import("../../flows/enroll/enroll-people.ts");
      const { enrollText } = await import("../../report/pages/enroll-text.ts");
      const { enrollment, exitCode, failure } = await enrollPeople(options, caller);
      const layout = { width: stdout.columns, color: wantsColor(options.color, env, stdout) };
      stdout.write(options.format === "json" ? jsonText(enrollment) : enrollText(enrollment, layout));
      if (failure !== null) throw failure;
      end(exitCode);
    } else {
      const { undoEnrollment } = await import("../../flows/enroll/undo-enrollment.ts");
      const { enrollUndoText } = await import("../../report/pages/enroll-undo-text.ts");
      const { undo, exitCode } = await undoEnrollment(options.undo, options, caller);
      stdout.write(options.format === "json" ? jsonText(undo) : enrollUndoText(undo, stdout.columns));
      end(exitCode);
    }
  });
}

function refuseContradictions({ apply, undo, snapshot, log, only }: EnrollFlags): void {
  const refuse = (message: string, remedy: string): never => {
    throw new PlumblineError("USAGE", message, { remedy });
  };
  if (apply === true && snapshot !== undefined) {
    refuse("--apply changes a live org, and --snapshot is a file", "leave one of them out");
  }
  if (
    undo !== undefined &&
    (apply === true || snapshot !== undefined || log !== undefined || only.length > 0)
  ) {
    refuse(
      "--undo takes back what its file says, and goes with none of --apply, --snapshot, --log and --only",
      "leave the others out",
    );
  }
  if (log !== undefined && apply !== true) {
    refuse(
      "--log says where to write changes, and without --apply there are none",
      "add --apply, or leave --log out",
    );
  }
}
