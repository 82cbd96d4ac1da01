import type { Ledger } from "../../ledger/ledger.ts";
import type { Baseline } from "../../model/baseline.ts";
import { PlumblineError } from "../../model/errors.ts";
import { readConnectionSettings } from "../../okta/access/connection-settings.ts";
import type { OktaConnection } from "../../okta/connection/connection.ts";
import type { EnrolmentsOf } from "../../okta/reading/read-enrolments.ts";
import type { Caller } from "../caller.ts";
import { withLease } from "../lease/with-lease.ts";
import type { ProofOptions } from "./proof-context.ts";
import { type ProofResult, proofLeaseKey, type Remembering, rememberEnrolments } from "./remember-enrolments.ts";

/** Memory of an org for one run. */
export interface RunMemory {
  rememberFor(
    baseline: Baseline,
  ): (live: { readonly connection: OktaConnection; readonly signal: AbortSignal }) => Promise<EnrolmentsOf>;
  /** Null: nobody's enrolments were asked for. */
  result(): ProofResult | null;
}

/** How a run may remember. */
interface MemoryRequest {
  readonly ledger?: Ledger | null;
  readonly proofs?: ProofOptions;
  /** Judges as of then, in place of now. */
  readonly now?: Date;
}

/**
 * Works with what the ledger remembers of an org, while no other run does; with null where the run is to read everybody.
 *
 * @throws PlumblineError USAGE without a ledger, LEDGER_*
 */
export async function withMemory<Result>(
  { ledger = null, proofs: options, now: rehearsedAt }: MemoryRequest,
  caller: Caller,
  work: (memory: RunMemory | null) => Promise<Result>,
): Promise<Result> {
  if (options === undefined) return work(null);
  if (ledger === null) {
    throw new PlumblineError("USAGE", "--max-proof-age remembers in a ledger, and there is none", {
      remedy: "name one: --ledger plumbline.db",
    });
  }
  const { orgUrl } = readConnectionSettings(caller.env);
  return withLease(ledger, proofLeaseKey(orgUrl), caller, (lease) => {
    let remembering: Remembering | null = null;
    return work({
      rememberFor: (baseline) => async (live) => {
        remembering = await rememberEnrolments({
          ...live,
          ledger,
          lease,
          baseline,
          options,
          caller,
          rehearsedAt,
        });
        return remembering.enrolmentsOf;
      },
      result: () => remembering?.result() ?? null,
    });
  });
}
