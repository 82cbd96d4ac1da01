import { acmeState } from "../emulator/acme.ts";
import { acmeDeviations } from "../emulator/acme-deviations.ts";
import type { EmulatorState } from "../emulator/state.ts";
import { readStateFile } from "../emulator/state-file.ts";

/** Which made-up org to serve. */
export interface EmulatedOrg {
  readonly state?: string;
  readonly drifted?: boolean;
}

/** The org that the flags of `emulator` describe; Acme unless they say otherwise. Throws STATE_INVALID. */
export async function emulatedOrg(wanted: EmulatedOrg, now: Date): Promise<EmulatorState> {
  if (wanted.state !== undefined) return readStateFile(wanted.state);
  const acme = acmeState(now);
  return wanted.drifted === true ? acmeDeviations.reduce((state, { apply }) => apply(state), acme) : acme;
}
