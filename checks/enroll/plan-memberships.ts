import type { LeftOut, MembershipPlan } from "../../model/memberships.ts";
import type { OrgSnapshot, Slice } from "../../model/snapshot.ts";
import { declaredGroupNamed, liveGroupFor } from "../declared/declared-group.ts";
import { judge } from "../judgement.ts";
import { whyMissing } from "../runner/missing-slices.ts";
import { type GroupPlanning, planGroup } from "./plan-group.ts";
import { byGroupAndLogin } from "./plan-order.ts";
import { wantedMemberships } from "./wanted-memberships.ts";

/** What to plan for. */
export interface PlanRequest extends Omit<GroupPlanning, "judgement"> {
  /** What had to be read: without one of these nothing may look as if there were nothing to do. */
  readonly needed: Iterable<Slice>;
}

/**
 * Works out who has to be in which group and is not, which of these Plumbline can add, and which not and why. Nobody
 * has to leave a group. Pure: the same input gives the same answer.
 */
export function planMemberships(request: PlanRequest): MembershipPlan {
  const wanting: GroupPlanning = { ...request, judgement: judge(request.baseline, request.org) };
  const wanted = wantedMemberships(wanting);
  const planned = wanted.groups.map((group) => planGroup(group, wanting));
  const { live } = wanting.judgement;
  const isIn = (group: string, user: LeftOut["user"]): boolean => {
    const id = liveGroupFor(declaredGroupNamed(request.baseline, group), live)?.id;
    return id !== undefined && user.id !== null && live.membersOf(id)?.has(user.id) === true;
  };
  return {
    additions: planned.flatMap(({ additions }) => additions).toSorted(byGroupAndLogin),
    refused: planned.flatMap(({ refused }) => refused),
    leftOut: wanted.leftOut
      .filter(({ group, user }) => !isIn(group, user))
      .map(({ person: _, ...one }) => one),
    doubts: [
      ...new Set([
        ...unread(request.needed, request.org),
        ...wanted.doubts,
        ...planned.flatMap(({ doubts }) => doubts),
      ]),
    ],
  };
}

function unread(needed: Iterable<Slice>, org: OrgSnapshot): readonly string[] {
  return [...new Set(needed)].flatMap((slice) => {
    const why = whyMissing(slice, org);
    return why === null ? [] : [`${slice}: ${why}`];
  });
}
