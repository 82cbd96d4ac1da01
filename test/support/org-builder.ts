import { anyApp, type LiveApp } from "../../src/model/app-condition.ts";
import { identityAuthenticators } from "../../src/model/authenticators.ts";
import type {
  AppId,
  AuthenticatorId,
  GroupId,
  GroupRuleId,
  OrgId,
  PolicyId,
  PolicyRuleId,
  UserId,
  ZoneId,
} from "../../src/model/ids.ts";
import type {
  AuthenticatorSetting,
  EnrollmentPolicy,
  EnrollmentRule,
} from "../../src/model/live-enrollment.ts";
import type { MappedApp } from "../../src/model/live-sign-on.ts";
import type { LiveNetwork } from "../../src/model/network.ts";
import type {
  Enrolment,
  Gap,
  Group,
  GroupRule,
  OrgSlices,
  OrgSnapshot,
  Person,
  PersonEnrolments,
} from "../../src/model/snapshot.ts";

/** Ids made from names, so that a test can say who it means without looking anything up. */
export const idOf = {
  user: (login: string): UserId => `00u-${login}` as UserId,
  group: (name: string): GroupId => `00g-${name}` as GroupId,
  groupRule: (name: string): GroupRuleId => `0pr-${name}` as GroupRuleId,
  policy: (name: string): PolicyId => `00p-${name}` as PolicyId,
  rule: (policy: string, name: string): PolicyRuleId => `0pr-${policy}/${name}` as PolicyRuleId,
  authenticator: (key: string): AuthenticatorId => `aut-${key}` as AuthenticatorId,
  zone: (name: string): ZoneId => (name === "ALL_ZONES" ? name : `nzo-${name}`) as ZoneId,
  app: (label: string): AppId => `0oa-${label}` as AppId,
};

/** A person, ACTIVE since long ago. */
export function aPerson(login: string, change: Partial<Person> = {}): Person {
  return {
    id: idOf.user(login),
    login,
    status: "ACTIVE",
    created: "2020-01-01T00:00:00.000Z",
    activated: "2020-01-01T00:00:00.000Z",
    ...change,
  };
}

export function aGroup(name: string, type = "OKTA_GROUP"): Group {
  return { id: idOf.group(name), name, type };
}

export function aGroupRule(
  name: string,
  groups: readonly string[],
  change: Partial<GroupRule> = {},
): GroupRule {
  return {
    id: idOf.groupRule(name),
    name,
    status: "ACTIVE",
    expression: 'user.userType=="employee"',
    groupIds: groups.map(idOf.group),
    excludedUserIds: [],
    excludedGroupIds: [],
    ...change,
  };
}

/** A network condition by zone names. */
export const network = {
  anywhere: { kind: "anywhere" } as LiveNetwork,
  in: (...zones: readonly string[]): LiveNetwork => ({ kind: "in", zoneIds: zones.map(idOf.zone) }),
  notIn: (...zones: readonly string[]): LiveNetwork => ({ kind: "notIn", zoneIds: zones.map(idOf.zone) }),
};

const liveApp = (name: string): LiveApp => {
  const type = /^type (.+)$/u.exec(name)?.[1];
  return type === undefined ? { kind: "app", id: idOf.app(name) } : { kind: "type", name: type };
};

/** A condition on applications, by label or as `type okta`. */
export const onlyApps = {
  in: (...names: readonly string[]) => ({ include: names.map(liveApp), exclude: [] }),
  notIn: (...names: readonly string[]) => ({ include: [], exclude: names.map(liveApp) }),
  /** One that nobody modelled. */
  odd: { include: [{ kind: "other", words: "RADIUS" } as const], exclude: [] },
};

/** An application under no policy. */
export const aMappedApp = (label: string, change: Partial<MappedApp> = {}): MappedApp => ({
  id: idOf.app(label),
  label,
  name: "oidc_client",
  status: "ACTIVE",
  policyId: null,
  ...change,
});

/** Parameters for the maker of a rule; its id comes from the policy that holds it. */
export type RuleParts = Partial<Omit<EnrollmentRule, "id">>;

/** Parameters for the maker of a policy: groups by name, settings by `key` or `key/id`. */
export interface PolicyParts {
  readonly groups?: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
  readonly rules?: readonly RuleParts[] | null;
  readonly status?: string;
  readonly priority?: number;
  readonly system?: boolean;
  readonly shape?: EnrollmentPolicy["shape"];
  readonly description?: string | null;
}

function aSetting(ref: string, enroll: string): AuthenticatorSetting {
  const [key = ref, id] = ref.split("/");
  return { key, id: id === undefined ? null : (id as AuthenticatorId), enroll };
}

/** An ACTIVE policy with one rule that matches everybody everywhere. */
export function aPolicy(name: string, parts: PolicyParts = {}): EnrollmentPolicy {
  const rules = parts.rules === undefined ? [{}] : parts.rules;
  return {
    id: idOf.policy(name),
    name,
    description: parts.description ?? null,
    status: parts.status ?? "ACTIVE",
    priority: parts.priority ?? 1,
    system: parts.system ?? false,
    groupIds: (parts.groups ?? []).map(idOf.group),
    shape: parts.shape ?? "authenticators",
    settings: Object.entries(parts.settings ?? { okta_password: "REQUIRED" }).map(([ref, enroll]) =>
      aSetting(ref, enroll),
    ),
    rules:
      rules?.map((rule, index) => ({
        id: idOf.rule(name, rule.name ?? "Enroll at sign-in"),
        name: "Enroll at sign-in",
        status: "ACTIVE",
        priority: index + 1,
        system: false,
        enroll: "CHALLENGE",
        network: network.anywhere,
        excludedUserIds: [],
        apps: anyApp,
        otherConditions: [],
        ...rule,
      })) ?? null,
  };
}

/** Okta's own policy, which comes last and takes everyone. */
export function theDefaultPolicy(
  settings: Readonly<Record<string, string>> = {
    okta_password: "REQUIRED",
    okta_verify: "OPTIONAL",
    webauthn: "OPTIONAL",
  },
  shape: EnrollmentPolicy["shape"] = "authenticators",
): EnrollmentPolicy {
  return aPolicy("Default Policy", {
    system: true,
    priority: 99,
    groups: ["Everyone"],
    settings,
    shape,
    rules: [{ name: "Default Rule", system: true }],
  });
}

/** An ACTIVE enrolment from `webauthn`, `okta_verify:push` or `custom_app/autA1`. */
export function enrolled(ref: string, change: Partial<Enrolment> = {}): Enrolment {
  const [authenticator = ref, method] = ref.split(":");
  const [key = ref, id] = authenticator.split("/");
  return {
    key,
    authenticatorId: id === undefined ? null : (id as AuthenticatorId),
    method: method ?? null,
    status: "ACTIVE",
    known: true,
    ...change,
  };
}

/** Enrolments as `authenticator-enrollments` shows them, unless another source is named. */
export function enrolments(
  shown: readonly (string | Enrolment)[],
  source: "authenticator-enrollments" | "factors" = "authenticator-enrollments",
): PersonEnrolments {
  const list = shown.map((item) => (typeof item === "string" ? enrolled(item) : item));
  return { kind: "read", source, enrolments: list, factors: null };
}

/** Enrolments of which the methods were read from `factors` as well. */
export function enrolmentsAndFactors(
  shown: readonly (string | Enrolment)[],
  factors: readonly (string | Enrolment)[],
): PersonEnrolments {
  const list = (items: readonly (string | Enrolment)[]) =>
    items.map((item) => (typeof item === "string" ? enrolled(item) : item));
  return { kind: "read", source: "both", enrolments: list(shown), factors: list(factors) };
}

/** Parameters for the maker of an org: members by group name and login, enrolments by login. */
export interface OrgParts {
  readonly people?: readonly Person[];
  readonly deprovisioned?: number | null;
  /** Names of groups; Everyone is always there. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  readonly groupRules?: readonly GroupRule[];
  readonly policies?: readonly EnrollmentPolicy[];
  /** Org-wide status by `key` or `key/id`. */
  readonly authenticators?: Readonly<Record<string, string>>;
  /** `settings.allowedFor` by the same; `any` unless given. */
  readonly allowedFor?: Readonly<Record<string, string | null>>;
  /** Status of methods by `key:method`; ACTIVE unless given. */
  readonly methods?: Readonly<Record<string, string>>;
  /** Names of zones. */
  readonly zones?: readonly string[];
  readonly adminRoles?: {
    readonly users?: Readonly<Record<string, readonly string[]>>;
    readonly groups?: Readonly<Record<string, readonly string[]>>;
  };
  readonly apps?: Readonly<
    Record<string, { readonly users?: readonly string[]; readonly groups?: readonly string[] }>
  >;
  /** The list of applications; not read unless given. */
  readonly appMappings?: readonly MappedApp[];
  readonly enrolments?: Readonly<Record<string, PersonEnrolments>>;
  readonly engine?: "identity" | "classic";
  readonly gaps?: readonly Gap[];
}

const byKey = <Value, Result>(
  record: Readonly<Record<string, Value>> | undefined,
  keyOf: (name: string) => string,
  convert: (value: Value) => Result,
): Readonly<Record<string, Result>> =>
  Object.fromEntries(Object.entries(record ?? {}).map(([name, value]) => [keyOf(name), convert(value)]));

const haveAllowedFor: ReadonlySet<string> = new Set(["okta_email", "phone_number", "security_question"]);

/** A snapshot with every slice read; take slices away with `without`. */
export function anOrg(parts: OrgParts = {}): OrgSnapshot {
  const slices: OrgSlices = {
    users: {
      people: parts.people ?? [],
      deprovisioned: parts.deprovisioned === undefined ? 0 : parts.deprovisioned,
    },
    groups: [aGroup("Everyone", "BUILT_IN"), ...Object.keys(parts.groups ?? {}).map((name) => aGroup(name))],
    groupMembers: byKey(parts.groups, idOf.group, (logins) => logins.map(idOf.user)),
    groupRules: parts.groupRules ?? [],
    policies: parts.policies ?? [theDefaultPolicy()],
    authenticators: Object.entries(parts.authenticators ?? {}).map(([ref, status]) => {
      const { key, id } = aSetting(ref, "");
      const methods = Object.keys(identityAuthenticators[key]?.methods ?? {});
      return {
        id: id ?? idOf.authenticator(key),
        key,
        name: key,
        status,
        allowedFor: parts.allowedFor?.[ref] ?? (haveAllowedFor.has(key) ? "any" : null),
        ...(methods.length > 1 && {
          methods: methods.map((type) => ({ type, status: parts.methods?.[`${ref}:${type}`] ?? "ACTIVE" })),
        }),
      };
    }),
    zones: (parts.zones ?? []).map((name) => ({ id: idOf.zone(name), name, status: "ACTIVE" })),
    adminRoles: {
      users: byKey(parts.adminRoles?.users, idOf.user, (roles) => roles),
      groups: byKey(parts.adminRoles?.groups, idOf.group, (roles) => roles),
    },
    apps: Object.entries(parts.apps ?? {}).map(([label, { users = [], groups = [] }]) => ({
      id: idOf.app(label),
      label,
      userIds: users.map(idOf.user),
      groupIds: groups.map(idOf.group),
    })),
    factors: byKey(parts.enrolments, idOf.user, (value) => value),
    ...(parts.appMappings && { appMappings: parts.appMappings }),
  };
  return {
    schemaVersion: 2,
    takenAt: "2026-03-01T00:00:00.000Z",
    org: { url: "https://acme.okta.com", id: "00oAcme" as OrgId, engine: parts.engine ?? "identity" },
    slices,
    gaps: parts.gaps ?? [],
  };
}

/** The same org with slices that were not read, and why. */
export function without(
  org: OrgSnapshot,
  missing: Partial<Record<keyof OrgSlices, Gap["slice"]>>,
  reason = "403 E0000006 You do not have permission to perform the requested action",
): OrgSnapshot {
  const kept = Object.entries(org.slices).filter(([name]) => !(name in missing));
  const gaps = Object.values(missing).map((slice) => ({ slice, reason, affected: 0, ids: [] }));
  return { ...org, slices: Object.fromEntries(kept), gaps: [...org.gaps, ...gaps] };
}

/** The gap of a slice that was read but for one thing, which could not be understood. */
export function partOf(slice: Gap["slice"]): Gap {
  return { slice, reason: "malformed", affected: 1, ids: ["malformed-1"] };
}
