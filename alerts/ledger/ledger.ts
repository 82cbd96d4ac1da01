import type { Alert } from "../../model/alert.ts";
import type { HeldLease, Lease, LeaseClaim } from "./lease.ts";

/** What is remembered of a person between runs. */
export type PersonMemory = Readonly<Record<string, unknown>>;

/** How far the System Log of an org was dealt with. */
export interface LogPosition {
  /** Okta's `next` link. */
  readonly next: string;
  /** The filter that is part of the link. */
  readonly filter: string;
  /** ISO 8601, UTC: everything that was logged by then was dealt with. */
  readonly updatedAt: string;
}

/** An event that was dealt with; Okta gives some more than once. */
export interface SeenEvent {
  readonly uuid: string;
  readonly published: string;
}

/** What a run has to know before it can judge events. */
export interface Recollection {
  /** Of the events asked about, those that were dealt with before. */
  readonly seen: ReadonlySet<string>;
  /** Every alert of the org, resolved ones too. */
  readonly alerts: readonly Alert[];
  /** Of the people asked about, those of whom something is remembered, by id. */
  readonly people: ReadonlyMap<string, PersonMemory>;
}

/** About what a run wants to know. */
export interface RecollectionRequest {
  readonly uuids: readonly string[];
  readonly people: readonly string[];
}

/** All that a run writes. */
export interface RunResult {
  readonly position: LogPosition;
  readonly seen: readonly SeenEvent[];
  /** New ones, and those that changed. */
  readonly alerts: readonly Alert[];
  readonly people: ReadonlyMap<string, PersonMemory>;
}

/** An alert with the org that it is of. */
export interface OrgAlert {
  readonly org: string;
  readonly alert: Alert;
}

/**
 * What Plumbline remembers between runs. Orgs go by their URL. Everything that fails does so with a PlumblineError
 * LEDGER_*.
 */
export interface Ledger {
  /** What to call it: a path, or a URL without its password. */
  readonly place: string;
  /** Takes the right to work on an org; who holds it otherwise, or null. */
  takeLease(claim: LeaseClaim): Promise<HeldLease | null>;
  /** @throws PlumblineError LEDGER_LEASE_LOST */
  renewLease(lease: Lease, now: Date): Promise<void>;
  releaseLease(lease: Lease): Promise<void>;
  position(org: string): Promise<LogPosition | null>;
  recall(org: string, wanted: RecollectionRequest): Promise<Recollection>;
  /**
   * Writes what a run decides, all of it or nothing. It decides inside the transaction, by what is true there: an
   * alert that somebody acknowledged meanwhile stays acknowledged.
   *
   * @throws PlumblineError LEDGER_LEASE_LOST
   */
  keepRun(
    lease: Lease,
    options: { readonly now: Date; readonly wanted: RecollectionRequest },
    decide: (recollection: Recollection) => RunResult,
  ): Promise<RunResult>;
  /** Orgs that were read at least once. */
  orgs(): Promise<readonly string[]>;
  /** Oldest first; of one org, or of all. */
  alerts(org: string | null): Promise<readonly OrgAlert[]>;
  /**
   * Changes the alert of that id.
   *
   * @throws PlumblineError ALERT_NOT_FOUND
   */
  changeAlert(id: string, change: (alert: Alert) => Alert): Promise<Alert>;
  close(): Promise<void>;
}
