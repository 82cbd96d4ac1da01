import { severities } from "../model/words.ts";
import { type CommandWith, type Flags, Option } from "./commander.ts";
import { idsValue, none, timeValue } from "./option-values.ts";

/** `--format`, of the commands that print for people or for programs. */
export const formatOption = () =>
  new Option("--format <name>", "how to print").choices(["pretty", "json"]).default("pretty");

export const noColorOption = () => new Option("--no-color", "no colours");

/** `--now`, of the commands that judge. */
export const nowOption = () => new Option("--now <time>", "judge as of then").argParser(timeValue);

/** Adds the flags that say which checks are run, as of when, and what ends with 2. */
export function addJudgingOptions<Args extends unknown[], Known extends Flags>(
  command: CommandWith<Args, Known>,
) {
  return command
    .addOption(new Option("--only <ids>", "only these checks").argParser(idsValue).default(none, "all"))
    .addOption(new Option("--skip <ids>", "all but these checks").argParser(idsValue).default(none, "none"))
    .addOption(
      new Option("--fail-on <severity>", "from where drift ends with 2").choices(severities).default("low"),
    )
    .addOption(nowOption());
}
