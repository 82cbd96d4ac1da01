import type { UserId } from "../model/ids.ts";
import type { EnrolmentProof, LogChain, RosterState, SilentChange } from "../model/proof.ts";
import type { Person } from "../model/snapshot.ts";
import type { Lease } from "./lease.ts";

/** Facts remembered of an org's enrolments. */
export interface ProofMemory {
  /** Null: the log was never read for them. */
  readonly chain: LogChain | null;
  readonly proofs: ReadonlyMap<UserId, EnrolmentProof>;
  readonly roster: Roster;
  /** Silent changes that no report has told of yet: the run that found them died. */
  readonly untold: readonly SilentChange[];
}

/** Okta's list of people as it was read. */
export interface Roster {
  /** Null: it was never read for memory. */
  readonly state: RosterState | null;
  readonly people: ReadonlyMap<UserId, Person>;
  /** People who must be read again before the list counts. */
  readonly stale: readonly UserId[];
}

/** News that a run has of the list of people. */
export interface RosterChange {
  readonly state: RosterState;
  /** In place of all that was kept, or of what was kept of these people. */
  readonly replaces: "everybody" | "these";
  readonly people: Iterable<Person>;
}

/** A step of the reading of the log, with what it makes worthless and what was learned by it. */
export interface ChainStep {
  readonly org: string;
  readonly chain: LogChain;
  readonly forget: "everybody" | readonly UserId[];
  /** People whose account changed and was not read since. */
  readonly stale: readonly UserId[];
  readonly roster: RosterChange | null;
  /** Silent changes to be kept until a report has told of them. */
  readonly untold: readonly SilentChange[];
}

/** Memory of what was read of people, and of how far the System Log was read for it. */
export interface Proofs {
  recall(org: string): Promise<ProofMemory>;
  /**
   * Moves the reading of the log on, and forgets in the same transaction whom its events were about: whoever dies before
   * has read nothing, whoever dies after has forgotten.
   *
   * @throws PlumblineError LEDGER_LEASE_LOST
   */
  advance(lease: Lease, step: ChainStep, now: Date): Promise<void>;
  /**
   * Keeps what was read of people, in place of what was kept of them before.
   *
   * @throws PlumblineError LEDGER_LEASE_LOST
   */
  keep(
    lease: Lease,
    kept: { readonly org: string; readonly proofs: ReadonlyMap<UserId, EnrolmentProof> },
    now: Date,
  ): Promise<void>;
  /**
   * A report has told of every silent change of the org that is kept.
   *
   * @throws PlumblineError LEDGER_LEASE_LOST
   */
  told(lease: Lease, org: string, now: Date): Promise<void>;
}
