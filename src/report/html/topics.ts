import type { Finding } from "../../model/report.ts";
import { severities } from "../../model/words.ts";
import { groupByCause } from "../group-by-cause.ts";

/** One thing to read about: a finding, or the same finding on many people, with what it explains. */
export interface Topic {
  readonly kind: "cause" | "finding";
  /** One about a thing; about people, as many as there are people. */
  readonly findings: readonly [Finding, ...Finding[]];
  /** Open findings that go back to it. */
  readonly explained: readonly Finding[];
  /** Names of the people it is about, and of those whom it explains. */
  readonly people: readonly string[];
}

interface Part {
  readonly kind: Topic["kind"];
  readonly finding: Finding;
  readonly explained: readonly Finding[];
}

const ellipsis = "…";

/** What a finding says of anybody: `… is not in "MFA Required".` */
export function sentenceOfAnybody({ message, subject }: Finding): string {
  return subject.type === "user" ? message.replaceAll(subject.name, ellipsis) : message;
}

function keyOf({ kind, finding }: Part): string {
  const { check, requirement, severity, subject, fingerprint } = finding;
  if (subject.type !== "user") return fingerprint;
  return JSON.stringify([kind, check, requirement, severity, sentenceOfAnybody(finding)]);
}

function topicOf([first, ...rest]: readonly [Part, ...Part[]]): Topic {
  const explained = [first, ...rest].flatMap((part) => part.explained);
  const findings = [first.finding, ...rest.map(({ finding }) => finding)] as const;
  const people = [...findings, ...explained].flatMap(({ subject }) =>
    subject.type === "user" ? subject.name : [],
  );
  return { kind: first.kind, findings, explained, people: [...new Set(people)] };
}

function merged(parts: readonly Part[]): readonly Topic[] {
  const byKey = new Map<string, [Part, ...Part[]]>();
  for (const part of parts) {
    const same = byKey.get(keyOf(part));
    if (same === undefined) byKey.set(keyOf(part), [part]);
    else same.push(part);
  }
  return [...byKey.values()].map(topicOf);
}

const worstFirst = (left: Topic, right: Topic): number =>
  severities.indexOf(left.findings[0].severity) - severities.indexOf(right.findings[0].severity) ||
  right.people.length - left.people.length;

/** The open findings of a report for reading: root causes first, the same finding on many people once. */
export function topicsOf(findings: readonly Finding[]): readonly Topic[] {
  const { causes, things, people } = groupByCause(findings);
  const roots = causes.map(({ cause, explained }): Part => ({ kind: "cause", finding: cause, explained }));
  const rest = [...things, ...people].map((finding): Part => ({ kind: "finding", finding, explained: [] }));
  return [...merged(roots).toSorted(worstFirst), ...merged(rest).toSorted(worstFirst)];
}

/** Findings that are not open, the same on many people once. */
export function alikeOf(findings: readonly Finding[]): readonly Topic[] {
  return merged(findings.map((finding) => ({ kind: "finding", finding, explained: [] })));
}
