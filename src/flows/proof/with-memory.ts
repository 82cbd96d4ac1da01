import type { Ledger } from "../../ledger/ledger.ts";
import type { Baseline } from "../../model/baseline.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { ProofSummary, SilentChange } from "../../model/proof.ts";
import { readConnectionSettings } from "../../okta/access/connection-settings.ts";
import type { SnapshotMemory } from "../../okta/take-snapshot.ts";
import type { Caller } from "../caller.ts";
import { withLease } from "../lease/with-lease.ts";
import { type RiskOf, riskBy, riskiestFirst } from "./order-by-risk.ts";
import type { ProofContext, ProofOptions } from "./proof-context.ts";
import { proofLeaseKey, type Remembering, rememberEnrolments } from "./remember-enrolments.ts";

/** An org that is about to be read. */
type BegunReading = Pick<ProofContext, "connection" | "org" | "signal">;

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
  /**
   * To be called once a report of the outcome is kept: silent changes are told of until then, run after run.
   *
   * @throws PlumblineError LEDGER_*
   */
  told(): Promise<void>;
}

const nothing: MemoryOutcome = { judged: {}, told: {}, asOf: null };
/** Reads everybody, the riskiest first. */
const inOrderOfRisk = (riskOf: RiskOf): RunMemory => ({
  readingFor: () => ({
    remember: async () => ({ usersOf: ({ all }) => all(), enrolmentsOf: riskiestFirst(riskOf) }),
  }),
  outcome: () => nothing,
  told: async () => {},
});
const noMemory: RunMemory = { readingFor: () => ({}), outcome: () => nothing, told: async () => {} };

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
    let isToTell = false;
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
        isToTell = silentChanges.length > 0;
        return { judged: { silentChanges }, told: { proof: summary }, asOf: summary.asOf };
      },
      told: async () => {
        if (isToTell) await ledger.proofs.told(lease, orgUrl, caller.now());
      },
    });
  });
}
