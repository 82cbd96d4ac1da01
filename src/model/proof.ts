import type { UserId } from "./ids.ts";
import type { PersonEnrolments } from "./snapshot.ts";

/** Enrolments that were read of a person. */
export type ReadPerson = Extract<PersonEnrolments, { readonly kind: "read" }>;

/** Facts read of one person, and what makes it worth believing later. */
export interface EnrolmentProof {
  readonly read: ReadPerson;
  /** Before they were asked, by the org's clock: ISO 8601, UTC. */
  readonly provenAt: string;
  /** The unbroken reading of the System Log that it belongs to. */
  readonly chain: string;
  /** How many times that reading had gone on before the person was read. */
  readonly position: number;
  /** Digest of the policies that decide what Okta's filtered view shows; empty where the view is not filtered. */
  readonly view: string;
}

/** An unbroken reading of the System Log: each link led on from the one before. One an org. */
export interface LogChain {
  readonly id: string;
  /** Okta's `next` link. */
  readonly next: string;
  /** How it was read, as a text: for which events, of which org, by whom. Read otherwise it proves nothing. */
  readonly terms: string;
  /** When it was last read to its end, by the org's clock: ISO 8601, UTC. */
  readonly readTo: string;
  /** How many times it has gone on. */
  readonly position: number;
  /** A change that no event explains was found: everybody is read, whatever that takes, before memory counts again. */
  readonly readsEverybody: boolean;
}

/** How Okta's list of people was read for memory. */
export interface RosterState {
  /** The unbroken reading of the System Log that it belongs to. */
  readonly chain: string;
  /** When the whole list was read: ISO 8601, UTC. */
  readonly readAt: string;
  /** Until when the people who changed were looked for: ISO 8601, UTC. */
  readonly searchedTo: string;
  /** Which attributes of people were asked for, as a text. */
  readonly asked: string;
}

/** A person whose enrolments changed, and no event says so. */
export interface SilentChange {
  readonly user: UserId;
  readonly before: EnrolmentProof;
  readonly now: ReadPerson;
}

/** How much of an answer was read now, how much was remembered, and how far memory can be trusted. */
export interface ProofSummary {
  /** When the oldest answer that was used was read; null where nobody's enrolments were used. ISO 8601, UTC. */
  readonly oldest: string | null;
  /** People judged by what was read earlier. */
  readonly reused: number;
  /** People read now. */
  readonly read: number;
  /** Of those, the ones whose memory stood, read to compare. */
  readonly sampled: number;
  readonly silentChanges: number;
  /** With 95 % confidence less than this share of people changed without an event; null where nobody was sampled. */
  readonly silentRateBelow: number | null;
  /** As of when the answer holds: what Okta logged later is not in it. ISO 8601, UTC. */
  readonly asOf: string;
}
