import type { CheckId } from "./check-ids.ts";
import type { ClockSkew } from "./clock-skew.ts";
import type { ListedPerson } from "./listed-person.ts";
import type { ProofSummary } from "./proof.ts";
import type { VerifiedSignIns } from "./simulation.ts";
import type { Slice } from "./snapshot.ts";
import type { Subject } from "./subject.ts";
import type { Engine, Severity } from "./words.ts";

/** `open` counts as drift; `unknown` is never green; `pending` and `exempted` are listed and never counted as drift. */
export type FindingStatus = "open" | "exempted" | "pending" | "unknown";

/** Several values by name, such as how a person can sign in: `{level, with, app, …}`. */
export type FindingFacts = Readonly<Record<string, string | number | null | readonly string[]>>;

export type FindingValue = string | readonly string[] | FindingFacts | null;

/** Whether a value is a list, and neither one text nor values by name. */
export const isList = (value: FindingValue): value is readonly string[] => Array.isArray(value);

/** One deviation, as plain data. */
export interface Finding {
  /** Stable across runs. */
  readonly fingerprint: string;
  readonly check: CheckId;
  readonly severity: Severity;
  readonly status: FindingStatus;
  readonly subject: Subject;
  readonly requirement: string | null;
  readonly field: string | null;
  readonly expected: FindingValue;
  readonly actual: FindingValue;
  /** One plain sentence. */
  readonly message: string;
  /** Action to take. */
  readonly remedy: string;
  /** Fingerprint of the root cause, or null. */
  readonly causedBy: string | null;
  /** Who changed it, from the System Log, or that nobody did yet; null when neither was asked. */
  readonly changedBy: ChangedBy | null;
  readonly exemption: FindingExemption | null;
  /** For `governed-by`: which policies were tried and why each did or did not apply. */
  readonly path?: readonly PolicyStep[];
}

export interface FindingExemption {
  readonly until: string;
  readonly reason: string;
  readonly owner: string;
}

export interface ChangedBy {
  /** `not applied yet`: nobody did, the baseline is newer than the stack (asked with `--stack`). */
  readonly status: "found" | "no event within retention" | "not looked up" | "not applied yet";
  readonly managed: boolean;
  readonly actor: string | null;
  readonly at: string | null;
  readonly ip: string | null;
  readonly via: string | null;
  /** Action that was taken, where the finding does not say it: `granted Organization administrator`. */
  readonly did?: string;
}

/** One enrollment policy that was tried for a person. */
export interface PolicyStep {
  readonly policy: string;
  /** `maybe`: it depends on the network, or on a condition that we do not model. */
  readonly applies: "yes" | "no" | "maybe";
  /** `not in its groups`, `INACTIVE`, `no rule matches`, `rule "Enroll at sign-in" matches`, … */
  readonly reason: string;
}

export type Verdict = "in-line" | "drift" | "unknown";

export interface CheckOutcome {
  readonly check: CheckId;
  readonly status: Verdict;
  /** Why it is unknown, else null. */
  readonly reason: string | null;
}

/** People that were not read, or could not be counted, are null: 0 would look like an answer. */
export interface PeopleCounts {
  /** Everybody who can sign in, whatever the requirements. */
  readonly inScope: number | null;
  /** Of those in scope, the ones that every selected check could judge; 0 when no check asked about people. */
  readonly examined: number | null;
  readonly pending: number | null;
  readonly suspended: number | null;
  readonly deprovisioned: number | null;
  /** Gone on re-reading (404) during the scan. */
  readonly gone: number | null;
}

/** How the people who can sign in stand with one requirement; each counts once, by the worst. */
export interface RequirementCount {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** To how many it applies, or may apply where that is not known. */
  readonly appliesTo: number;
  readonly drift: number;
  readonly unknown: number;
  readonly pending: number;
  readonly exempted: number;
}

export interface Summary {
  readonly verdict: Verdict;
  /** Open findings. */
  readonly findings: number;
  readonly exempted: number;
  readonly unknown: number;
  readonly pending: number;
  /** The checks that had something to judge; with none, nothing was judged and the verdict is unknown. */
  readonly checks: number;
  /** Open findings by severity. */
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly people: PeopleCounts;
  /** In the order of the baseline. Left out where only findings are at hand. */
  readonly requirements?: readonly RequirementCount[];
  /** How Okta's own simulation compares with the judgement of sign-in; left out where it was not asked. */
  readonly verified?: VerifiedSignIns;
  /** How far memory stood for reading; left out where everybody was read anyway. */
  readonly proof?: ProofSummary;
}

export interface ReportGap {
  readonly slice: Slice;
  readonly reason: string;
  readonly affected: number;
}

export interface Cost {
  /** HTTP requests sent, retries included. */
  readonly requests: number;
  /** By path with ids replaced: `/api/v1/users/{id}/factors`. */
  readonly byEndpoint: Readonly<Record<string, number>>;
  /** Time spent waiting for the rate limit, in milliseconds. */
  readonly throttledMs: number;
}

/** State that the stack named by `--stack` last applied, held against the baseline of the report. */
export interface StackState {
  readonly file: string;
  /** Of the baseline that it last applied; null when the file does not say. */
  readonly sha256: string | null;
  /** `applied`: this very baseline. `not applied yet`: another one. `unknown`: the file does not say which. */
  readonly status: "applied" | "not applied yet" | "unknown";
}

/** The answer, as `--format json` prints it (design: schemaVersion 1). */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "plumbline"; readonly version: string };
  readonly org: { readonly url: string; readonly id: string | null; readonly engine: Engine };
  readonly baseline: { readonly path: string; readonly sha256: string };
  /** Left out when no stack was given. */
  readonly stack?: StackState;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Left out where this machine's clock agrees with the org's, or the time was given by `--now`. */
  readonly clock?: ClockSkew;
  readonly source: "live" | "snapshot";
  /** When what is judged was read: of a snapshot, when it was taken. Older reports do not say. */
  readonly asOf?: string;
  readonly summary: Summary;
  readonly outcomes: readonly CheckOutcome[];
  readonly findings: readonly Finding[];
  readonly gaps: readonly ReportGap[];
  /** Everybody who was judged, with `--people`; else left out. */
  readonly people?: readonly ListedPerson[];
  readonly cost: Cost;
}
