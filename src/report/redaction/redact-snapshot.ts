import type { LiveApp } from "../../model/app-condition.ts";
import { mapApps } from "../../model/app-condition.ts";
import { isDodIssuer } from "../../model/dod-words.ts";
import type { EnrollmentPolicy, EnrollmentRule, OrgAuthenticator } from "../../model/live-enrollment.ts";
import type {
  AppPolicy,
  AppRule,
  IdentityProvider,
  LiveDevice,
  LivePeople,
  MappedApp,
  PasswordPolicy,
  PasswordRule,
  SessionPolicy,
  SessionRule,
  SignOnTraits,
  UserType,
} from "../../model/live-sign-on.ts";
import type { LiveNetwork } from "../../model/network.ts";
import type {
  AdminRoles,
  App,
  Gap,
  Group,
  GroupRule,
  OrgSlices,
  OrgSnapshot,
  Person,
  PersonEnrolments,
  UsersSlice,
  Zone,
} from "../../model/snapshot.ts";
import { slicesOfStandards } from "./redact-standards-slices.ts";
import { each, inOrder, keep, keyed, listOf, orNull, type Rule, type Rules } from "./rules-of-fields.ts";
import type { SnapshotNames } from "./snapshot-names.ts";

/**
 * The snapshot with every name, id and attribute of the org's own replaced by keyed hashes, but for names that the baseline
 * writes itself and the org's own address. What was equal stays equal and what differed differs, so that the same baseline
 * comes to the same answer about it.
 *
 * @param names - those of this snapshot: `snapshotNames`
 */
export function redactSnapshot(snapshot: OrgSnapshot, names: SnapshotNames): OrgSnapshot {
  const gap: Rule<Gap> = each<Gap>({
    slice: keep,
    reason: names.words,
    affected: keep,
    ids: listOf(names.id),
  });
  return { ...snapshot, slices: slicesOf(names)(snapshot.slices), gaps: snapshot.gaps.map(gap) };
}

/** The order of people, groups and applications may follow their names: they are put in the order of their new ids. */
function slicesOf(names: SnapshotNames): Rule<OrgSlices> {
  const { id, name } = names;
  const ids = <Id extends string>(those: readonly Id[]) => inOrder<Id>(id, (one) => one)(those);
  const named = { id, name, status: keep } as const;
  return each<OrgSlices>({
    users: each<UsersSlice>({
      people: inOrder(
        each<Person>({
          id,
          login: name,
          status: keep,
          created: keep,
          activated: keep,
          signOn: traitsOf(names),
        }),
        (person) => person.id,
      ),
      deprovisioned: keep,
    }),
    groups: inOrder(each<Group>({ id, name, type: keep, description: names.value }), (group) => group.id),
    groupMembers: keyed(id, ids),
    groupRules: inOrder(
      each<GroupRule>({
        ...named,
        expression: names.expression,
        groupIds: ids,
        excludedUserIds: ids,
        excludedGroupIds: ids,
      }),
      (rule) => rule.id,
    ),
    policies: listOf(each(enrollmentPolicyOf(names))),
    authenticators: listOf(each(authenticatorOf(names))),
    zones: inOrder(each<Zone>({ ...named, traits: keep }), (zone) => zone.id),
    adminRoles: each<AdminRoles>({ users: keyed(id, keep), groups: keyed(id, keep) }),
    apps: inOrder(each<App>({ id, label: name, userIds: ids, groupIds: ids }), (app) => app.id),
    factors: keyed(id, enrolmentsOf(names)),
    sessionPolicies: listOf(each(sessionPolicyOf(names))),
    appPolicies: listOf(each(appPolicyOf(names))),
    appMappings: inOrder(
      each<MappedApp>({ id, label: name, name: names.appType, status: keep, policyId: orNull(id) }),
      (app) => app.id,
    ),
    passwordPolicies: listOf(each(passwordPolicyOf(names))),
    idps: inOrder(each(identityProviderOf(names)), (idp) => idp.id),
    userTypes: inOrder(each<UserType>({ id, name, displayName: name }), (type) => type.id),
    ...slicesOfStandards(names),
  });
}

/** Attributes are those that rules of sign-on ask for; numbers and truth values name nobody. */
function traitsOf({ id, value }: SnapshotNames): Rule<SignOnTraits> {
  const traits = each<SignOnTraits>({
    typeId: orNull(id),
    provider: keep,
    hasPassword: keep,
    profile: (profile) =>
      Object.fromEntries(
        Object.entries(profile).map(([attribute, one]) => [
          attribute,
          typeof one === "string"
            ? value(one)
            : typeof one === "object" && one !== null
              ? value(JSON.stringify(one))
              : one,
        ]),
      ),
  });
  // One object for everybody of the same traits, as they came.
  const known = new Map<SignOnTraits, SignOnTraits>();
  return (those) => {
    const found = known.get(those) ?? traits(those);
    known.set(those, found);
    return found;
  };
}

const enrolmentsOf =
  ({ words }: SnapshotNames): Rule<PersonEnrolments> =>
  (one) =>
    one.kind === "unread" ? { ...one, reason: words(one.reason) } : one;

const networkOf =
  ({ id }: SnapshotNames): Rule<LiveNetwork> =>
  (network) =>
    network.kind === "anywhere" ? network : { ...network, zoneIds: network.zoneIds.map(id) };

const appOf =
  ({ id, words }: SnapshotNames): Rule<LiveApp> =>
  (app) =>
    app.kind === "app"
      ? { ...app, id: id(app.id) }
      : app.kind === "other"
        ? { ...app, words: words(app.words) }
        : app;

function policyOf(names: SnapshotNames) {
  const { id, name } = names;
  return {
    id,
    name,
    description: orNull(names.value),
    status: keep,
    priority: keep,
    system: keep,
    unmodelled: keep,
  } as const;
}

function ruleOf(names: SnapshotNames) {
  const { id, name } = names;
  return { id, name, status: keep, priority: keep, system: keep, network: networkOf(names) } as const;
}

function enrollmentPolicyOf(names: SnapshotNames): Rules<EnrollmentPolicy> {
  const rule = each<EnrollmentRule>({
    ...ruleOf(names),
    enroll: keep,
    excludedUserIds: listOf(names.id),
    apps: (condition) => mapApps(condition, appOf(names)),
    otherConditions: keep,
    otherActions: keep,
  });
  return {
    ...policyOf(names),
    groupIds: listOf(names.id),
    shape: keep,
    settings: keep,
    rules: orNull(listOf(rule)),
    otherConditions: keep,
  };
}

/** The name of a kind of which there may be several is the org's own. */
const authenticatorOf = ({ name }: SnapshotNames): Rules<OrgAuthenticator> => ({
  id: keep,
  key: keep,
  name,
  status: keep,
  fips: keep,
  channelBinding: keep,
  allowedFor: keep,
  methods: keep,
  unmodelled: keep,
});

const identityProviderOf = ({ id, name, value }: SnapshotNames): Rules<IdentityProvider> => ({
  id,
  name,
  status: keep,
  type: keep,
  trustsClaims: keep,
  // Who issues the DOD's certificates is no secret, and decides.
  trust: each({ issuer: orNull((text) => (isDodIssuer(text) ? text : value(text))), kid: orNull(value) }),
});

function sessionPolicyOf(names: SnapshotNames): Rules<SessionPolicy> {
  const ids = listOf(names.id);
  const rule = each<SessionRule>({
    ...ruleOf(names),
    unmodelled: keep,
    excludedUserIds: ids,
    authType: keep,
    identityProvider: keep,
    idpIds: ids,
    risk: keep,
    behaviors: ids,
    access: keep,
    primaryFactor: keep,
    requiresFactor: keep,
    factorPrompt: keep,
    factorLifetimeMinutes: keep,
    session: keep,
  });
  return { ...policyOf(names), groupIds: ids, rules: orNull(listOf(rule)) };
}

function appPolicyOf(names: SnapshotNames): Rules<AppPolicy> {
  const rule = each<AppRule>({
    ...ruleOf(names),
    unmodelled: keep,
    people: peopleOf(names),
    device: orNull(each<LiveDevice>({ registered: keep, managed: keep, assuranceIds: listOf(names.id) })),
    platforms: keep,
    risk: keep,
    expression: orNull(names.expression),
    access: keep,
    verification: keep,
    keepsSignedIn: keep,
  });
  return {
    ...policyOf(names),
    resourceType: keep,
    hiddenAppIds: orNull(listOf(names.id)),
    rules: orNull(listOf(rule)),
  };
}

function passwordPolicyOf(names: SnapshotNames): Rules<PasswordPolicy> {
  const rule = each<PasswordRule>({
    ...ruleOf(names),
    unmodelled: keep,
    people: peopleOf(names),
    reset: keep,
  });
  return {
    ...policyOf(names),
    groupIds: listOf(names.id),
    authProvider: keep,
    recoveryFactors: keep,
    password: keep,
    rules: orNull(listOf(rule)),
  };
}

function peopleOf({ id }: SnapshotNames): Rule<LivePeople> {
  return each<LivePeople>({
    userIds: listOf(id),
    exceptUserIds: listOf(id),
    groupIds: listOf(id),
    exceptGroupIds: listOf(id),
    userTypeIds: listOf(id),
    exceptUserTypeIds: listOf(id),
  });
}
