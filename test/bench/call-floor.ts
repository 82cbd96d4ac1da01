import type { OrgSnapshot } from "../../src/model/snapshot.ts";

const pages = (items: number, size = 200): number => Math.max(1, Math.ceil(items / size));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/**
 * The fewest requests that can answer a check of a generated org, counted from what the snapshot holds and not from
 * what was sent: pages of 200 (of members 1,000), one enrolment call a person, one page set a group that matters.
 */
export function callFloor({ slices }: OrgSnapshot): number {
  const { users, groups, groupMembers, policies, adminRoles, factors } = slices;
  const enrolments = Object.values(factors ?? {});
  const organization = 1;
  const policyList = 1;
  const authenticators = 1;
  const assignees = pages(Object.keys(adminRoles?.users ?? {}).length / 2);
  return (
    organization +
    pages(users?.people.length ?? 0) +
    pages(users?.deprovisioned ?? 0) +
    pages(groups?.length ?? 0) +
    sum(Object.values(groupMembers ?? {}).map((members) => pages(members.length, 1000))) +
    policyList +
    (policies?.length ?? 0) +
    authenticators +
    assignees +
    Object.keys(adminRoles?.users ?? {}).length +
    Object.keys(adminRoles?.groups ?? {}).length +
    enrolments.length
  );
}
