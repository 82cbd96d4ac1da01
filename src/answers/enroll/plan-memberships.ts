import { whyMissing } from "../../../checks/runner/missing-slices.ts";
import { declaredGroupNamed, liveGroupFor } from "../../evaluator/declared/declared-group.ts";
import { judge } from "../../evaluator/judgement.ts";
import type { GroupId, UserId } from "../../model/ids.ts";
import type { LeftOut, MembershipPlan, MissingMembership } from "../../model/memberships.ts";
import type { OrgSnapshot, Slice } from "../../model/snapshot.ts";
import { type GroupPlanning, planGroup } from "./plan-group.ts";
import { byGroupAndLogin } from "./plan-order.ts";
import { wantedMemberships } from "./wanted-memberships.ts";

/** Input of a plan. */
export interface PlanRequest extends Omit<GroupPlanning, "judgement"> {
  /** Slices that had to be read: without one of them it must not look as if there were nothing to do. */
  readonly needed: Iterable<Slice>;
}

/**
 * Works out who has to be in which group and is not, which of these Plumbline can add, and which not and why. Nobody
 * has to leave a group. Pure: the same input gives the same answer.
 *
 * Whoever is added to a group may come under a requirement on that group: those additions follow after the first.
 */
export function planMemberships(request: PlanRequest): MembershipPlan {
  const additions: MissingMembership[] = [];
  let { org } = request;
  for (;;) {
    const round = planOnce({ ...request, org });
    additions.push(...round.additions);
    if (round.additions.length === 0) return { ...round, additions };
    org = withAdditions(org, round.additions);
  }
}

function planOnce(request: PlanRequest): MembershipPlan {
  const planning: GroupPlanning = { ...request, judgement: judge(request.baseline, request.org) };
  const wanted = wantedMemberships(planning);
  const planned = wanted.groups.map((group) => planGroup(group, planning));
  const { live } = planning.judgement;
  const isIn = ({ group, user }: LeftOut): boolean => {
    const id = liveGroupFor(declaredGroupNamed(request.baseline, group), live)?.id;
    return id !== undefined && user.id !== null && live.membersOf(id)?.has(user.id) === true;
  };
  const uncertainties = [
    ...unread(request.needed, request.org),
    ...wanted.uncertainties,
    ...planned.flatMap((group) => group.uncertainties),
  ];
  return {
    additions: planned.flatMap(({ additions }) => additions).toSorted(byGroupAndLogin),
    refused: planned.flatMap(({ refused }) => refused),
    leftOut: wanted.leftOut.filter((one) => !isIn(one)),
    uncertainties: [...new Set(uncertainties)],
  };
}

function withAdditions(org: OrgSnapshot, additions: readonly MissingMembership[]): OrgSnapshot {
  const groupMembers: Record<GroupId, readonly UserId[]> = { ...org.slices.groupMembers };
  const added = new Map<GroupId, UserId[]>();
  for (const { group, user } of additions) {
    const users = added.get(group.id) ?? [];
    users.push(user.id);
    added.set(group.id, users);
  }
  for (const [group, users] of added) groupMembers[group] = [...(groupMembers[group] ?? []), ...users];
  return { ...org, slices: { ...org.slices, groupMembers } };
}

function unread(needed: Iterable<Slice>, org: OrgSnapshot): readonly string[] {
  return [...new Set(needed)].flatMap((slice) => {
    const why = whyMissing(slice, org);
    return why === null ? [] : [`${slice}: ${why}`];
  });
}
