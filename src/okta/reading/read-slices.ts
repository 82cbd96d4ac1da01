import type { ReadPlan } from "../../model/read-plan.ts";
import type { OrgSlices, Slice } from "../../model/snapshot.ts";
import { personReader } from "../wire/users.ts";
import { groupsThatMatter } from "./groups-that-matter.ts";
import { readAdminRoles } from "./read-admin-roles.ts";
import { readApps } from "./read-apps.ts";
import { type ReadGroup, readGroupMembers, readGroupRules, readGroups } from "./read-groups.ts";
import { readAuthenticators, readZones } from "./read-org-parts.ts";
import { readPolicies } from "./read-policies.ts";
import { attributesAsked, readIdpsIfNeeded, readSignOn } from "./read-sign-on.ts";
import { readStandards } from "./read-standards.ts";
import { readTheirGroups, readThesePeople } from "./read-these-people.ts";
import type { Reading } from "./reading.ts";
import { openRoll, type Roll } from "./roll.ts";
import { peopleAsked, type UsersOf } from "./users-of.ts";

/** Leaves out what was not read: a slice that is absent has no key. */
function present(slices: { readonly [Name in keyof OrgSlices]: OrgSlices[Name] | undefined }): OrgSlices {
  return Object.fromEntries(Object.entries(slices).filter(([, value]) => value !== undefined));
}

async function readMembers(
  reading: Reading,
  plan: ReadPlan,
  groups: readonly ReadGroup[] | null,
  slices: OrgSlices,
  roll: Roll,
): Promise<OrgSlices["groupMembers"]> {
  if (groups === null) {
    reading.gaps.whole("group-members", "which groups there are could not be read");
    return undefined;
  }
  const { policies, adminRoles, apps, sessionPolicies, appPolicies, passwordPolicies } = slices;
  const { lifecyclePolicies } = slices;
  const listed = groups.map(({ group }) => group);
  const ids = groupsThatMatter(plan, {
    groups: listed,
    policies,
    adminRoles,
    apps,
    sessionPolicies,
    appPolicies,
    passwordPolicies,
    lifecyclePolicies,
  });
  return plan.onlyPeople === undefined
    ? readGroupMembers(reading, ids, roll)
    : readTheirGroups(reading, plan.onlyPeople, ids);
}

export interface SliceOptions {
  /** Called with a word for what comes next. */
  readonly onPhase: (phase: string) => void;
  readonly usersOf: UsersOf;
}

/**
 * Reads every planned slice but the enrolments, which depend on the others.
 */
export async function readSlices(
  given: Reading,
  plan: ReadPlan,
  { onPhase, usersOf }: SliceOptions,
): Promise<OrgSlices> {
  const wants = (slice: Slice): boolean => plan.slices.has(slice);
  const phase = <Result>(word: string, wanted: boolean, read: () => Promise<Result>) => {
    if (!wanted) return undefined;
    onPhase(word);
    return read();
  };
  const signOn = await readSignOn(given, plan, onPhase);
  const attributes = attributesAsked(plan, signOn.appPolicies);
  const reading: Reading = { ...given, toPerson: personReader(attributes) };
  const users = await phase("people", wants("users"), () =>
    plan.onlyPeople === undefined
      ? usersOf(peopleAsked(reading, attributes))
      : readThesePeople(reading, plan.onlyPeople),
  );
  const idps = signOn.idps ?? (await readIdpsIfNeeded(reading, plan, users?.people ?? []));
  // Only a list of everybody can lack somebody.
  const roll = openRoll(reading, plan.onlyPeople === undefined ? users : undefined);
  const wantsGroups = wants("groups") || wants("group-members") || wants("admin-roles");
  const groups = await phase("groups", wantsGroups, () => readGroups(reading, wants("admin-roles")));
  const groupRules = await phase("group rules", wants("group-rules"), () => readGroupRules(reading));
  const policies = await phase("policies", wants("policies") || wants("policy-rules"), () =>
    readPolicies(reading, wants("policy-rules")),
  );
  const authenticators = await phase("authenticators", wants("authenticators"), () =>
    readAuthenticators(reading, plan),
  );
  const zones = await readZones(reading, wants("zones"), present({ policies, ...signOn }));
  const adminRoles = await phase("admin roles", wants("admin-roles"), () =>
    readAdminRoles(reading, groups ?? null, roll),
  );
  const apps = await phase("applications", wants("apps"), () =>
    readApps(reading, plan, roll, wants("app-mappings") ? (signOn.appMappings ?? null) : undefined),
  );
  const listed = groups?.map(({ group }) => group);
  const ofStandards = await readStandards(reading, plan, onPhase);
  const soFar = {
    ...signOn,
    ...ofStandards,
    idps,
    groups: listed,
    groupRules,
    policies,
    authenticators,
    zones,
    adminRoles,
    apps,
  };
  const slices = present(soFar);
  const groupMembers = await phase("group members", wants("group-members") || wants("admin-roles"), () =>
    readMembers(reading, plan, groups ?? null, slices, roll),
  );
  const everybody = plan.onlyPeople === undefined ? await roll.settle() : users;
  return { ...slices, ...present({ users: everybody, groupMembers }) };
}
