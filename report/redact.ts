import type { ChangedBy, Finding, FindingExemption, FindingValue, Report } from "../model/report.ts";
import { type Pseudonyms, pseudonymsFor } from "./pseudonyms.ts";

/** What a report is redacted with. */
export interface Redaction {
  /** Secret of the hash: the same key gives the same pseudonyms, so that redacted reports can be compared. */
  readonly key: string;
  /** Logins and ids of people: of the org and of the baseline. */
  readonly names: Iterable<string>;
}

/**
 * The report with people (logins, ids, mail addresses, IP addresses) replaced by keyed hashes in every text.
 * Fingerprints are hashed again: made of a login they would let anybody check a guess.
 */
export function redact(report: Report, redaction: Redaction): Report {
  const own = report.findings.flatMap(({ subject }) =>
    subject.type === "user" ? [subject.name, ...(subject.id === null ? [] : [subject.id])] : [],
  );
  const people = pseudonymsFor([...redaction.names, ...own], redaction.key);
  const { within } = people;
  return {
    ...report,
    baseline: { ...report.baseline, path: within(report.baseline.path) },
    ...(report.stack === undefined ? {} : { stack: { ...report.stack, file: within(report.stack.file) } }),
    outcomes: report.outcomes.map((outcome) => ({
      ...outcome,
      reason: outcome.reason === null ? null : within(outcome.reason),
    })),
    findings: report.findings.map((finding) => redactFinding(finding, people)),
    gaps: report.gaps.map((gap) => ({ ...gap, reason: within(gap.reason) })),
  };
}

function redactFinding(finding: Finding, people: Pseudonyms): Finding {
  const { within, whole } = people;
  const isPerson = finding.subject.type === "user";
  return {
    ...finding,
    fingerprint: rekeyed(finding.fingerprint, people),
    causedBy: finding.causedBy === null ? null : rekeyed(finding.causedBy, people),
    subject: {
      ...finding.subject,
      id: isPerson && finding.subject.id !== null ? whole(finding.subject.id) : finding.subject.id,
      name: isPerson ? whole(finding.subject.name) : within(finding.subject.name),
    },
    expected: redactValue(finding.expected, people),
    actual: redactValue(finding.actual, people),
    message: within(finding.message),
    remedy: within(finding.remedy),
    changedBy: finding.changedBy === null ? null : redactChangedBy(finding.changedBy, people),
    exemption: finding.exemption === null ? null : redactExemption(finding.exemption, people),
    ...(finding.path === undefined
      ? {}
      : {
          path: finding.path.map((step) => ({
            ...step,
            policy: within(step.policy),
            reason: within(step.reason),
          })),
        }),
  };
}

const rekeyed = (fingerprint: string, people: Pseudonyms): string =>
  people.whole(fingerprint).replace("person-", "");

function redactValue(value: FindingValue, people: Pseudonyms): FindingValue {
  if (value === null) return null;
  return typeof value === "string" ? people.within(value) : value.map(people.within);
}

/** The actor's name may be a person's in words, which no list of logins holds: it goes as a whole. */
function redactChangedBy(changedBy: ChangedBy, people: Pseudonyms): ChangedBy {
  return {
    ...changedBy,
    actor: changedBy.actor === null ? null : people.whole(changedBy.actor),
    ip: changedBy.ip === null ? null : people.within(changedBy.ip),
  };
}

function redactExemption(exemption: FindingExemption, people: Pseudonyms): FindingExemption {
  return { ...exemption, reason: people.within(exemption.reason), owner: people.within(exemption.owner) };
}
