import type { GroupId, UserId } from "./ids.ts";
import type { Cost, Report, ReportGap } from "./report.ts";

/** A person, as far as memberships look at people. */
export interface Member {
  /** Null for somebody whom the baseline names and the org does not have. */
  readonly id: UserId | null;
  readonly login: string;
}

/** A person who has to be in a group and is not. */
export interface MissingMembership {
  readonly group: { readonly id: GroupId; readonly name: string };
  readonly user: { readonly id: UserId; readonly login: string };
  /** Ids of the requirements that ask for it. */
  readonly requirements: readonly string[];
  /** The baseline names the person among the group's members. */
  readonly isDeclared: boolean;
}

/**
 * - `missing`: the group does not exist
 * - `directory`: an application or a directory keeps it (APP_GROUP)
 * - `built-in`: Okta's own
 * - `rule`: a group rule fills it
 * - `admin`: the group holds administrator roles
 * - `closed`: the baseline says who may be in, and does not name these people
 * - `nobody`: the org has nobody of that login or id
 */
export type RefusalReason = "missing" | "directory" | "built-in" | "rule" | "admin" | "closed" | "nobody";

/** People who have to be in a group and whom Plumbline does not put there. */
export interface RefusedMemberships {
  readonly group: { readonly id: GroupId | null; readonly name: string };
  readonly reason: RefusalReason;
  /** One plain sentence. */
  readonly message: string;
  /** Action to take instead. */
  readonly alternative: string;
  readonly people: readonly Member[];
  readonly requirements: readonly string[];
}

/** Somebody of whom nothing is asked now. */
export interface LeftOut {
  readonly user: Member;
  readonly group: string;
  readonly requirement: string;
  readonly why: "exempted" | "pending";
  /** The last day of the exemption; null for pending people. */
  readonly until: string | null;
}

/** Memberships that the baseline asks for, held against who is in which group. */
export interface MembershipPlan {
  readonly additions: readonly MissingMembership[];
  readonly refused: readonly RefusedMemberships[];
  readonly leftOut: readonly LeftOut[];
  /** Questions that could not be answered, one clause each. */
  readonly uncertainties: readonly string[];
}

/**
 * - `planned`: not asked to (no `--apply`)
 * - `already a member`, `gone`, `out of scope`: so it was found to be just before
 * - `not tried`: the run ended before
 * - `unknown`: Okta did not answer, neither to the change nor to the question what came of it
 */
export type AdditionStatus =
  | "planned"
  | "added"
  | "already a member"
  | "gone"
  | "out of scope"
  | "failed"
  | "unknown"
  | "not tried";

export interface Addition extends MissingMembership {
  readonly status: AdditionStatus;
  /** Why it failed or is not known, else null. */
  readonly reason: string | null;
}

/** The answer of `plumbline enroll`, as `--format json` prints it. */
export interface Enrollment extends Pick<Report, "schemaVersion" | "tool" | "org" | "baseline" | "source"> {
  readonly mode: "plan" | "apply";
  readonly additions: readonly Addition[];
  readonly refused: readonly RefusedMemberships[];
  readonly leftOut: readonly LeftOut[];
  readonly uncertainties: readonly string[];
  readonly gaps: readonly ReportGap[];
  /** The file that `--undo` takes; null where nothing was written. */
  readonly log: string | null;
  readonly cost: Cost;
}

/** The answer of `plumbline enroll --undo`. */
export interface EnrollmentUndo extends Pick<Report, "schemaVersion" | "tool"> {
  readonly mode: "undo";
  readonly org: string;
  readonly log: string;
  readonly removals: readonly Removal[];
}

export interface Removal extends Pick<MissingMembership, "group" | "user"> {
  readonly status: "removed" | "not a member" | "gone" | "failed" | "unknown" | "not tried";
  readonly reason: string | null;
}
