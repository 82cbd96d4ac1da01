/** Kinds of work that workers do for an org, again and again. */
export const jobKinds = ["check", "watch", "posts"] as const;
export type JobKind = (typeof jobKinds)[number];

/** How the work of one kind for one org stands. */
export interface JobStatus {
  /** URL of the org. */
  readonly org: string;
  readonly kind: JobKind;
  /** `idle`: done, and the next is not due yet. */
  readonly state: "idle" | "waiting" | "running" | "failing";
  /** When the one that waits may begin, or the one that runs began; ISO 8601, UTC. */
  readonly since: string | null;
  /** Machine and process of the worker that does it. */
  readonly worker: string | null;
  readonly doneAt: string | null;
  /** How often the one that is tried again failed so far. */
  readonly failures: number;
  readonly error: { readonly code: string; readonly message: string } | null;
  /** Times that failed for good since it was last done. */
  readonly dead: number;
}

/** How the jobs of a fleet stand, in the order of its orgs. */
export interface WorkerStatus {
  readonly schemaVersion: 1;
  readonly fleet: string;
  readonly jobs: readonly (JobStatus & { readonly name: string })[];
  /** Names of orgs that no worker has had a job of. */
  readonly unknown: readonly string[];
}
