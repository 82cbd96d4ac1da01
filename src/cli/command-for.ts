import { type AnyCommand, Command } from "./commander.ts";

/** Purposes of commands; `--help` lists commands under these headings. */
const headings = {
  start: "Begin:",
  judge: "See where you stand:",
  change: "Make it so, and review it:",
  watch: "Watch, and be told:",
} as const;
export type CommandGroup = keyof typeof headings;

/** Where a command stands in the list: by its heading, in the order of the headings. */
export const placeOf = (command: AnyCommand): number =>
  Object.values<string>(headings).indexOf(command.helpGroup());

/** Text of `COMMAND --help` besides its flags. */
export interface CommandHelp {
  readonly group: CommandGroup;
  /** Lines to paste, without the leading `plumbline`. */
  readonly examples: readonly string[];
  /** Meaning of its exit codes, without a full stop. */
  readonly exits: string;
}

/** A command with its heading, and examples and exit codes below its flags. */
export function commandFor(name: string, { group, examples, exits }: CommandHelp) {
  const lines = examples.map((example) => `  plumbline ${example}`);
  return new Command(name)
    .helpGroup(headings[group])
    .addHelpText("after", `\nExamples:\n${lines.join("\n")}\n\nExit codes: ${exits}.`);
}
