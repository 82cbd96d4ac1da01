import { liveGroupFor } from "../../../evaluator/declared/declared-group.ts";
import { sameExpression } from "../../../evaluator/declared/group-rule-expression.ts";
import { indexLive, type LiveIndex } from "../../../evaluator/live/live-index.ts";
import { flexibleOktaVerifyKeys, oktaVerify, parseFactorName } from "../../../model/authenticators.ts";
import type { Baseline, BaselineGroup } from "../../../model/baseline.ts";
import type { AuthenticatorId, GroupId, UserId } from "../../../model/ids.ts";
import type { OrgAuthenticator } from "../../../model/live-enrollment.ts";
import type { Group, OrgSnapshot } from "../../../model/snapshot.ts";
import { everyoneGroupName, sameName } from "../../../model/words.ts";
import { applyMethods } from "./apply-methods.ts";
import { applyPolicies } from "./apply-policies.ts";
import { applySignOn } from "./apply-sign-on.ts";

/**
 * The org as it would be once a baseline is in force: its policies in its order, with its groups, rules and settings;
 * its org-wide authenticators; its declared members. What nobody declared stays as it is. Who is in a group that the org
 * does not have, or that is filled otherwise than the org fills it, is not known: such a group has no list of members.
 *
 * @param former what was in force before (the same, for what is in force today): what only that one declares is gone
 */
export function applyBaseline(baseline: Baseline, former: Baseline, org: OrgSnapshot): OrgSnapshot {
  const live = indexLive(org.slices);
  const groups = new Map<GroupId, Group>((org.slices.groups ?? []).map((group) => [group.id, group]));
  const members = new Map(
    Object.entries(org.slices.groupMembers ?? {}).map(([id, list]) => [id as GroupId, list]),
  );
  const ids = new Map<string, GroupId>();
  for (const group of baseline.groups) {
    const found = liveGroupFor(group, live);
    const id = found?.id ?? (`declared group ${group.name}` as GroupId);
    ids.set(group.name.normalize("NFC"), id);
    if (found === undefined) groups.set(id, { id, name: group.name, type: "OKTA_GROUP" });
    const list = membersOf(group, former, found, org, live);
    if (list === null) members.delete(id);
    else members.set(id, list);
  }
  const groupIdOf = (name: string): GroupId =>
    ids.get(name.normalize("NFC")) ??
    liveGroupFor({ name, managed: false }, live)?.id ??
    ((sameName(name, everyoneGroupName) ? "declared Everyone" : `declared group ${name}`) as GroupId);
  const { authenticators, policies } = org.slices;
  const applying = { baseline, former, live, groupIdOf };
  return {
    ...org,
    slices: {
      ...org.slices,
      ...(org.slices.groups && { groups: [...groups.values()] }),
      groupMembers: Object.fromEntries(members),
      ...(authenticators && { authenticators: applyStatuses(baseline, authenticators) }),
      ...(policies && { policies: applyPolicies(policies, applying) }),
      ...applySignOn(org.slices, applying),
    },
  };
}

/** Null: not known. */
function membersOf(
  group: BaselineGroup,
  former: Baseline,
  found: Group | undefined,
  org: OrgSnapshot,
  live: LiveIndex,
): readonly UserId[] | null {
  const idsOf = (users: readonly string[]): readonly UserId[] =>
    users.flatMap((user) => live.personCalled(user)?.id ?? []);
  if (group.onlyMembers) return idsOf(group.members);
  if (found === undefined || !isFilledAlike(group, former, found, org, live)) return null;
  const list = live.membersOf(found.id);
  if (list === undefined) return null;
  // Somebody who was declared and is so no longer is taken out again by whoever enforces the baseline.
  const earlier = former.groups.find(({ name }) => sameName(name, group.name))?.members ?? [];
  const stay = new Set(idsOf(group.members));
  const left = new Set(idsOf(earlier).filter((id) => !stay.has(id)));
  return [...new Set([...list, ...stay])].filter((id) => !left.has(id));
}

/**
 * Whether what fills the group in the org is what the baseline says; rules that were not read are taken to be. A rule that
 * the other baseline declared goes with it, and the people whom it brought.
 */
function isFilledAlike(
  { name, filledBy }: BaselineGroup,
  former: Baseline,
  { id }: Group,
  org: OrgSnapshot,
  live: LiveIndex,
): boolean {
  const rules = org.slices.groupRules;
  const earlier = former.groups.find((group) => sameName(group.name, name))?.filledBy ?? null;
  if (filledBy === null) return earlier === null;
  if (rules === undefined) return earlier === null || sameExpression(earlier.when, filledBy.when);
  const excluded = new Set(filledBy.exceptUsers.map((user) => live.personCalled(user)?.id ?? user));
  return rules.some(
    (rule) =>
      rule.status === "ACTIVE" &&
      rule.groupIds.includes(id) &&
      sameExpression(rule.expression, filledBy.when) &&
      // Who is left out, or no longer, is in the group or not by the rule alone.
      new Set([...excluded, ...rule.excludedUserIds]).size === excluded.size &&
      rule.excludedUserIds.length === excluded.size &&
      filledBy.exceptGroups.length + (rule.excludedGroupIds ?? []).length === 0,
  );
}

function applyStatuses(baseline: Baseline, live: readonly OrgAuthenticator[]): readonly OrgAuthenticator[] {
  const { authenticators } = baseline;
  const isMeant = (one: OrgAuthenticator, ref: string): boolean => {
    const { key, id } = parseFactorName(ref);
    return one.key === key && (id === null || one.id === id);
  };
  const refs = Object.keys(authenticators);
  // The parts of a split Okta Verify are methods of one that is whole.
  const isWhole = live.some(({ key }) => key === oktaVerify);
  const missing = refs.filter(
    (ref) =>
      !live.some((one) => isMeant(one, ref)) && !(isWhole && Object.hasOwn(flexibleOktaVerifyKeys, ref)),
  );
  return [
    ...live.map((one) => {
      const ref = refs.find((each) => isMeant(one, each));
      const status = (ref === undefined ? undefined : authenticators[ref]) ?? one.status;
      return applyMethods({ ...one, status }, baseline);
    }),
    ...missing.map((ref) => {
      const { key, id } = parseFactorName(ref);
      return { id: id as AuthenticatorId | null, key, name: key, status: authenticators[ref] ?? "INACTIVE" };
    }),
  ];
}
