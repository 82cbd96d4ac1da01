import type { Ledger } from "../../ledger/ledger.ts";
import type { Baseline } from "../../model/baseline.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { ProofSummary, SilentChange } from "../../model/proof.ts";
import { readConnectionSettings } from "../../okta/access/connection-settings.ts";
import type { SnapshotMemory } from "../../okta/take-snapshot.ts";
import type { Caller } from "../caller.ts";
import type { BegunReading } from "../check/read-org.ts";
import { withLease } from "../lease/with-lease.ts";
import { type RiskOf, riskBy, riskiestFirst } from "./order-by-risk.ts";
import type { ProofOptions } from "./proof-context.ts";
import { proofLeaseKey, type Remembering, rememberEnrolments } from "./remember-enrolments.ts";

/** Additions of memory to a run. */
interface MemoryOutcome {
  /** For the judgement. */
  readonly judged: { readonly silentChanges?: readonly SilentChange[] };
  /** For the summary of the report. */
  readonly told: { readonly proof?: ProofSummary };
  /** As of when the answer holds; null: as of the reading. ISO 8601, UTC. */
  readonly asOf: string | null;
}

/** Memory of an org for one run, or that there is none. */
export interface RunMemory {
  /** Options for reading the org by this baseline. */
  readingFor(baseline: Baseline): { readonly remember?: (live: BegunReading) => Promise<SnapshotMemory> };
  /** To be asked for once the org is read. */
  outcome(): MemoryOutcome;
}

const nothing: MemoryOutcome = { judged: {}, told: {}, asOf: null };
/** Reads everybody, the riskiest first. */
const inOrderOfRisk = (riskOf: RiskOf): RunMemory => ({
  readingFor: () => ({
    remember: async () => ({ usersOf: ({ all }) => all(), enrolmentsOf: riskiestFirst(riskOf) }),
  }),
  outcome: () => nothing,
});
const noMemory: RunMemory = { readingFor: () => ({}), outcome: () => nothing };

/** How a run may remember. */
interface MemoryRequest {
  readonly ledger?: Ledger | null;
  readonly proofs?: ProofOptions;
  /** A report of the console that says whom to read first. */
  readonly seedReport?: string;
  /** Judges as of then, in place of now. */
  readonly now?: Date;
}

/**
 * Works with what the ledger remembers of an org, while no other run does; or without, where the run is to read everybody.
 *
 * @throws PlumblineError USAGE without a ledger, LEDGER_*
 */
export async function withMemory<Result>(
  { ledger = null, proofs: options, seedReport, now: rehearsedAt }: MemoryRequest,
  caller: Caller,
  work: (memory: RunMemory) => Promise<Result>,
): Promise<Result> {
  const riskOf = await riskBy(seedReport, caller);
  if (options === undefined) return work(seedReport === undefined ? noMemory : inOrderOfRisk(riskOf));
  if (ledger === null) {
    throw new PlumblineError("USAGE", "memory of what was read is kept in a ledger, and there is none", {
      remedy: "name one: --ledger plumbline.db",
    });
  }
  const { orgUrl } = readConnectionSettings(caller.env);
  return withLease(ledger, proofLeaseKey(orgUrl), caller, (lease) => {
    let remembering: Remembering | null = null;
    const remember = async (baseline: Baseline, live: BegunReading): Promise<SnapshotMemory> => {
      remembering = await rememberEnrolments({
        ...live,
        ledger,
        lease,
        baseline,
        options,
        caller,
        rehearsedAt,
        riskOf,
      });
      return remembering;
    };
    return work({
      readingFor: (baseline) => ({ remember: (live) => remember(baseline, live) }),
      outcome: () => {
        const result = remembering?.result() ?? null;
        // All that is remembered of a large org is a lot to hold while the report is made.
        remembering = null;
        if (result === null) return nothing;
        const { summary, silentChanges } = result;
        return { judged: { silentChanges }, told: { proof: summary }, asOf: summary.asOf };
      },
    });
  });
}
