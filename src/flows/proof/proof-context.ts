import type { Lease } from "../../ledger/lease.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { ProofMemory } from "../../ledger/proofs.ts";
import type { Baseline } from "../../model/baseline.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import type { OktaConnection } from "../../okta/connection/connection.ts";
import type { EnrolmentsOf } from "../../okta/reading/read-enrolments.ts";
import type { Caller } from "../caller.ts";
import type { FollowedChain } from "./log-chain.ts";
import type { RiskOf } from "./order-by-risk.ts";

/** How far memory may stand for reading. */
export interface ProofOptions {
  /** Milliseconds. */
  readonly maxProofAge: number;
  /** Share of the requests of a full read that a run may take, above 0 to 1; no bound where it is left out. */
  readonly requestShare?: number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Things that a reading by memory works with. */
export interface ProofContext {
  /** Lower is read first. */
  readonly riskOf: RiskOf;
  readonly ledger: Ledger;
  readonly lease: Lease;
  readonly connection: OktaConnection;
  readonly org: OrgSnapshot["org"];
  readonly baseline: Baseline;
  readonly options: ProofOptions;
  readonly signal: AbortSignal;
  readonly caller: Caller;
  /** Judges ages as of then, where it is later than now. */
  readonly rehearsedAt: Date | undefined;
}

/** Whose enrolments are asked for, and how to read some. */
export type Asked = Parameters<EnrolmentsOf>[0];

/** The same once memory was recalled and the log read to now. */
export interface MemoryContext extends ProofContext {
  readonly memory: ProofMemory;
  /** Null: the log could not be read. */
  readonly opened: FollowedChain | null;
}
