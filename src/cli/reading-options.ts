import { type CommandWith, type Flags, Option } from "./commander.ts";
import { durationValue, shareValue } from "./option-values.ts";

const defaultTimeoutMs = 30 * 60_000;

/** Where a baseline is looked for unless told otherwise. */
export const defaultBaseline = "policy/baseline.yaml";

/** Adds the flags of `ReadingOptions` to a command. */
export function addReadingOptions<Args extends unknown[], Known extends Flags>(
  command: CommandWith<Args, Known>,
) {
  return addLiveOptions(
    addBaselineOption(command).addOption(
      new Option("--snapshot <file>", "a saved snapshot, in place of the live org"),
    ),
  );
}

/** Adds only `--baseline`. */
export function addBaselineOption<Args extends unknown[], Known extends Flags>(
  command: CommandWith<Args, Known>,
) {
  return command.addOption(
    new Option("--baseline <file>", "what the org must look like").default(defaultBaseline),
  );
}

/** Adds only the flags that say how to read a live org. */
export function addLiveOptions<Args extends unknown[], Known extends Flags>(
  command: CommandWith<Args, Known>,
) {
  return command
    .addOption(
      new Option("--timeout <duration>", "stop reading after 30s, 30m, 2h; what is not read by then is a gap")
        .argParser(durationValue)
        .default(defaultTimeoutMs, "30m"),
    )
    .addOption(
      new Option("--rate-share <share>", "how much of Okta's rate limits to use (default: 50%)").argParser(
        shareValue,
      ),
    )
    .addOption(new Option("--quiet", "no progress and no remarks on stderr"));
}
