import { answersOf, firstDifference } from "../../evidence/compare-reports.ts";
import { answersToStandards } from "../../evidence/standards-files.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { Report } from "../../model/report.ts";
import type { StandardsReport } from "../../model/standards.ts";
import { parseSnapshot, snapshotToJson } from "../../okta/snapshot-file.ts";
import { redactSnapshot } from "../../report/redaction/redact-snapshot.ts";
import { snapshotNames } from "../../report/redaction/snapshot-names.ts";
import type { Framework } from "../../standards/contract/framework.ts";
import { type BundledBaseline, baselineIn } from "./bundled-baseline.ts";
import { type JudgedEvidence, judgeEvidence } from "./judge-evidence.ts";
import { standardsOfEvidence } from "./standards-of-evidence.ts";

/** A judgement as a bundle has it: its input, its report, and its answers to standards; null: none were asked for. */
export interface BundledEvidence {
  readonly evidence: JudgedEvidence;
  readonly report: Report;
  readonly standards: StandardsReport | null;
}

/**
 * Judges an org as it will be judged from the bundle: its baseline and its snapshot out of their files, the snapshot redacted.
 *
 * @param redactionKey - key of the hashes; null: names stay
 * @throws PlumblineError EVIDENCE_INVALID where the answer would be another than about the org itself
 */
export async function asBundled(
  asRead: JudgedEvidence,
  bundled: BundledBaseline,
  {
    redactionKey,
    frameworks,
  }: { readonly redactionKey: string | null; readonly frameworks: readonly Framework[] },
): Promise<BundledEvidence> {
  const loaded = await baselineIn(bundled.files, bundled.path);
  const names = redactionKey === null ? null : snapshotNames(loaded.baseline, asRead.org, redactionKey);
  const hidden = names === null ? asRead.org : redactSnapshot(asRead.org, names);
  const reactivated = new Map(
    [...asRead.reactivated].map(([user, at]) => [names === null ? user : names.id(user), at] as const),
  );
  const org = parseSnapshot(snapshotToJson(hidden), "the snapshot of the bundle");
  const evidence: JudgedEvidence = { ...asRead, loaded, org, reactivated };
  const bundle = {
    evidence,
    report: judgeEvidence(evidence),
    standards: standardsOfEvidence(frameworks, evidence),
  };
  const real = { report: judgeEvidence(asRead), standards: standardsOfEvidence(frameworks, asRead) };
  const differs = firstDifference(answersIn(real), answersIn(bundle));
  if (differs === null) return bundle;
  throw new PlumblineError(
    "EVIDENCE_INVALID",
    `redacted, the snapshot would come to another answer (${differs}): nothing was written`,
    { remedy: "make the bundle with --no-redact, and report this as a bug" },
  );
}

/** Answers that a redaction must not change. */
const answersIn = ({ report, standards }: Omit<BundledEvidence, "evidence">) => ({
  ...answersOf(report),
  standards: standards === null ? [] : answersToStandards(standards),
});
