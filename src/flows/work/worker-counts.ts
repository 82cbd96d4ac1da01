import { type JobKind, jobKinds } from "../../model/job-status.ts";

/** How a job ended: well; in a failure; handed back for another worker; or lost to one that took the org over. */
export const jobOutcomes = ["done", "failed", "handed-back", "lost"] as const;
export type JobOutcome = (typeof jobOutcomes)[number];

/** Upper ends of the classes by which delays are counted, in seconds. */
export const delayClasses = [1, 5, 15, 60, 300, 900, 3600] as const;

/** Counts of one kind of job since the worker started. */
export interface KindCounts {
  readonly outcomes: Record<JobOutcome, number>;
  /** Jobs that began within each class of delay, those of the smaller ones included. */
  readonly delays: number[];
  begun: number;
  delaySeconds: number;
  ended: number;
  seconds: number;
}

/** Counts what a worker does. */
export type WorkerCounts = Readonly<Record<JobKind, KindCounts>>;

/** Counts from nothing. */
export function workerCounts(): WorkerCounts {
  const none = (): KindCounts => ({
    outcomes: { done: 0, failed: 0, "handed-back": 0, lost: 0 },
    delays: delayClasses.map(() => 0),
    begun: 0,
    delaySeconds: 0,
    ended: 0,
    seconds: 0,
  });
  return Object.fromEntries(jobKinds.map((kind) => [kind, none()])) as Record<JobKind, KindCounts>;
}

/** A job began, so long after it might have. */
export function countBegun(counts: KindCounts, delayMs: number): void {
  const seconds = delayMs / 1000;
  counts.begun += 1;
  counts.delaySeconds += seconds;
  for (const [index, end] of delayClasses.entries())
    if (seconds <= end) counts.delays[index] = (counts.delays[index] ?? 0) + 1;
}

/** A job ended. */
export function countEnded(counts: KindCounts, outcome: JobOutcome, tookMs: number): void {
  counts.ended += 1;
  counts.seconds += tookMs / 1000;
  counts.outcomes[outcome] += 1;
}
