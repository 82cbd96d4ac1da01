import type { Finding } from "../../src/model/report.ts";
import { severities } from "../../src/model/words.ts";

// Code units and not a locale's order: two machines must write the same report.
const compare = (left: string, right: string): number => (left < right ? -1 : Number(left > right));

/** A function for each, since lists of keys for a hundred thousand findings would be most of the work. */
const keys: readonly ((finding: Finding) => string)[] = [
  ({ check }) => check,
  ({ subject }) => subject.type,
  ({ subject }) => subject.name,
  ({ requirement }) => requirement ?? "",
  ({ field }) => field ?? "",
  ({ subject }) => subject.id ?? "",
  ({ fingerprint }) => fingerprint,
];

function compareFindings(left: Finding, right: Finding): number {
  if (left.severity !== right.severity) {
    return severities.indexOf(left.severity) - severities.indexOf(right.severity);
  }
  for (const keyOf of keys) {
    const byKey = compare(keyOf(left), keyOf(right));
    if (byKey !== 0) return byKey;
  }
  return 0;
}

/** Severity, check, subject, requirement, field: the order in which reports list findings. */
export const inReportOrder = <Item extends { readonly finding: Finding }>(
  items: readonly Item[],
): readonly Item[] => items.toSorted((left, right) => compareFindings(left.finding, right.finding));
