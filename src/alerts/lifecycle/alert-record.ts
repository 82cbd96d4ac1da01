import type { Alert } from "../../model/alert.ts";
import type { AlertEvent } from "../detections/detection.ts";

/** An alert with what the ledger keeps beside it and nobody is shown: plain JSON. */
export interface AlertRecord {
  readonly alert: Alert;
  /** The same events as the alert's, with their times; oldest first. */
  readonly events: readonly AlertEvent[];
  /** How it came to be resolved; null when it is not. `managed`: recorded, never alerted. */
  readonly resolvedBy: "itself" | "hand" | "managed" | null;
}

/**
 * What became of an alert:
 * - `opened`: new, tell people
 * - `joined`: one more event of the same kind on the same subject, the state is as before
 * - `reopened`: it was acknowledged or resolved by hand, and something that was not known then came to light
 * - `recorded`: a change of ours; kept, nobody is told
 */
export type AlertChangeKind = "opened" | "joined" | "reopened" | "acknowledged" | "resolved" | "recorded";

export interface AlertChange {
  readonly kind: AlertChangeKind;
  readonly record: AlertRecord;
}

export const isOpen = ({ alert }: AlertRecord): boolean => alert.state !== "resolved";
