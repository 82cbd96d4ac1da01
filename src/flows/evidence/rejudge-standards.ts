import { bundleFile, type ReadableFiles, toText } from "../../evidence/bundle-files.ts";
import { fault } from "../../evidence/check-seal.ts";
import { differences, firstDifference } from "../../evidence/compare-reports.ts";
import { compareAnswers, namedStandards } from "../../evidence/standards-files.ts";
import type { EvidenceManifest } from "../../model/evidence.ts";
import type { Framework } from "../../standards/contract/framework.ts";
import type { JudgedEvidence } from "./judge-evidence.ts";
import type { Rejudged } from "./rejudged.ts";
import { standardsOfEvidence } from "./standards-of-evidence.ts";

/** Answers the standards of a bundle anew, and holds its two files of answers and its manifest against that. */
export function rejudgedStandards(
  files: ReadableFiles,
  { standards: named = [] }: EvidenceManifest,
  about: {
    /** Every standard that this version knows. */
    readonly frameworks: readonly Framework[];
    readonly evidence: JudgedEvidence;
    readonly isSameVersion: boolean;
  },
): Rejudged {
  const { evidence, isSameVersion } = about;
  // A standard that the baseline pins is answered, whether or not the manifest names it.
  const asked = new Set<string>([...named.map(({ id }) => id), ...evidence.loaded.baseline.standards]);
  const frameworks = about.frameworks.filter(({ id }) => asked.has(id));
  const wrong = (detail: string): Rejudged => ({
    faults: [fault(isSameVersion ? "derived" : "other-version", bundleFile.manifest, detail)],
    reworded: false,
  });
  if (frameworks.length < named.length) return wrong("standards");
  const anew = standardsOfEvidence(frameworks, evidence);
  if (anew === null) return { faults: [], reworded: false };
  if (firstDifference(named, namedStandards(anew), "may say more") !== null) return wrong("standards");
  const compared = [bundleFile.standards, bundleFile.assessment].map((file) => {
    const kept = toText(files.get(file) ?? new Uint8Array()) ?? "";
    return [file, compareAnswers(file, kept, anew)] as const;
  });
  return {
    faults: compared.flatMap(([file, how]) => differences(file, how, isSameVersion)),
    reworded: compared.some(([, { kind }]) => kind === "reworded"),
  };
}
