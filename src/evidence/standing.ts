import { type EvidenceFault, evidenceFaults } from "../model/evidence.ts";

/** Whether a bundle holds; `unproven`: that cannot be told here. */
export type EvidenceStanding = "holds" | "broken" | "unproven";

/** Sums up the faults of a bundle: one that breaks it decides. */
export function standingOf(faults: readonly EvidenceFault[]): EvidenceStanding {
  if (faults.some(({ kind }) => evidenceFaults[kind] === "broken")) return "broken";
  return faults.length > 0 ? "unproven" : "holds";
}
