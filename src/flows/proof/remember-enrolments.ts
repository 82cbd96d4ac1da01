import { silentRateBelow } from "../../answers/proof/silent-rate.ts";
import type { ProofSummary, SilentChange } from "../../model/proof.ts";
import type { SnapshotMemory } from "../../okta/take-snapshot.ts";
import { openChain } from "./open-chain.ts";
import type { ProofContext } from "./proof-context.ts";
import { type ReadByMemory, readByMemory } from "./read-by-memory.ts";
import { rememberRoster } from "./remember-roster.ts";

/** Outcome of a reading by memory. */
export interface ProofResult {
  readonly summary: ProofSummary;
  readonly silentChanges: readonly SilentChange[];
}

/** A reading by memory: hand it to the reading of the org, then ask for the result. */
export interface Remembering extends SnapshotMemory {
  /** Null: nobody's enrolments were asked for. */
  result(): ProofResult | null;
}

/** Key under which a run holds an org's memory, so that no two runs move it on at once. */
export const proofLeaseKey = (org: string): string => `${org} (what is remembered of people)`;

/**
 * Recalls what is remembered of an org and reads the System Log on to now, before anything else is read.
 *
 * @throws PlumblineError LEDGER_* when it cannot be recalled
 */
export async function rememberEnrolments(context: ProofContext): Promise<Remembering> {
  const memory = await context.ledger.proofs.recall(context.connection.orgUrl);
  const opened = await openChain(context, memory.chain);
  let done: ProofResult | null = null;
  const remembered = { ...context, memory, opened };
  const roster = rememberRoster(remembered);
  return {
    usersOf: roster.usersOf,
    enrolmentsOf: async (asked) => {
      const read = await readByMemory(asked, remembered, roster);
      done = resultOf(read, memory.untold);
      return read.enrolments;
    },
    result: () => done,
  };
}

/** @param untold - silent changes of earlier runs, which died before they told of them */
function resultOf(
  { reused, oldest, read, sampled, silentChanges: found, asOf }: ReadByMemory,
  untold: readonly SilentChange[],
): ProofResult {
  const known = new Set(untold.map(({ user }) => user));
  const silentChanges = [...untold, ...found.filter(({ user }) => !known.has(user))];
  return {
    silentChanges,
    summary: {
      oldest,
      reused,
      read,
      sampled,
      silentChanges: silentChanges.length,
      silentRateBelow: silentRateBelow(found.length, sampled),
      asOf,
    },
  };
}
