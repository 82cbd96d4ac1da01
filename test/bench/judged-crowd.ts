import { generateOrg } from "../../src/emulator/acme/generate-org.ts";
import { parseText } from "../support/baseline-text.ts";
import { type JudgedOrg, judgeOrg } from "../support/judged-acme.ts";
import { snapshotOfState } from "../support/snapshot-of-state.ts";

/** A judged org of so many people, a twentieth of whom drifted. */
export function judgedCrowd(people: number): Promise<JudgedOrg> {
  const { state, baseline } = generateOrg({ people, seed: 1, driftedShare: 0.05 });
  return judgeOrg(parseText(baseline).baseline, snapshotOfState(state, new Date()));
}
