import { join } from "node:path";
import { Command, Option } from "commander";
import { discover } from "../flows/catalogue/discover.ts";
import { packageVersion } from "../flows/catalogue/package-root.ts";
import type { BuildCommand, CommandContext } from "./command.ts";
import { placeOf } from "./command-for.ts";

const isBuilder = (candidate: unknown): candidate is BuildCommand => typeof candidate === "function";

const exits = `
Exit codes: 0 in line; 1 the command could not tell, or could not do its work; 2 drift.
Org and credentials come from the environment: OKTA_ORG_URL, and OKTA_CLIENT_ID with OKTA_PRIVATE_KEY, or OKTA_API_TOKEN.
No org at hand? plumbline demo. No baseline yet? plumbline adopt --out policy`;

/** The whole command line. Commander throws in place of ending the process, and leaves errors to `run`. */
export async function buildProgram(context: CommandContext): Promise<Command> {
  const { stdout } = context.terminal;
  const program = new Command("plumbline")
    .description("Keeps an Okta org's multi-factor authentication true to a reviewed baseline.")
    .version(packageVersion(), "-v, --version", "print the version")
    .helpOption("-h, --help", "explain the command")
    .helpCommand("help [command]", "explain a command")
    .addHelpText("after", exits);
  const builders = await discover(join(import.meta.dirname, "commands"), "command", isBuilder);
  const commands = builders.map((build) => build(context));
  for (const command of commands.toSorted((left, right) => placeOf(left) - placeOf(right))) {
    program.addCommand(command);
  }
  for (const command of withSubcommands(program)) {
    command
      .addOption(new Option("--debug", "show the stack of an error"))
      .exitOverride()
      .configureHelp({ helpWidth: stdout.columns })
      .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: () => {} });
  }
  return program;
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}
