import { once } from "node:events";
import { Command, Option } from "commander";
import type { CommandContext } from "../command.ts";
import { numberValue } from "../option-values.ts";

interface EmulatorCommandOptions {
  readonly port: number;
  readonly state?: string;
  readonly token?: string;
}

/** `plumbline emulator`: serves a made-up Okta org on loopback until Ctrl-C. */
export default function emulator({ terminal }: CommandContext): Command {
  return new Command("emulator")
    .description("serve a seeded Okta on loopback, until Ctrl-C")
    .addOption(new Option("--port <number>", "0: any free one").argParser(numberValue(0, 65_535)).default(0))
    .addOption(new Option("--state <file>", "an org of your own, JSON or YAML"))
    .addOption(new Option("--token <text>", "an API token to accept; it guards nothing but made-up people"))
    .action(async (options: EmulatorCommandOptions) => {
      const { startEmulator } = await import("../../emulator/start-emulator.ts");
      const { emulatedOrg } = await import("../emulated-org.ts");
      const state = await emulatedOrg(options, terminal.now());
      const { token, port } = options;
      const running = await startEmulator({ state, port, ...(token === undefined ? {} : { token }) });
      try {
        terminal.stdout.write(
          `${running.url}\nexport OKTA_ORG_URL=${running.url} OKTA_API_TOKEN=${running.token}\n`,
        );
        terminal.stderr.write("Ctrl-C ends it.\n");
        if (!terminal.signal.aborted) await once(terminal.signal, "abort");
      } finally {
        await running.close();
      }
    });
}
