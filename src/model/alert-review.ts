import type { Alert } from "./alert.ts";

/** Alerts of some days, for those who go through them once a week. */
export interface AlertReview {
  /** ISO 8601, UTC; so are the other times. */
  readonly since: string;
  readonly until: string;
  /** The orgs that were watched, and how far their log was read. */
  readonly orgs: readonly { readonly url: string; readonly readUntil: string }[];
  readonly total: AlertCounts;
  /** Those with something to tell, most alerts first. */
  readonly byDetection: readonly CountedAlerts[];
  /** People whom alerts are about. */
  readonly byPerson: readonly CountedAlerts[];
  /** Who did it. */
  readonly byActor: readonly CountedAlerts[];
  /** Changes by managed actors in those days: recorded, not alerted, not counted elsewhere. */
  readonly managed: number;
  /** Every alert that was opened or closed in those days, or is open now; oldest first. */
  readonly alerts: readonly Alert[];
}

export interface AlertCounts {
  /** Opened in those days. */
  readonly opened: number;
  /** Closed in those days, whenever they were opened. */
  readonly closed: number;
  /** Open or acknowledged now, whenever they were opened. */
  readonly open: number;
  /** Of these, past the time by which something was due. */
  readonly overdue: number;
  /** From opening to closing, over those closed in those days; null without any. */
  readonly medianSecondsToClose: number | null;
}

export interface CountedAlerts extends AlertCounts {
  readonly id: string;
  readonly name: string;
}
