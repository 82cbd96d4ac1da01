import type { AlertActor } from "../model/alert.ts";
import type { EnrollmentPolicy } from "../model/live-enrollment.ts";

/** Record that the ledger keeps of a person: plain JSON, small, one a person. */
export interface PersonMemory {
  readonly id: string;
  readonly login: string | null;
  /** ISO 8601; from the org or from the event that created the account. */
  readonly created: string | null;
  /** Last known, with the time at which it was known. */
  readonly status: { readonly value: string; readonly at: string } | null;
  /** Last known active factors as `key:method` or `key`, one for each enrolment; null when they are not known. */
  readonly factors: readonly string[] | null;
  /** When a factor was last enrolled or came back from a suspension. */
  readonly factorRestoredAt: string | null;
  /** Who did that, and which factor it was; null when it is not known. */
  readonly factorRestored: { readonly actor: AlertActor; readonly factor: string | null } | null;
  /** The latest changes of the account, oldest first. */
  readonly marks: readonly LifecycleEvent[];
  /** The admin roles that the log last told of, groups included; null when it told of none. */
  readonly adminRoles: { readonly roles: readonly string[]; readonly at: string } | null;
  /** The latest answers to Okta Verify pushes, oldest first: denials, and what was accepted soon after one. */
  readonly pushes: readonly PushMark[];
}

export interface PushMark {
  readonly uuid: string;
  /** `published`: ISO 8601, UTC. */
  readonly at: string;
  readonly answer: "accepted" | "denied";
}

/** Something that became of an account: enough to tell later whether an activation was the first. */
export interface LifecycleEvent {
  readonly eventType: string;
  readonly uuid: string;
  /** `published`: ISO 8601, UTC. */
  readonly at: string;
  readonly actor: AlertActor;
  readonly isManaged: boolean;
}

/** Record that the ledger keeps of the org as a whole: plain JSON. */
export interface OrgMemory {
  /** From when on every event was read; null before the first reading. */
  readonly watchedSince: string | null;
  /** The enrollment policies at the last reading: what they were before a change. */
  readonly policies: readonly EnrollmentPolicy[] | null;
}

export const emptyOrgMemory: OrgMemory = { watchedSince: null, policies: null };
