import { once } from "node:events";
import { writeWhole } from "../../flows/write-whole.ts";
import { PlumblineError } from "../../model/errors.ts";
import { engines } from "../../model/words.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, type FlagsOf, Option } from "../commander.ts";
import { numberValue, originValue } from "../option-values.ts";

const mostPeople = 200_000;

const declared = () =>
  commandFor("emulator", {
    group: "start",
    examples: ["emulator --port 8080"],
    exits: "0 ended by Ctrl-C, 1 could not be served",
  })
    .description("serve a seeded Okta on loopback, until Ctrl-C")
    .addOption(new Option("--port <number>", "0: any free one").argParser(numberValue(0, 65_535)).default(0))
    .addOption(new Option("--token <text>", "an API token to accept; it guards nothing but made-up people"))
    .addOption(
      new Option(
        "--public-url <url>",
        "where a proxy in front serves it: links lead there, tokens are for it",
      ).argParser(originValue),
    )
    .addOption(
      new Option("--state <file>", "an org of your own, JSON or YAML").conflicts([
        "people",
        "empty",
        "drifted",
        "engine",
      ]),
    )
    .addOption(
      new Option("--people <number>", "an org of so many people, in place of Acme's sixty")
        .argParser(numberValue(1, mostPeople))
        .conflicts(["empty", "engine"]),
    )
    .addOption(
      new Option("--seed <number>", "with --people: another seed, other people").argParser(
        numberValue(0, 2 ** 31),
      ),
    )
    .addOption(
      new Option("--write-baseline <file>", "with --people: save the baseline that the org was made for"),
    )
    .addOption(new Option("--engine <name>", "which of Okta's engines").choices(engines))
    .addOption(new Option("--drifted", "after things were done by hand").conflicts(["empty", "engine"]))
    .addOption(new Option("--empty", "an org as Okta hands it over"))
    .addOption(new Option("--faults <file>", "which requests go wrong, and how, JSON or YAML"));

type EmulatorCommandOptions = FlagsOf<typeof declared>;

/** `plumbline emulator`: serves a made-up Okta org on loopback until Ctrl-C. */
export default function emulator({ terminal }: CommandContext): AnyCommand {
  return declared().action(async (options) => {
    refuseIdleFlags(options);
    const { startEmulator } = await import("../../emulator/start-emulator.ts");
    const { emulatedOrg } = await import("../emulated-org.ts");
    const { readFaults } = await import("../read-faults.ts");
    const { state, baseline } = await emulatedOrg(options, terminal.now());
    const { token, port, publicUrl, writeBaseline, faults } = options;
    if (writeBaseline !== undefined && baseline !== null) await writeWhole(writeBaseline, baseline);
    const running = await startEmulator({
      state,
      port,
      ...(token !== undefined && { token }),
      ...(publicUrl !== undefined && { publicUrl }),
      ...(faults !== undefined && { faults: await readFaults(faults) }),
    });
    try {
      const org = shellWord(running.publicUrl);
      terminal.stdout.write(
        `${running.url}\nexport OKTA_ORG_URL=${org} OKTA_API_TOKEN=${shellWord(running.token)}\n`,
      );
      terminal.stderr.write("Ctrl-C ends it.\n");
      if (!terminal.signal.aborted) await once(terminal.signal, "abort");
    } finally {
      await running.close();
    }
  });
}

/** Flags that mean something only with `--people` would otherwise be passed over in silence. */
function refuseIdleFlags({ people, seed, writeBaseline }: EmulatorCommandOptions): void {
  if (people !== undefined || (seed === undefined && writeBaseline === undefined)) return;
  throw new PlumblineError("USAGE", "--seed and --write-baseline need --people", {
    remedy: "add --people 1000",
  });
}

/** A word as a POSIX shell takes it: quoted where it must be. */
function shellWord(text: string): string {
  return /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
