import type { Finding } from "../../model/report.ts";
import { type Severity, severities } from "../../model/words.ts";
import { groupByCause } from "./group-by-cause.ts";

/** One thing to read about: a finding, or the same finding on many people, with what it explains. */
export interface Topic {
  readonly kind: "cause" | "finding";
  /** One about a thing; about people, as many as there are people. */
  readonly findings: readonly [Finding, ...Finding[]];
  /** Open findings that go back to it. */
  readonly explained: readonly Finding[];
  /** Names of the people it is about, and of those whom it explains. */
  readonly people: readonly string[];
  /** The worst of all that it is about and explains: a medium cause of critical findings is read among the critical. */
  readonly severity: Severity;
}

/**
 * Way in which findings on people are told once. `sentence`: the same but for the name. `requirement`: the
 * same check and requirement, whatever each person has. `none`: each finding on its own.
 */
export type Alike = "sentence" | "requirement" | "none";

interface Part {
  readonly kind: Topic["kind"];
  readonly finding: Finding;
  readonly explained: readonly Finding[];
}

const ellipsis = "…";

/** A text about a finding with the person's name left out: `… is not in "MFA Required".` */
export function ofAnybody({ subject }: Finding, text: string): string {
  return subject.type === "user" ? text.replaceAll(subject.name, ellipsis) : text;
}

function keyOf({ kind, finding }: Part, alike: Alike): string {
  const { check, requirement, severity, subject, fingerprint, message, remedy, changedBy } = finding;
  if (subject.type !== "user" || alike === "none") return fingerprint;
  const same = [kind, check, requirement, severity];
  if (alike === "requirement") return JSON.stringify(same);
  const told = [ofAnybody(finding, message), ofAnybody(finding, remedy)];
  return JSON.stringify([...same, ...told, changedBy?.status, changedBy?.actor, changedBy?.via]);
}

const rankOf = (severity: Severity): number => severities.indexOf(severity);

const worstOf = (findings: readonly Finding[]): Severity =>
  severities.find((severity) => findings.some((finding) => finding.severity === severity)) ?? "low";

function topicOf([first, ...rest]: readonly [Part, ...Part[]]): Topic {
  const explained = [first, ...rest].flatMap((part) => part.explained);
  const findings = [first.finding, ...rest.map(({ finding }) => finding)] as const;
  const all = [...findings, ...explained];
  const people = all.flatMap(({ subject }) => (subject.type === "user" ? subject.name : []));
  return { kind: first.kind, findings, explained, people: [...new Set(people)], severity: worstOf(all) };
}

function merged(parts: readonly Part[], alike: Alike): readonly Topic[] {
  const byKey = new Map<string, [Part, ...Part[]]>();
  for (const part of parts) {
    const key = keyOf(part, alike);
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, [part]);
    else same.push(part);
  }
  return [...byKey.values()].map(topicOf);
}

const worstFirst = (left: Topic, right: Topic): number =>
  rankOf(left.severity) - rankOf(right.severity) ||
  Number(right.kind === "cause") - Number(left.kind === "cause") ||
  right.people.length - left.people.length;

/** The open findings of a report for reading: the worst first, then root causes, then what concerns most people. */
export function topicsOf(findings: readonly Finding[], alike: Alike = "sentence"): readonly Topic[] {
  const { causes, things, people } = groupByCause(findings);
  const roots = causes.map(({ cause, explained }): Part => ({ kind: "cause", finding: cause, explained }));
  const rest = [...things, ...people].map((finding): Part => ({ kind: "finding", finding, explained: [] }));
  return merged([...roots, ...rest], alike).toSorted(worstFirst);
}

/** Findings that are not open, the same on many people once. */
export function alikeOf(findings: readonly Finding[], alike: Alike = "sentence"): readonly Topic[] {
  return merged(
    findings.map((finding) => ({ kind: "finding", finding, explained: [] })),
    alike,
  );
}
