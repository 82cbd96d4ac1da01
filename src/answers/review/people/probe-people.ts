import { factorKind, methodsOf } from "../../../evaluator/factors/factor-kind.ts";
import type { Baseline } from "../../../model/baseline.ts";
import type { GroupId, UserId } from "../../../model/ids.ts";
import type { LivePeople } from "../../../model/live-sign-on.ts";
import type { Enrolment, OrgSnapshot, Person } from "../../../model/snapshot.ts";

const prefix = "probe/";

/** Nobody: somebody who might come, to try rules on that are for people whom the org does not have today. */
export const isProbe = ({ id }: Person): boolean => id.startsWith(prefix);

const probe = (name: string): Person => ({
  id: `${prefix}${name}` as UserId,
  login: `${prefix}${name}`,
  status: "ACTIVE",
  created: null,
  activated: null,
  signOn: { typeId: null, provider: "OKTA", hasPassword: true, profile: {} },
});

/** Whatever the org has, all of it enrolled. */
function everything({ authenticators = [] }: OrgSnapshot["slices"]): readonly Enrolment[] {
  return authenticators.flatMap(({ key, id }) => {
    const methods = methodsOf(factorKind(key, null, null));
    const those: readonly (string | null)[] = methods.length === 0 ? [null] : methods;
    return those.map((method) => ({ key, authenticatorId: id, method, status: "ACTIVE", known: true }));
  });
}

const groupsOf = ({ groupIds, exceptGroupIds }: LivePeople): readonly GroupId[] => [
  ...groupIds,
  ...exceptGroupIds,
];

/** Groups that sign-on rules tell people apart by, in the org and in the baselines. */
function groupsThatMatter({ slices }: OrgSnapshot, baselines: readonly Baseline[]): readonly GroupId[] {
  const declared = new Set(
    baselines.flatMap(({ signOn: { sessionPolicies, appPolicies } }) => [
      ...sessionPolicies.flatMap(({ groups }) => groups),
      ...appPolicies.flatMap(({ rules }) =>
        rules.flatMap(({ people }) => [...people.groups, ...people.exceptGroups]),
      ),
    ]),
  );
  const named = (slices.groups ?? []).filter(({ name }) => declared.has(name)).map(({ id }) => id);
  const live = [
    ...(slices.sessionPolicies ?? []).flatMap(({ groupIds }) => groupIds),
    ...(slices.appPolicies ?? []).flatMap(({ rules }) =>
      (rules ?? []).flatMap(({ people }) => groupsOf(people)),
    ),
  ];
  return [...new Set([...named, ...live])];
}

/**
 * Puts people into an org who are not there: one in no group, one in each group that sign-on rules tell people apart by, and
 * one in all of them, with a password and everything enrolled. A rule for an empty group weakens nobody today, and whoever
 * comes into the group tomorrow.
 */
export function withProbes(org: OrgSnapshot, baselines: readonly Baseline[]): OrgSnapshot {
  const { users, groupMembers = {}, factors = {} } = org.slices;
  if (users === undefined) return org;
  const groups = groupsThatMatter(org, baselines).filter((id) => groupMembers[id] !== undefined);
  const [alone, all] = [probe("in no group"), probe("in all groups")];
  const each = groups.map((id) => [id, probe(id)] as const);
  const people = [alone, all, ...each.map(([, person]) => person)];
  const added = each.map(([id, person]) => [id, [...(groupMembers[id] ?? []), person.id, all.id]] as const);
  const enrolments = everything(org.slices);
  const read = { kind: "read", source: "authenticator-enrollments", enrolments, factors: null } as const;
  return {
    ...org,
    slices: {
      ...org.slices,
      users: { ...users, people: [...users.people, ...people] },
      groupMembers: { ...groupMembers, ...Object.fromEntries(added) },
      factors: { ...factors, ...Object.fromEntries(people.map(({ id }) => [id, read])) },
    },
  };
}
