import type { Member, MissingMembership } from "../../model/memberships.ts";

// Code units and not a locale's order: two machines must write the same plan.
const compare = (left: string, right: string): number => (left < right ? -1 : Number(left > right));

export const byLogin = (left: Member, right: Member): number => compare(left.login, right.login);

export const byGroupAndLogin = (left: MissingMembership, right: MissingMembership): number =>
  compare(left.group.name, right.group.name) || byLogin(left.user, right.user);
