import type { CheckId } from "../model/check-ids.ts";
import type { Finding, Report } from "../model/report.ts";
import { groupByCause } from "../report/text/group-by-cause.ts";

/** Something that was done to an org on purpose, and the check that must name it as a root cause. */
export interface PlannedDeviation {
  readonly id: string;
  readonly title: string;
  readonly check: CheckId;
  /** The policy or group that the finding is about, where several deviations are of one check. */
  readonly subject?: string;
  /** The field, where several are of one subject. */
  readonly field?: string;
}

/** Account of how a report names the deviations that were made. */
export interface DeviationAccount {
  readonly named: readonly {
    readonly deviation: PlannedDeviation;
    readonly finding: Finding | null;
    /** The first finding on somebody that goes back to it. */
    readonly consequence: Finding | null;
  }[];
  /** Reported although nobody did it: root findings beyond one a deviation, and whatever could not be judged. */
  readonly invented: readonly string[];
}

const isNamedBy = ({ check, subject, field }: PlannedDeviation, root: Finding): boolean =>
  root.check === check &&
  root.status === "open" &&
  (subject === undefined || root.subject.name === subject) &&
  (field === undefined || root.field === field);

/**
 * Holds a report against what was done: every deviation must be named by one root finding of its check, and every
 * other open finding must go back to one of those.
 */
export function accountForDeviations(
  deviations: readonly PlannedDeviation[],
  report: Report,
): DeviationAccount {
  const { causes, things, people } = groupByCause(report.findings);
  const roots = [...causes.map((group) => group.cause), ...things, ...people];
  const named = deviations.map((deviation) => {
    const finding = roots.find((root) => isNamedBy(deviation, root)) ?? null;
    const consequence = report.findings.find(
      ({ causedBy, status }) => status === "open" && causedBy !== null && causedBy === finding?.fingerprint,
    );
    return { deviation, finding, consequence: consequence ?? null };
  });
  const naming = new Set(named.map((one) => one.finding));
  return {
    named,
    invented: [
      ...roots.filter((root) => !naming.has(root)).map((root) => root.message),
      ...report.findings.filter((finding) => finding.status === "unknown").map((finding) => finding.message),
      ...report.gaps.map((gap) => `${gap.slice} could not be read: ${gap.reason}`),
    ],
  };
}
