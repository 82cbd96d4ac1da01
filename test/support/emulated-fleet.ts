import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { generateOrg } from "../../src/emulator/acme/generate-org.ts";
import {
  type EmulatorOptions,
  type RunningEmulator,
  startEmulator,
} from "../../src/emulator/start-emulator.ts";
import type { Environment } from "../../src/model/environment.ts";
import type { FleetOrg } from "../../src/model/fleet.ts";
import { temporaryFolder } from "./seeded-ledger.ts";

/** Orgs that are served on loopback, and what a worker is given to work on them. */
export interface EmulatedFleet {
  readonly orgs: readonly FleetOrg[];
  /** One for each org, in the same order. */
  readonly emulators: readonly RunningEmulator[];
  readonly env: Environment;
  /** The same as a file. */
  readonly file: string;
}

export interface FleetOptions {
  readonly orgs: number;
  /** In each. */
  readonly people?: number;
  readonly everyMs?: number;
  /** Further parts of everybody's baseline. */
  readonly baseline?: Readonly<Record<string, unknown>>;
  readonly emulator?: (index: number) => Partial<EmulatorOptions>;
}

/** Serves so many orgs until the test ends. */
export async function emulatedFleet({
  orgs: amount,
  people = 12,
  everyMs = 3_600_000,
  baseline: part = {},
  emulator = () => ({}),
}: FleetOptions): Promise<EmulatedFleet> {
  const folder = await temporaryFolder();
  const { state, baseline } = generateOrg({ people, seed: 1, driftedShare: 0.1 });
  const baselineFile = join(folder, "baseline.yaml");
  await writeFile(baselineFile, JSON.stringify({ ...JSON.parse(baseline), ...part }));
  const emulators = await Promise.all(
    Array.from({ length: amount }, (_, index) =>
      startEmulator({ state, token: `token-${index}`, ...emulator(index) }),
    ),
  );
  onTestFinished(async () => void (await Promise.all(emulators.map((one) => one.close()))));
  const orgs = emulators.map(
    ({ url }, index): FleetOrg => ({
      name: `acme-${index}`,
      url,
      baseline: baselineFile,
      credentials: `ACME_${index}`,
      tags: [],
      owner: null,
      everyMs,
    }),
  );
  const env = Object.fromEntries(orgs.map((_, index) => [`ACME_${index}_API_TOKEN`, `token-${index}`]));
  const file = join(folder, "fleet.yaml");
  const written = orgs.map(({ name, url, credentials }) => ({
    name,
    url,
    credentials,
    baseline: "baseline.yaml",
    every: `${everyMs / 1000}s`,
  }));
  await writeFile(file, JSON.stringify({ orgs: written }));
  return { orgs, emulators, env, file };
}
