import type { UserId } from "../model/ids.ts";
import type { EnrolmentProof, LogChain } from "../model/proof.ts";
import type { Lease } from "./lease.ts";

/** What is remembered of an org's enrolments. */
export interface ProofMemory {
  /** Null: the log was never read for them. */
  readonly chain: LogChain | null;
  readonly proofs: ReadonlyMap<UserId, EnrolmentProof>;
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
  advance(
    lease: Lease,
    step: {
      readonly org: string;
      readonly chain: LogChain;
      readonly forget: "everybody" | readonly UserId[];
    },
    now: Date,
  ): Promise<void>;
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
}
