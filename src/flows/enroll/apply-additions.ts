import { standingOf } from "../../evaluator/people/standing.ts";
import type { UserId } from "../../model/ids.ts";
import type { Addition, MissingMembership } from "../../model/memberships.ts";
import { addGroupMember, isGroupMember, readStatus } from "../../okta/group-membership.ts";
import { type Changing, changeMembership, reasonOf } from "./change-membership.ts";
import type { MembershipLog } from "./membership-log.ts";

/** How to make additions. */
export interface Applying extends Changing {
  readonly log: MembershipLog;
  readonly includePending: boolean;
  /** Called after each, with how many are done. */
  readonly onDone: (addition: Addition, done: number) => void;
}

/** After so many failures in a row the next one would fail as well: a role or a scope is missing. */
const hopelessAfter = 3;

/**
 * Adds people to groups, one after the other. Each is looked at once more just before; each change is in the log before
 * it is made and after it was.
 *
 * @returns one answer for each, in order; those that were not reached are `not tried`
 * @throws PlumblineError OUTPUT_FAILED when the log cannot be written: then nothing more is changed
 */
export async function applyAdditions(
  planned: readonly MissingMembership[],
  applying: Applying,
): Promise<readonly Addition[]> {
  const done: Addition[] = [];
  // Later additions may be asked of somebody only because of the group that they did not get into.
  const stuck = new Set<UserId>();
  let failures = 0;
  for (const missing of planned) {
    const isOver = applying.signal.aborted || failures >= hopelessAfter;
    const outcome: Outcome =
      isOver || stuck.has(missing.user.id)
        ? { status: "not tried", reason: null }
        : await addOne(missing, applying);
    const isFailure = outcome.status === "failed" || outcome.status === "unknown";
    if (isFailure) stuck.add(missing.user.id);
    if (outcome.status !== "not tried") failures = isFailure ? failures + 1 : 0;
    const addition = { ...missing, ...outcome };
    done.push(addition);
    applying.onDone(addition, done.length);
  }
  return done;
}

type Outcome = Pick<Addition, "status" | "reason">;

async function addOne(missing: MissingMembership, applying: Applying): Promise<Outcome> {
  const { log } = applying;
  const obstacle = await obstacleTo(missing, applying);
  if (obstacle !== null) return obstacle;
  await log.write("adding", missing);
  const membership = { group: missing.group.id, user: missing.user.id };
  const result = await changeMembership(applying, membership, addGroupMember, "member");
  if (result.kind === "unknown") return { status: "unknown", reason: result.reason };
  await log.write(result.kind === "done" ? "added" : "not added", missing);
  return result.kind === "done"
    ? { status: "added", reason: null }
    : { status: "failed", reason: result.reason };
}

/** Why somebody is not to be added after all; the org may have changed since it was read. */
async function obstacleTo(missing: MissingMembership, applying: Applying): Promise<Outcome | null> {
  const { connection, signal } = applying;
  const { group, user, isDeclared } = missing;
  try {
    const status = await readStatus(connection, user.id, signal);
    const standing = status === null ? "deprovisioned" : standingOf({ status });
    if (standing === "deprovisioned") return { status: "gone", reason: null };
    const isMeant =
      standing === "in-scope" || isDeclared || (standing === "pending" && applying.includePending);
    if (!isMeant) return { status: "out of scope", reason: `the account is ${status}` };
    const isMember = await isGroupMember(connection, { group: group.id, user: user.id }, signal);
    return isMember ? { status: "already a member", reason: null } : null;
  } catch (failure) {
    const reason = reasonOf(failure);
    return signal.aborted ? { status: "not tried", reason: null } : { status: "failed", reason };
  }
}
