import type { JobKind } from "../model/job-status.ts";

/** Turn of an org to have some kind of work done. */
export interface Slot {
  readonly kind: JobKind;
  /** URL of the org. */
  readonly org: string;
  /** Names the turn: the same for whoever works it out, so that it is taken once. */
  readonly id: string;
  /** When it begins. */
  readonly dueAt: Date;
}

/** Slot that a worker has taken, and nobody else has. */
export interface ClaimedJob extends Slot {
  /** How often it failed before. */
  readonly failures: number;
  /** Milliseconds from when it might have begun until it did, by the database's clock. */
  readonly delayMs: number;
}

/** Reason why a job was not done, as it is kept and shown. */
export interface JobFailure {
  readonly code: string;
  readonly message: string;
}

/** A worker: whoever holds orgs and does their jobs. */
export interface WorkerName {
  /** Different for every run of a worker. */
  readonly owner: string;
  /** The machine and its process, for people to read. */
  readonly holder: string;
}
