import type { Alert } from "../model/alert.ts";

/** An event that belongs to an alert. */
export interface AlertEvent {
  readonly uuid: string;
  /** ISO 8601, UTC. */
  readonly published: string;
}

/** An alert with what the ledger keeps beside it and nobody is shown: plain JSON. */
export interface AlertRecord {
  readonly alert: Alert;
  /** The same events as the alert's, with their times; oldest first. */
  readonly events: readonly AlertEvent[];
  /** How it came to be resolved; null when it is not. `managed`: recorded, never alerted. */
  readonly resolvedBy: "itself" | "hand" | "managed" | null;
}
