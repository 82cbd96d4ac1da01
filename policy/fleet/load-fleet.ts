import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { PlumblineError } from "../../src/model/errors.ts";
import type { Fleet } from "../../src/model/fleet.ts";
import { reasonOf } from "../source/read-reason.ts";
import { parseFleet } from "./parse-fleet.ts";

/**
 * Reads `fleet.yaml`. Credentials are not looked at: they are in the environment, and those of one org may be missing
 * without the others minding.
 *
 * @throws PlumblineError FLEET_NOT_FOUND, or FLEET_INVALID with every problem, one line each
 */
export async function loadFleet(path: string): Promise<Fleet> {
  const fleet = parseFleet(path, await readBytes(path));
  const beside = (file: string): string => (isAbsolute(file) ? file : join(dirname(path), file));
  return { path, orgs: fleet.orgs.map((org) => ({ ...org, baseline: beside(org.baseline) })) };
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new PlumblineError("FLEET_NOT_FOUND", `cannot read the fleet ${path}: ${reasonOf(cause)}`, {
      remedy: "name the file with --fleet FILE; docs/fleets.md shows how to write one",
      cause,
    });
  }
}
