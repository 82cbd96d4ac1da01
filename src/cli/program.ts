import { existsSync } from "node:fs";
import { join } from "node:path";
import { discover } from "../flows/catalogue/discover.ts";
import { packageVersion } from "../flows/catalogue/package-root.ts";
import type { BuildCommand, CommandContext } from "./command.ts";
import { placeOf } from "./command-for.ts";
import { type AnyCommand, Command, Option } from "./commander.ts";
import { widestHelp } from "./whole-help.ts";

const folder = join(import.meta.dirname, "commands");
const isBuilder = (candidate: unknown): candidate is BuildCommand => typeof candidate === "function";

const exits = `
Exit codes: 0 in line; 1 the command could not tell, or could not do its work; 2 drift.
Org and credentials come from the environment: OKTA_ORG_URL, and OKTA_CLIENT_ID with OKTA_PRIVATE_KEY, or OKTA_API_TOKEN.
No org at hand? plumbline demo. No baseline yet? plumbline adopt --out policy`;

/**
 * The command line. Commander throws in place of ending the process, and leaves errors to `run`.
 *
 * @param only loads just the command of this name; without it, all
 */
export async function buildProgram(context: CommandContext, only?: string): Promise<AnyCommand> {
  const { stdout } = context.terminal;
  const program = new Command("plumbline")
    .description("Keeps an Okta org's multi-factor authentication true to a reviewed baseline.")
    .version(packageVersion(), "-v, --version", "print the version")
    .helpOption("-h, --help", "explain the command")
    .helpCommand("help [command]", "explain a command")
    .addHelpText("after", exits);
  const builders = await discover(folder, "command", isBuilder, only);
  const commands = builders.map((build) => build(context));
  for (const command of commands.toSorted((left, right) => placeOf(left) - placeOf(right))) {
    program.addCommand(command);
  }
  for (const command of withSubcommands(program)) {
    command
      .addOption(new Option("--debug", "show the stack of an error"))
      .exitOverride()
      .configureHelp({ helpWidth: Math.min(stdout.columns, widestHelp) })
      .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: () => {} });
  }
  return program;
}

/** Whether there is a command of this name. */
export function hasCommand(name: string): boolean {
  return (
    /^[a-z-]+$/.test(name) &&
    ["js", "ts"].some((ending) => existsSync(join(folder, `${name}.command.${ending}`)))
  );
}

function withSubcommands(command: AnyCommand): readonly AnyCommand[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}
