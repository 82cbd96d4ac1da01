import { acmeState } from "../emulator/acme/acme.ts";
import { acmeClassicState } from "../emulator/acme/acme-classic.ts";
import { acmeDeviations } from "../emulator/acme/acme-deviations.ts";
import { generateOrg } from "../emulator/acme/generate-org.ts";
import { fillState } from "../emulator/filling/fill-state.ts";
import { readStateFile } from "../emulator/filling/state-file.ts";
import type { EmulatorState } from "../emulator/state/state.ts";
import type { Engine } from "../model/words.ts";

/** Which made-up org to serve; at most one of `state`, `people` and `empty`. */
export interface EmulatedOrg {
  /** A file to read it from. */
  readonly state?: string;
  /** How many people to make up. */
  readonly people?: number;
  readonly seed?: number;
  /** An org as Okta hands it over. */
  readonly empty?: boolean;
  /** Acme after things were done to it by hand; of made-up people, one in fifty. */
  readonly drifted?: boolean;
  readonly engine?: Engine;
}

/** An org, with the baseline it was made for where that is not `policy/baseline.yaml`. */
export interface ServedOrg {
  readonly state: EmulatorState;
  readonly baseline: string | null;
}

const driftedShare = 0.02;

/** The org that the flags of `emulator` describe; Acme unless they say otherwise. Throws STATE_INVALID. */
export async function emulatedOrg(wanted: EmulatedOrg, now: Date): Promise<ServedOrg> {
  if (wanted.people !== undefined) {
    const { people, seed = 1 } = wanted;
    return generateOrg({ people, seed, ...(wanted.drifted === true ? { driftedShare } : {}) });
  }
  if (wanted.state !== undefined) return { state: await readStateFile(wanted.state), baseline: null };
  return { state: acmeOrEmpty(wanted, now), baseline: null };
}

function acmeOrEmpty({ empty, drifted, engine = "identity" }: EmulatedOrg, now: Date): EmulatorState {
  if (empty === true) return fillState({ engine });
  if (engine === "classic") return acmeClassicState();
  const acme = acmeState(now);
  return drifted === true ? acmeDeviations.reduce((state, { apply }) => apply(state), acme) : acme;
}
