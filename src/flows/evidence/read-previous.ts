import { checkSeal } from "../../evidence/check-seal.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { EvidenceManifest, EvidencePeriod, PreviousEvidence } from "../../model/evidence.ts";
import { readBundle } from "./bundle-folder.ts";

/** The bundle that another one continues. */
export interface PreviousBundle {
  readonly folder: string;
  readonly statement: string;
  readonly manifest: EvidenceManifest;
}

/**
 * Reads the bundle before, as it was sealed.
 *
 * @throws PlumblineError EVIDENCE_NOT_FOUND, or EVIDENCE_INVALID where it was touched
 */
export async function readPrevious(folder: string): Promise<PreviousBundle> {
  const read = await readBundle(folder);
  const { manifest, statement, faults } = checkSeal(read.files, []);
  if (manifest !== null && statement !== null && faults.length + read.faults.length === 0) {
    return { folder, statement, manifest };
  }
  const touched = [...new Set([...read.faults, ...faults].flatMap(({ file }) => file ?? []))];
  throw new PlumblineError(
    "EVIDENCE_INVALID",
    `${folder} is no bundle to go on from${touched.length === 0 ? "" : `: ${touched.join(", ")}`}`,
    { remedy: `look at it with: plumbline evidence verify ${folder}` },
  );
}

/**
 * The time that a bundle speaks for, after the one before it.
 *
 * @param asOf - when the org was read; ISO 8601, UTC
 * @throws PlumblineError EVIDENCE_INVALID where the one before is of another org, or later
 */
export function periodAfter(previous: PreviousBundle | null, org: string, asOf: string): EvidencePeriod {
  if (previous === null) return { from: null, to: asOf };
  const { folder, manifest } = previous;
  const refuse = (why: string, remedy: string): never => {
    throw new PlumblineError("EVIDENCE_INVALID", `${folder} is ${why}`, { remedy });
  };
  if (manifest.org.url !== org) {
    return refuse(
      `of ${manifest.org.url}, and this is ${org}`,
      "name the latest bundle of this org with --previous",
    );
  }
  if (manifest.period.to >= asOf) {
    return refuse(
      `of ${manifest.period.to}, and this org was read ${asOf}`,
      "name an earlier bundle with --previous, or read the org anew",
    );
  }
  return { from: manifest.period.to, to: asOf };
}

/** How a bundle names the one before it. */
export const previousOf = (previous: PreviousBundle | null): PreviousEvidence | null =>
  previous === null ? null : { statement: previous.statement, period: previous.manifest.period };
