import type { Finding } from "../../src/model/report.ts";
import { severities } from "../../src/model/words.ts";

// Code units and not a locale's order: two machines must write the same report.
const compare = (left: string, right: string): number => (left < right ? -1 : Number(left > right));

const keysOf = ({ check, subject, requirement, field, fingerprint }: Finding): readonly string[] => [
  check,
  subject.type,
  subject.name,
  requirement ?? "",
  field ?? "",
  subject.id ?? "",
  fingerprint,
];

/** Severity, check, subject, requirement, field: the order in which reports list findings. */
export function inReportOrder<Item extends { readonly finding: Finding }>(
  items: readonly Item[],
): readonly Item[] {
  const keyed = items.map((item) => ({
    item,
    rank: severities.indexOf(item.finding.severity),
    keys: keysOf(item.finding),
  }));
  keyed.sort((left, right) => {
    if (left.rank !== right.rank) return left.rank - right.rank;
    for (const [place, key] of left.keys.entries()) {
      const byKey = compare(key, right.keys[place] ?? "");
      if (byKey !== 0) return byKey;
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}
