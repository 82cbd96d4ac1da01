import type { EvidenceFault } from "../model/evidence.ts";
import type { Finding, Report } from "../model/report.ts";
import { jsonTextPieces } from "../report/text/json-text.ts";
import { sha256Of } from "./bundle-files.ts";
import { fault } from "./check-seal.ts";

/** How what was made anew is to what was kept. */
export type Comparison =
  | { readonly kind: "same" }
  /** Another version words it otherwise, or says more, and found the same. */
  | { readonly kind: "reworded" }
  /** @param at - the first part that differs: `findings[3]`; empty where what was kept cannot be read */
  | { readonly kind: "differs"; readonly at: string };

/** Facts of a report without the words that tell of them: what every version must come to. */
function factsOf({ org, baseline, summary, outcomes, findings, gaps, people = [] }: Report) {
  return {
    org,
    baseline,
    summary,
    outcomes: outcomes.map(({ check, status }) => ({ check, status })),
    findings: findings.map(({ message: _message, remedy: _remedy, path: _path, ...facts }: Finding) => facts),
    gaps: gaps.map(({ slice, affected }) => ({ slice, affected })),
    people: people.map(({ unread: _unread, policies: _policies, ...facts }) => facts),
  };
}

/** Answers of a report by check and requirement, whomever they are about: what a redaction must not change. */
export function answersOf({
  summary,
  outcomes,
  findings,
}: Pick<Report, "summary" | "outcomes" | "findings">) {
  return {
    summary,
    outcomes: outcomes.map(({ check, status }) => ({ check, status })),
    findings: findings
      .map(({ check, severity, status, requirement, field, subject }) =>
        JSON.stringify([check, severity, status, requirement, field, subject.type]),
      )
      .toSorted(),
  };
}

/**
 * Compares a kept report with what the same files come to now: byte by byte, and where the words are another version's, fact by
 * fact.
 *
 * @param digest - SHA-256 of its file
 * @param kept - reads all of it, once the bytes differ; null where it cannot be read
 */
export function compareReports(digest: string, kept: () => Report | null, anew: Report): Comparison {
  if (digest === sha256Of(jsonTextPieces(anew))) return { kind: "same" };
  const before = kept();
  if (before === null) return { kind: "differs", at: "" };
  const at = firstDifference(factsOf(before), factsOf(anew), "may say more");
  return at === null ? { kind: "reworded" } : { kind: "differs", at };
}

/** Faults of a file by how it compares: the same version must come to the same bytes, another one may word it otherwise. */
export function differences(
  file: string,
  compared: Comparison,
  isSameVersion: boolean,
): readonly EvidenceFault[] {
  if (compared.kind === "same" || (compared.kind === "reworded" && !isSameVersion)) return [];
  const at = compared.kind === "reworded" ? "a word or a field" : compared.at;
  return [fault(isSameVersion ? "judgement" : "other-version", file, at)];
}

/**
 * Path of the first part that differs; null where none does.
 *
 * @param right - with `may say more`, fields that the left side does not have are no difference
 */
export function firstDifference(
  left: unknown,
  right: unknown,
  rule: "says the same" | "may say more" = "says the same",
  path = "",
): string | null {
  if (Object.is(left, right)) return null;
  const [from, to] = [partsOf(left), partsOf(right)];
  if (from === null || to === null || Array.isArray(left) !== Array.isArray(right)) return path;
  const more = rule === "may say more" && !Array.isArray(left) ? [] : to.keys();
  for (const key of new Set([...from.keys(), ...more])) {
    const place = Array.isArray(left) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
    const found = firstDifference(from.get(key), to.get(key), rule, place);
    if (found !== null) return found;
  }
  return null;
}

const partsOf = (value: unknown): ReadonlyMap<string, unknown> | null =>
  typeof value === "object" && value !== null ? new Map(Object.entries(value)) : null;
