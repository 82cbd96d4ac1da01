import type { UserId } from "../../model/ids.ts";
import type { EnrolmentProof, LogChain, ReadPerson } from "../../model/proof.ts";
import { mayHaveEnded } from "./compare-reads.ts";

/** Why somebody's memory does not count, in the words of `plumbline check --verbose` and its tests. */
export type ReadReason =
  | "nothing is remembered"
  | "an event"
  | "another reading of the log"
  | "too old"
  | "from the future"
  | "something ends by itself"
  | "another policy filters the view"
  | "a method decides";

/** Whether memory may stand for a person, or the person must be read. */
export type Decision = { readonly kind: "use" } | { readonly kind: "read"; readonly why: ReadReason };

/** Facts to decide by, the same for everybody. */
export interface ProofCase {
  /** The reading of the log, gone on to now; null: it is broken, or was never begun. */
  readonly chain: LogChain | null;
  /** Whom an event since the last reading may have changed. */
  readonly isTouched: (user: UserId) => boolean;
  readonly now: Date;
  readonly maxAgeMs: number;
  /** Digest of what decides what Okta's filtered view shows of a person. */
  readonly viewOf: (user: UserId) => string;
  /** Whether what was seen is enough for all that is asked now, whatever a view hides. */
  readonly isEnough: (user: UserId, read: ReadPerson) => boolean;
  /** Whether a method that was not asked for decides a requirement now. */
  readonly lacksMethod: (user: UserId, read: ReadPerson) => boolean;
}

const read = (why: ReadReason): Decision => ({ kind: "read", why });

// One object for each, whomever it is about: a million people are decided about.
const use: Decision = { kind: "use" };
const decisions: Readonly<Record<ReadReason, Decision>> = {
  "nothing is remembered": read("nothing is remembered"),
  "an event": read("an event"),
  "another reading of the log": read("another reading of the log"),
  "too old": read("too old"),
  "from the future": read("from the future"),
  "something ends by itself": read("something ends by itself"),
  "another policy filters the view": read("another policy filters the view"),
  "a method decides": read("a method decides"),
};

/** Clocks differ a little. */
const mostAheadMs = 5 * 60_000;

function ageReason({ provenAt }: EnrolmentProof, { now, maxAgeMs }: ProofCase): ReadReason | null {
  const age = now.getTime() - Date.parse(provenAt);
  if (!(age >= -mostAheadMs)) return "from the future";
  return age <= maxAgeMs ? null : "too old";
}

/** Whether the log was read without a break since the person was, and no event was about them. */
function chainReason(
  user: UserId,
  proof: EnrolmentProof,
  { chain, isTouched }: ProofCase,
): ReadReason | null {
  if (chain === null || proof.chain !== chain.id || proof.position > chain.position) {
    return "another reading of the log";
  }
  return isTouched(user) ? "an event" : null;
}

/** Whether what was seen is what would be asked for now, and seen as it would be now. */
function viewReason(
  user: UserId,
  proof: EnrolmentProof,
  { viewOf, isEnough, lacksMethod }: ProofCase,
): ReadReason | null {
  if (mayHaveEnded(proof.read)) return "something ends by itself";
  const isFiltered = proof.read.source !== "authenticator-enrollments";
  // A policy hides and invents nothing: only an absence is seen through it.
  if (isFiltered && proof.view !== viewOf(user) && !isEnough(user, proof.read)) {
    return "another policy filters the view";
  }
  return lacksMethod(user, proof.read) ? "a method decides" : null;
}

/**
 * Decides whether what is remembered of a person may stand for reading them. All must hold: the System Log was read
 * without a break from before the person was read until now, no event was about them, the memory is young enough, and it
 * was seen through a view that is not filtered, or is filtered as it was then. Anything else is no proof: no news is no
 * good news where the chain is broken. A temporary access code ends without an event, and whoever had one is read.
 */
export function decidePerson(user: UserId, proof: EnrolmentProof | undefined, input: ProofCase): Decision {
  if (proof === undefined) return decisions["nothing is remembered"];
  const why = chainReason(user, proof, input) ?? ageReason(proof, input) ?? viewReason(user, proof, input);
  return why === null ? use : decisions[why];
}
