import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";

/** Facts that an alert needs of the org as it is now; read after the events, joined with them. */
export interface LiveFacts {
  /** ISO 8601, UTC: when the reading began. */
  readonly at: string;
  /** By user id; who is not in it was not read. */
  readonly people: ReadonlyMap<string, LivePerson>;
  /** Enrollment policies of every status; null when they were not read. */
  readonly policies: readonly EnrollmentPolicy[] | null;
  /**
   * Whether policies, authenticators and policies of applications are as the baseline declares them: by id, an authenticator (and a Classic
   * factor) also by key. What is not in it was not read or is not declared.
   */
  readonly matchesBaseline: ReadonlyMap<string, boolean>;
  /**
   * Policies of sign-in, and applications under them, by id, by which somebody gets in with less than the baseline asks:
   * what is amiss, a sentence each. What is not in it opens no wider, or is not declared or not read.
   */
  readonly opensWider: ReadonlyMap<string, readonly string[]>;
  /**
   * App sign-in policies that are not declared, by id: how somebody gets in with less than the baseline asks of everyone, a
   * clause each; none where surely nobody does. What is not in it is not known.
   */
  readonly lessThanAsked: ReadonlyMap<string, readonly string[]>;
}

/** One person as the live org shows them, judged by the baseline. */
export interface LivePerson {
  readonly id: string;
  readonly login: string;
  /** As Okta wrote it; `GONE` for somebody who was deleted. */
  readonly status: string;
  /** ISO 8601, or null. */
  readonly created: string | null;
  /** Active factors as `key:method` or `key`, one for each enrolment; null when they could not be read. */
  readonly factors: readonly string[] | null;
  /**
   * Whether a factor is left that counts: one that a requirement on this person accepts; where no requirement asks
   * for factors, one that `worthOf` says protects. Null: could not be told.
   */
  readonly hasAcceptableFactor: boolean | null;
  /** Types of admin roles, directly and through groups; null when they were not read. */
  readonly adminRoles: readonly string[] | null;
  /** The requirements that apply, or may. */
  readonly requirements: readonly LiveRequirement[];
}

export interface LiveRequirement {
  readonly id: string;
  readonly withinMs: number;
  /**
   * True when it is met or exempted; null when that could not be told. Within its grace a requirement that is not
   * met is not met: a check calls that pending, and pending is not enough to close an alert.
   */
  readonly isMet: boolean | null;
}

/** Nothing was read: a backtest, or an org that did not answer. */
export const noLiveFacts = (at: string): LiveFacts => ({
  at,
  people: new Map(),
  policies: null,
  matchesBaseline: new Map(),
  opensWider: new Map(),
  lessThanAsked: new Map(),
});
