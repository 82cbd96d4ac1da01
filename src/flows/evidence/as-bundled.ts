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

/** How names are to be hidden, and which standards answered. */
export interface BundlingOptions {
  /** Key of the hashes; null: names stay. */
  readonly redactionKey: string | null;
  readonly frameworks: readonly Framework[];
}

/** An org as its bundle will have it: everything that judging it takes, its snapshot as a text, and what must be found again. */
interface HiddenEvidence extends Omit<JudgedEvidence, "org"> {
  readonly snapshot: string;
  readonly answers: object;
}

/**
 * Judges an org, and hides its names: its baseline out of the files of the bundle, its snapshot redacted. The org as it was read
 * is not held on to.
 *
 * @throws PlumblineError BASELINE_*
 */
export async function hiddenEvidence(
  { org, ...asRead }: JudgedEvidence,
  bundled: BundledBaseline,
  { redactionKey, frameworks }: BundlingOptions,
): Promise<HiddenEvidence> {
  const loaded = await baselineIn(bundled.files, bundled.path);
  const answers = answersOn({ ...asRead, org }, frameworks);
  const names = redactionKey === null ? null : snapshotNames(loaded.baseline, org, redactionKey);
  const reactivated = new Map(
    [...asRead.reactivated].map(([user, at]) => [names === null ? user : names.id(user), at] as const),
  );
  const snapshot = snapshotToJson(names === null ? org : redactSnapshot(org, names));
  return { ...asRead, loaded, reactivated, snapshot, answers };
}

/**
 * Judges an org as it will be judged from the bundle.
 *
 * @throws PlumblineError EVIDENCE_INVALID where the answer would be another than about the org itself
 */
export function asBundled(
  { snapshot, answers, ...hidden }: HiddenEvidence,
  frameworks: readonly Framework[],
): BundledEvidence {
  const org = parseSnapshot(snapshot, "the snapshot of the bundle");
  const evidence: JudgedEvidence = { ...hidden, org };
  const bundle = {
    evidence,
    report: judgeEvidence(evidence),
    standards: standardsOfEvidence(frameworks, evidence),
  };
  const differs = firstDifference(answers, answersIn(bundle));
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

const answersOn = (evidence: JudgedEvidence, frameworks: readonly Framework[]) =>
  answersIn({ report: judgeEvidence(evidence), standards: standardsOfEvidence(frameworks, evidence) });
