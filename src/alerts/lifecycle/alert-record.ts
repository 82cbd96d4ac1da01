import type { AlertRecord } from "../../ledger/alert-record.ts";

/**
 * Change of an alert:
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
