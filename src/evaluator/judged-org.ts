import type { AppliedStack } from "../model/applied-stack.ts";
import type { SilentChange } from "../model/proof.ts";
import type { Simulation } from "../model/simulation.ts";
import type { Judgement } from "./judgement.ts";
import type { ComparedOrg } from "./live/compared-org.ts";

/** An org beside the baseline that it is judged by, and what was worked out of both. */
export interface JudgedOrg extends ComparedOrg {
  readonly now: Date;
  /** When people last came back, by user id, as far as the ledger knows: ISO 8601, UTC. */
  readonly reactivated: ReadonlyMap<string, string>;
  /** State that the stack wrote last; null when none was given. */
  readonly stack: AppliedStack | null;
  /** Answers of Okta's own simulation about a sample; left out where nobody asked for them. */
  readonly simulation?: Simulation;
  /** People who changed without an event; left out where nothing is remembered. */
  readonly silentChanges?: readonly SilentChange[];
  /** Lookups and effective policies, worked out once for all checks. */
  readonly judgement: Judgement;
}
