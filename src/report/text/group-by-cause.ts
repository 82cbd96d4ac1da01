import type { Finding } from "../../model/report.ts";

/** A finding that explains others, and those. */
export interface CauseGroup {
  readonly cause: Finding;
  /** Open findings that go back to the cause, in the order of the report. */
  readonly explained: readonly Finding[];
  /** Names of the people among their subjects, each once. */
  readonly people: readonly string[];
}

/** The open findings of a report, arranged for reading: causes, then what has no cause. */
export interface GroupedFindings {
  /** The cause that explains most people first. */
  readonly causes: readonly CauseGroup[];
  /** About policies, groups and the like; neither explained by nor explaining another. */
  readonly things: readonly Finding[];
  /** About people, with no cause. */
  readonly people: readonly Finding[];
}

/** Groups open findings under their root cause: the last one that `causedBy` leads to. */
export function groupByCause(findings: readonly Finding[]): GroupedFindings {
  const byFingerprint = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  const open = findings.filter((finding) => finding.status === "open");
  const explainedBy = new Map<Finding, Finding[]>();
  for (const finding of open) {
    const root = rootOf(finding, byFingerprint);
    if (root === finding) continue;
    const group = explainedBy.get(root);
    if (group === undefined) explainedBy.set(root, [finding]);
    else group.push(finding);
  }
  const explained = new Set([...explainedBy.values()].flat());
  const alone = open.filter((finding) => !explained.has(finding) && !explainedBy.has(finding));
  const causes = [...explainedBy].map(([cause, group]) => ({
    cause,
    explained: group,
    people: peopleIn(group),
  }));
  return {
    causes: causes.sort((left, right) => right.people.length - left.people.length),
    things: alone.filter((finding) => finding.subject.type !== "user"),
    people: alone.filter((finding) => finding.subject.type === "user"),
  };
}

function rootOf(finding: Finding, byFingerprint: ReadonlyMap<string, Finding>): Finding {
  const seen = new Set([finding]);
  let root = finding;
  while (root.causedBy !== null) {
    const next = byFingerprint.get(root.causedBy);
    // A cause outside the report, or one that leads back here, explains nothing to the reader.
    if (next === undefined || seen.has(next)) break;
    seen.add(next);
    root = next;
  }
  return root;
}

function peopleIn(findings: readonly Finding[]): readonly string[] {
  return [
    ...new Set(findings.filter(({ subject }) => subject.type === "user").map(({ subject }) => subject.name)),
  ];
}
