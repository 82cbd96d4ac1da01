import { kindOfFactor } from "../../src/emulator/state/factor-kinds.ts";
import type { EmulatedPolicy, EmulatedUser, EmulatorState } from "../../src/emulator/state/state.ts";
import {
  asList,
  asObject,
  asStrings,
  fieldAt,
  type Json,
  type JsonObject,
  stringAt,
} from "../../src/emulator/wire/json.ts";
import { anyApp } from "../../src/model/app-condition.ts";
import type {
  AppId,
  AuthenticatorId,
  GroupId,
  GroupRuleId,
  OrgId,
  PolicyId,
  PolicyRuleId,
  UserId,
  UserTypeId,
  ZoneId,
} from "../../src/model/ids.ts";
import type { AuthenticatorSetting, EnrollmentPolicy } from "../../src/model/live-enrollment.ts";
import type { LiveNetwork } from "../../src/model/network.ts";
import type { Enrolment, OrgSnapshot, PersonEnrolments } from "../../src/model/snapshot.ts";
import { signOnOfState } from "./sign-on-of-state.ts";

/** Snapshot that a perfect reader would make of an emulated org, without a socket in between. */
export function snapshotOfState(state: EmulatorState, takenAt: Date): OrgSnapshot {
  const alive = state.users.filter(({ status }) => status !== "DEPROVISIONED");
  const roles = <Id extends string>(
    holders: readonly { readonly id: string; readonly roles: EmulatedUser["roles"] }[],
  ) =>
    Object.fromEntries(
      holders
        .filter((holder) => holder.roles.length > 0)
        .map((holder) => [holder.id, holder.roles.map(({ type }) => type)]),
    ) as Record<Id, string[]>;
  const authenticators =
    state.engine === "identity"
      ? state.authenticators.map(({ id, key, name, status, settings, methods }) => ({
          id: id as AuthenticatorId,
          key,
          name,
          status,
          ...fipsOf(stringAt(settings, "compliance", "fips")),
          ...channelBindingOf(settings),
          allowedFor: stringAt(settings, "allowedFor"),
          ...(status === "ACTIVE" && methods.length > 1
            ? { methods: methods.map((method) => ({ type: method.type, status: method.status })) }
            : {}),
        }))
      : state.orgFactors.map(({ id, status }) => ({ id: null, key: id, name: id, status }));
  const withPassword = {
    typeId: state.org.userTypeId as UserTypeId,
    provider: "OKTA",
    hasPassword: true,
    profile: {},
  };
  const everyone = alive.map(({ id }) => id as UserId);
  const membersOf = new Map(
    state.groups.map((group) => [
      group.id,
      group.type === "BUILT_IN" ? everyone : (group.members as UserId[]),
    ]),
  );
  return {
    schemaVersion: 2,
    takenAt: takenAt.toISOString(),
    org: { url: "https://acme.okta.com", id: state.org.id as OrgId, engine: state.engine },
    gaps: [],
    slices: {
      users: {
        people: alive.map(({ id, status, created, activated, profile, hasPassword }) => ({
          id: id as UserId,
          login: profile.login,
          status,
          created,
          activated,
          signOn: hasPassword ? withPassword : { ...withPassword, hasPassword },
        })),
        deprovisioned: state.users.length - alive.length,
      },
      groups: state.groups.map(({ id, name, type, description }) => ({
        id: id as GroupId,
        name,
        type,
        ...(description ? { description } : {}),
      })),
      groupMembers: Object.fromEntries(
        state.groups
          .filter(({ type }) => type !== "BUILT_IN")
          .map(({ id, members }) => [id, members as UserId[]]),
      ) as Record<GroupId, UserId[]>,
      groupRules: state.groupRules.map((rule) => ({
        id: rule.id as GroupRuleId,
        name: rule.name,
        status: rule.status,
        expression: rule.expression,
        groupIds: rule.groupIds as GroupId[],
        excludedUserIds: rule.excludedUserIds as UserId[],
        excludedGroupIds: rule.excludedGroupIds as GroupId[],
      })),
      policies: state.policies
        .filter(({ type }) => type === "MFA_ENROLL")
        .map(policyOf)
        .sort((left, right) => left.priority - right.priority),
      authenticators,
      zones: state.zones.map(({ id, name, status, type, usage, fields }) => ({
        id: id as ZoneId,
        name,
        status,
        traits: {
          type,
          usage,
          hasAddresses: [...asList(fields["gateways"]), ...asList(fields["proxies"])].length > 0,
          services: asStrings(fieldAt(fields, "ipServiceCategories", "include")),
          exceptServices: asStrings(fieldAt(fields, "ipServiceCategories", "exclude")),
          narrowedBy: [],
        },
      })),
      adminRoles: { users: roles<UserId>(state.users), groups: roles<GroupId>(state.groups) },
      apps: state.apps.map(({ id, label, userIds, groupIds }) => ({
        id: id as AppId,
        label,
        userIds: [
          ...new Set([...userIds, ...groupIds.flatMap((group) => membersOf.get(group) ?? [])]),
        ] as UserId[],
        groupIds: groupIds as GroupId[],
      })),
      factors: Object.fromEntries(alive.map((user) => [user.id, enrolmentsOf(user, state)])) as Record<
        UserId,
        PersonEnrolments
      >,
      ...signOnOfState(state),
    },
  };
}

function channelBindingOf(settings: unknown) {
  const style = stringAt(settings, "channelBinding", "style");
  const required = stringAt(settings, "channelBinding", "required") ?? "";
  return style === null ? {} : { channelBinding: { style, required } };
}

const fipsOf = (fips: string | null) => (fips === null ? {} : { fips });

function policyOf(policy: EmulatedPolicy): EnrollmentPolicy {
  const listed = asList(fieldAt(policy.settings, "authenticators"));
  const factors = Object.entries(asObject(fieldAt(policy.settings, "factors")));
  return {
    id: policy.id as PolicyId,
    name: policy.name,
    description: policy.description,
    status: policy.status,
    priority: policy.priority,
    system: policy.system,
    groupIds: asStrings(fieldAt(policy.conditions, "people", "groups", "include")) as GroupId[],
    shape: factors.length > 0 ? "factors" : "authenticators",
    settings: [
      ...listed.map((entry) => ({
        key: stringAt(entry, "key") ?? "",
        id: stringAt(entry, "id") as AuthenticatorId | null,
        enroll: stringAt(entry, "enroll", "self") ?? "",
        ...skipsOf(fieldAt(entry, "enroll", "gracePeriod", "skipCount")),
      })),
      ...factors.map(([key, factor]) => ({
        key,
        id: null,
        enroll: stringAt(factor, "enroll", "self") ?? "",
      })),
    ],
    rules: policy.rules.map((rule) => ({
      id: rule.id as PolicyRuleId,
      name: rule.name,
      status: rule.status,
      priority: rule.priority,
      system: rule.system,
      enroll: stringAt(rule.actions, "enroll", "self") ?? "",
      network: networkOf(asObject(fieldAt(rule.conditions, "network"))),
      excludedUserIds: asStrings(fieldAt(rule.conditions, "people", "users", "exclude")) as UserId[],
      apps: anyApp,
      otherConditions: [],
    })),
  };
}

const skipsOf = (count: Json | undefined): Pick<AuthenticatorSetting, "gracePeriod"> =>
  typeof count === "number" ? { gracePeriod: { kind: "skips", count } } : {};

function networkOf(network: JsonObject): LiveNetwork {
  const [include, exclude] = ["include", "exclude"].map((field) => asStrings(network[field]) as ZoneId[]);
  if (include !== undefined && include.length > 0) return { kind: "in", zoneIds: include };
  if (exclude !== undefined && exclude.length > 0) return { kind: "notIn", zoneIds: exclude };
  return { kind: "anywhere" };
}

function enrolmentsOf(user: EmulatedUser, { engine }: EmulatorState): PersonEnrolments {
  const byMethod = user.factors.map((factor): Enrolment => {
    const kind = kindOfFactor(factor);
    const [key, method] =
      engine === "identity"
        ? [kind?.authenticator?.key, kind?.authenticator?.method ?? null]
        : [kind?.policyKey, null];
    return {
      key: key ?? `${factor.factorType}/${factor.provider}`,
      authenticatorId: factor.authenticatorId as AuthenticatorId | null,
      method,
      status: factor.status,
      known: key !== null && key !== undefined,
    };
  });
  if (engine === "classic") return { kind: "read", source: "factors", enrolments: byMethod, factors: null };
  const keys = [...new Set(byMethod.map(({ key }) => key))];
  const enrolments = keys.map((key) => ({
    key,
    authenticatorId: null,
    method: null,
    status: "ACTIVE",
    known: true,
  }));
  return { kind: "read", source: "both", enrolments, factors: byMethod };
}
