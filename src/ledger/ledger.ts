import type { AuditEntry } from "../model/audit.ts";
import type { KeptRun } from "../model/kept-run.ts";
import type { JudgedFramework, KeptAnswers, KeptStandard, NotReached } from "../model/kept-standard.ts";
import type { Report } from "../model/report.ts";
import type { StandardsReport } from "../model/standards.ts";
import type { AlertRecord } from "./alert-record.ts";
import type { ReportToKeep } from "./keep-report.ts";
import type { FoundRun, KeptView } from "./kept-runs.ts";
import type { HeldLease, Lease, LeaseClaim } from "./lease.ts";
import type { OrgMemory, PersonMemory } from "./memory.ts";
import type { Outbox, PostDraft } from "./outbox.ts";
import type { Proofs } from "./proofs.ts";
import type { ChangedRecords, LedgerStamp } from "./revisions.ts";
import type { SqlRunner } from "./sql-runner.ts";
import type { Undoing } from "./undoing.ts";

/** Position in the org's System Log. */
export interface LogPosition {
  /** Okta's `next` link. */
  readonly next: string;
  /** The filter that is part of the link. */
  readonly filter: string;
  /** ISO 8601, UTC: everything that was logged by then was handled. */
  readonly updatedAt: string;
}

/** An event that was handled; Okta gives some more than once. */
export interface SeenEvent {
  readonly uuid: string;
  readonly published: string;
}

/** Events of a time that were handled and are still remembered. */
export interface SeenSpan {
  readonly count: number;
  readonly first: SeenEvent | null;
  readonly last: SeenEvent | null;
}

/** Knowledge that a run needs before it can judge events. */
export interface Recollection {
  /** Of the events asked about, those that were handled before. */
  readonly seen: ReadonlySet<string>;
  /** Every alert that is not resolved, and those that were resolved lately, oldest first. */
  readonly records: readonly AlertRecord[];
  /** Of the people asked about, those of whom something is remembered, by id. */
  readonly people: ReadonlyMap<string, PersonMemory>;
  readonly org: OrgMemory;
  /** Undoings that concern the subjects asked about. */
  readonly undoings: readonly Undoing[];
}

/** About what a run wants to know. */
export interface RecollectionRequest {
  readonly uuids: readonly string[];
  /** User ids. */
  readonly people: readonly string[];
  /** Ids of what events are about; none where it is left out. */
  readonly subjects?: readonly string[];
  /** From when on resolved alerts matter, by when they were resolved. */
  readonly resolvedSince: Date;
}

/** All that a run writes. */
export interface RunResult {
  readonly position: LogPosition;
  readonly seen: readonly SeenEvent[];
  /** New ones, and those that changed. */
  readonly records: readonly AlertRecord[];
  /** New ones, and those that changed. */
  readonly people: readonly PersonMemory[];
  readonly org: OrgMemory;
  /** New ones. */
  readonly undoings?: readonly Undoing[];
  /** Posts to destinations about it; none where left out. */
  readonly posts?: readonly PostDraft[];
}

/** An alert with the org that it is of. */
export interface OrgRecord {
  readonly org: string;
  readonly record: AlertRecord;
}

/**
 * Memory of Plumbline between runs. Orgs go by their URL. Everything that fails does so with a PlumblineError
 * LEDGER_*.
 */
export interface Ledger {
  /** Name to call it by: a path, or a URL without its password. */
  readonly place: string;
  /** Takes the right to work on an org; who holds it otherwise, or null. */
  takeLease(claim: LeaseClaim): Promise<HeldLease | null>;
  /** @throws PlumblineError LEDGER_LEASE_LOST */
  renewLease(lease: Lease, now: Date): Promise<void>;
  releaseLease(lease: Lease): Promise<void>;
  position(org: string): Promise<LogPosition | null>;
  /** Events published after one moment and up to another that were handled and are remembered. */
  seenSpan(org: string, span: { readonly after: string; readonly until: string }): Promise<SeenSpan>;
  recall(org: string, wanted: RecollectionRequest): Promise<Recollection>;
  /**
   * Writes what a run decides, all of it or nothing. It decides inside the transaction, by what is true there: an
   * alert that somebody acknowledged meanwhile stays acknowledged.
   *
   * @throws PlumblineError LEDGER_LEASE_LOST
   */
  keepRun<Result extends RunResult>(
    lease: Lease,
    options: { readonly now: Date; readonly wanted: RecollectionRequest },
    decide: (recollection: Recollection) => Result,
  ): Promise<Result>;
  /** Reads the memory of an org and of everybody in it. */
  memory(org: string): Promise<{ readonly people: readonly PersonMemory[]; readonly org: OrgMemory }>;
  /**
   * Keeps the report of a check with the answers to standards that go with it, and drops those that are too old or too
   * many, and all views but the latest.
   *
   * @param also what else is written with it, or not at all
   */
  keepReport(org: string, kept: ReportToKeep, also?: (sql: SqlRunner) => Promise<void>): Promise<void>;
  /** The reports of the latest checks that were kept, latest first. */
  reports(org: string, atMost: number): Promise<readonly Report[]>;
  /** The checks whose reports are kept, latest first; of one org, or of all. */
  runs(org: string | null): Promise<readonly KeptRun[]>;
  /**
   * The report of an id, or of the beginning of one.
   *
   * @throws PlumblineError RUN_NOT_FOUND, or RUN_AMBIGUOUS where several ids begin so
   */
  run(id: string): Promise<FoundRun>;
  /** View of the latest run that kept one for a page; null where none did. */
  view(org: string): Promise<KeptView | null>;
  /** Keeps the answers of `plumbline standards`, for as long as reports are kept. */
  keepStandards(report: StandardsReport, judged: readonly JudgedFramework[]): Promise<void>;
  /** How an org stood to standards in the runs that are kept, latest first; of one org, or of all. */
  standards(org: string | null): Promise<readonly KeptStandard[]>;
  /** Everything that decided how it stood; null where that was forgotten since. */
  answers(kept: KeptStandard): Promise<KeptAnswers | null>;
  /** Whom it does not reach; null but for the latest run of each standard. */
  notReached(kept: KeptStandard): Promise<NotReached | null>;
  /** Texts that change with what is kept of an org, by kind: whether to read it again. */
  stamp(org: string): Promise<LedgerStamp>;
  /** Orgs that were read at least once. */
  orgs(): Promise<readonly string[]>;
  /** Oldest first; of one org, or of all. */
  records(org: string | null): Promise<readonly OrgRecord[]>;
  /** Those of an org that changed after a revision that this gave before; null: all of them. */
  recordsAfter(org: string, revision: string | null): Promise<ChangedRecords>;
  /**
   * The alert of an id, or of the beginning of one.
   *
   * @throws PlumblineError ALERT_NOT_FOUND, or ALERT_AMBIGUOUS where several ids begin so
   */
  record(id: string): Promise<OrgRecord>;
  /**
   * Changes the alerts of these ids (or beginnings of ids), all or none, by what is true inside the transaction.
   * Whoever was told of an alert is told what became of it, with the next pass.
   *
   * @returns each once, in the order of the ids
   * @throws PlumblineError ALERT_NOT_FOUND or ALERT_AMBIGUOUS, and what `change` throws
   */
  changeRecords(
    ids: readonly string[],
    change: (record: AlertRecord) => AlertRecord,
    now: Date,
  ): Promise<readonly OrgRecord[]>;
  /** Keeps an entry of the audit log, or what became of it. */
  keepAudit(org: string, entry: AuditEntry): Promise<void>;
  /** The latest entries of the audit log, latest first. */
  audit(org: string, atMost: number): Promise<readonly AuditEntry[]>;
  readonly outbox: Outbox;
  readonly proofs: Proofs;
  /** Statements of others on the same database, each on its own. */
  readonly sql: SqlRunner;
  /** The same, all of them or none. They lock the rows that they need to be alone with: the ledger's own writing goes on. */
  transact<Result>(work: (sql: SqlRunner) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
