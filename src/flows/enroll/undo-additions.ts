import type { Removal } from "../../model/memberships.ts";
import { isGroupMember, readStatus, removeGroupMember } from "../../okta/group-membership.ts";
import { type Changing, changeMembership, reasonOf } from "./change-membership.ts";
import type { LoggedMembership, MembershipLog } from "./membership-log.ts";

/** How to undo additions. */
export interface Undoing extends Changing {
  readonly log: MembershipLog;
  /** Called after each, with how many are done. */
  readonly onDone: (removal: Removal, done: number) => void;
}

/**
 * Takes people out of the groups into which a log says that they were put, one after the other, and says so in the log:
 * run again, it goes on where it stopped, and a membership that came about later is left alone.
 */
export async function undoAdditions(
  ours: readonly LoggedMembership[],
  undoing: Undoing,
): Promise<readonly Removal[]> {
  const done: Removal[] = [];
  for (const { group, user } of ours) {
    const outcome: Outcome = undoing.signal.aborted
      ? { status: "not tried", reason: null }
      : await removeOne({ group, user }, undoing);
    const removal = { group, user, ...outcome };
    done.push(removal);
    undoing.onDone(removal, done.length);
  }
  return done;
}

type Outcome = Pick<Removal, "status" | "reason">;

async function removeOne(logged: LoggedMembership, undoing: Undoing): Promise<Outcome> {
  const { log } = undoing;
  const now = await membershipNow(logged, undoing);
  if (now !== "member") {
    // A membership that comes about later is somebody else's.
    if (now.status === "gone" || now.status === "not a member") await log.write("removed", logged);
    return now;
  }
  await log.write("removing", logged);
  const membership = { group: logged.group.id, user: logged.user.id };
  const result = await changeMembership(undoing, membership, removeGroupMember, "no member");
  if (result.kind !== "done") return { status: result.kind, reason: result.reason };
  await log.write("removed", logged);
  return { status: "removed", reason: null };
}

async function membershipNow(
  { group, user }: LoggedMembership,
  { connection, signal }: Undoing,
): Promise<"member" | Outcome> {
  try {
    if ((await readStatus(connection, user.id, signal)) === null) return { status: "gone", reason: null };
    const isMember = await isGroupMember(connection, { group: group.id, user: user.id }, signal);
    return isMember ? "member" : { status: "not a member", reason: null };
  } catch (failure) {
    const reason = reasonOf(failure);
    return signal.aborted ? { status: "not tried", reason: null } : { status: "failed", reason };
  }
}
