import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { run } from "../../src/cli/run.ts";
import {
  type EmulatorOptions,
  type RunningEmulator,
  startEmulator,
} from "../../src/emulator/start-emulator.ts";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";
import { fakeTerminal } from "./fake-terminal.ts";
import { temporaryFolder } from "./seeded-ledger.ts";
import type { Said } from "./watched-acme.ts";

/** An org of a served fleet. */
export interface ServedFleetOrg {
  readonly name: string;
  /** Serves it; a URL is that of an org which the test serves, or does not serve, itself. */
  readonly org: EmulatorOptions | string;
  /** Path of its baseline; the example of the package unless given. */
  readonly baseline?: string;
  /** More of its entry in the fleet, as YAML: `tags: [prod]`. */
  readonly more?: string;
  /** Its credentials, in place of the emulator's token; by the end of the variable's name. */
  readonly credentials?: Readonly<Record<string, string>>;
}

/** Several orgs on loopback, in one fleet. */
export interface ServedFleet {
  /** By name. */
  readonly emulators: ReadonlyMap<string, RunningEmulator>;
  readonly folder: string;
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  /** `plumbline fleet COMMAND --fleet FILE …`; the clock stands at `now`. */
  run(...argv: readonly string[]): Promise<Said>;
}

const prefixOf = (name: string): string => name.toUpperCase().replaceAll("-", "_");

/** Serves a fleet until the test ends. */
export async function serveFleet(orgs: readonly ServedFleetOrg[], now: Date): Promise<ServedFleet> {
  const folder = await temporaryFolder();
  const file = join(folder, "fleet.yaml");
  const emulators = new Map<string, RunningEmulator>();
  const env: Record<string, string> = {};
  const entries: string[] = [];
  for (const { name, org, baseline, more, credentials } of orgs) {
    let url = org;
    let own = credentials ?? {};
    if (typeof url !== "string") {
      const emulator = await startEmulator({ clock: () => now, ...url });
      onTestFinished(() => emulator.close());
      emulators.set(name, emulator);
      own = credentials ?? { API_TOKEN: emulator.token };
      url = emulator.url;
    }
    for (const [end, value] of Object.entries(own)) env[`${prefixOf(name)}_${end}`] = value;
    const path = baseline ?? join(packageRoot(), "policy", "baseline.yaml");
    entries.push(
      `  - { name: ${name}, url: "${url}", baseline: ${path}, credentials: ${prefixOf(name)}${more === undefined ? "" : `, ${more}`} }`,
    );
  }
  await writeFile(file, `orgs:\n${entries.join("\n")}\n`);
  return {
    emulators,
    folder,
    file,
    env,
    run: async (command = "", ...flags) => {
      const terminal = fakeTerminal({ env, now });
      const exitCode = await run(["fleet", command, "--fleet", file, ...flags], terminal);
      return { exitCode, ...terminal.written };
    },
  };
}
