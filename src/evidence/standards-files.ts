import { z } from "zod";
import type { EvidenceStandard } from "../model/evidence.ts";
import type { StandardsReport } from "../model/standards.ts";
import asJson from "../report/standards/json.reporter.ts";
import asOscal from "../report/standards/oscal.reporter.ts";
import { type BundleFiles, bundleFile, jsonIn, toBytes } from "./bundle-files.ts";
import { type Comparison, firstDifference } from "./compare-reports.ts";

/** Files of the answers to standards. */
export type StandardsFile = typeof bundleFile.standards | typeof bundleFile.assessment;

const textOf: Readonly<Record<StandardsFile, (report: StandardsReport) => string>> = {
  [bundleFile.standards]: (report) => asJson.render(report),
  [bundleFile.assessment]: (report) => asOscal.render(report),
};

const standardsFiles = [bundleFile.standards, bundleFile.assessment] as const;

/** The answers as a bundle has them: all of it, and as OSCAL assessment results; none without answers. */
export function filesOfStandards(report: StandardsReport | null): BundleFiles {
  if (report === null) return new Map();
  return new Map(standardsFiles.map((file) => [file, toBytes(textOf[file](report))]));
}

/** How a manifest names the standards that are answered. */
export const namedStandards = ({ frameworks }: StandardsReport): readonly EvidenceStandard[] =>
  frameworks.map(({ id, title, version, published, counts }) => ({ id, title, version, published, counts }));

/** Answers without the words that tell of them: what every version, and every redaction, must come to. */
export const answersToStandards = ({ frameworks }: Pick<StandardsReport, "frameworks">) =>
  frameworks.map(({ id, version, counts, requirements }) => ({
    id,
    version,
    counts,
    requirements: requirements.map((one) => ({
      id: one.id,
      severity: one.severity,
      status: one.status,
      asTheStandardChecks: one.asTheStandardChecks.status,
      asItHoldsForPeople: one.asItHoldsForPeople.status,
      people: one.people,
    })),
  }));

/** Compares a kept file of answers with what the same bundle comes to now: byte by byte, and where words differ, answer by answer. */
export function compareAnswers(file: StandardsFile, kept: string, anew: StandardsReport): Comparison {
  const wanted = textOf[file](anew);
  if (kept === wanted) return { kind: "same" };
  const [before, now] = [factsIn[file](jsonIn(kept)), factsIn[file](jsonIn(wanted))];
  if (before === null) return { kind: "differs", at: "" };
  const at = firstDifference(before, now, "may say more");
  return at === null ? { kind: "reworded" } : { kind: "differs", at };
}

const verdict = z.looseObject({ status: z.string() });
const answers = z.looseObject({
  frameworks: z.array(
    z.looseObject({
      requirements: z.array(z.looseObject({ asTheStandardChecks: verdict, asItHoldsForPeople: verdict })),
    }),
  ),
});
const assessment = z.looseObject({
  "assessment-results": z.looseObject({
    results: z.array(
      z.looseObject({
        findings: z.array(
          z.looseObject({ target: z.looseObject({ "target-id": z.string(), status: z.unknown() }) }),
        ),
      }),
    ),
  }),
});

const factsIn: Readonly<Record<StandardsFile, (json: unknown) => unknown>> = {
  [bundleFile.standards]: (json) =>
    answers.safeParse(json).success ? answersToStandards(json as StandardsReport) : null,
  [bundleFile.assessment]: (json) => {
    const parsed = assessment.safeParse(json);
    if (!parsed.success) return null;
    return parsed.data["assessment-results"].results.map(({ findings }) =>
      findings.map(({ target }) => ({ id: target["target-id"], status: target.status })),
    );
  },
};
