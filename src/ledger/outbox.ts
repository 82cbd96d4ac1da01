import type { Alert } from "../model/alert.ts";
import type { Lease } from "./lease.ts";

/** A state that an alert came into, and who is to be told. */
export interface PostDraft {
  readonly alert: Alert;
  /** Destinations; null: those that were told of the alert before. */
  readonly to: readonly string[] | null;
}

/** A post that waits to be sent. */
export interface WaitingPost {
  readonly org: string;
  readonly alertId: string;
  readonly destination: string;
  /** Counts what a destination is told of an alert: `0001`, `0002`, … */
  readonly turn: string;
  /** Passes in which it was tried so far. */
  readonly attempts: number;
  readonly createdAt: Date;
  readonly alert: Alert;
}

/** Post about an alert to one destination, sent or still to be sent. */
export interface PostHistory {
  readonly destination: string;
  readonly state: string;
  readonly status: string;
  readonly attempts: number;
  /** Why it was not taken, where it was not. */
  readonly lastError: string | null;
}

/** The posts that wait for one destination. */
export interface WaitingLine {
  readonly posts: number;
  /** When the first of them may be sent; in the past when it may now. */
  readonly nextAt: Date;
}

/** Result of trying a post: it is sent, waits until a time, or is given up. */
export type PostVerdict =
  | { readonly kind: "sent" }
  | { readonly kind: "given-up"; readonly reason: string }
  | {
      readonly kind: "later";
      readonly at: Date;
      readonly reason: string;
      /** The others to this destination wait as well. */
      readonly isDestinationDown: boolean;
    };

/** Posts that were written in the same transaction as the change that they tell. */
export interface Outbox {
  /** Posts that may be sent now, the worst first, then the oldest; never one whose alert has an earlier one that waits. */
  due(org: string, destination: string, now: Date, most: number): Promise<readonly WaitingPost[]>;
  /** Waiting posts, by destination. */
  waiting(org: string): Promise<ReadonlyMap<string, WaitingLine>>;
  /** Orgs of which posts may be sent now. */
  orgs(now: Date): Promise<readonly string[]>;
  /** All posts of an alert: by destination, in the order in which they are told. */
  history(alertId: string): Promise<readonly PostHistory[]>;
  /**
   * Gives up what waits since before a time for destinations that are not among these: no route leads there any more,
   * and one that comes back much later must not tell what is old.
   *
   * @throws PlumblineError LEDGER_LEASE_LOST
   */
  abandon(
    lease: Lease,
    kept: readonly string[],
    options: { readonly before: Date; readonly now: Date },
  ): Promise<void>;
  /** @throws PlumblineError LEDGER_LEASE_LOST */
  settle(lease: Lease, post: WaitingPost, verdict: PostVerdict, now: Date): Promise<void>;
}
