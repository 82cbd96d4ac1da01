import { anyApp } from "../../src/model/app-condition.ts";
import type {
  AppliesTo,
  Baseline,
  BaselineGroup,
  BaselinePolicy,
  BaselineRule,
  Exemption,
  GroupFilling,
  Requirement,
} from "../../src/model/baseline.ts";

/** A baseline that asks for nothing, with the given changes. */
export function aBaseline(change: Partial<Baseline> = {}): Baseline {
  return {
    version: 1,
    org: { engine: "identity" },
    groups: [],
    authenticators: {},
    authenticatorMethods: {},
    enrollmentPolicies: [],
    signOn: { sessionPolicies: [], appPolicies: [] },
    unmanaged: reporting(),
    requirements: [],
    standards: [],
    exemptions: [],
    accepted: [],
    unread: [],
    approvals: [],
    alerts: { managedActors: [], detections: {}, routes: [] },
    ...change,
  };
}

/** Everything undeclared is reported, but for the given kinds. */
export function reporting(change: Partial<Baseline["unmanaged"]> = {}): Baseline["unmanaged"] {
  return {
    enrollmentPolicies: "report",
    enrollmentRules: "report",
    sessionPolicies: "report",
    sessionRules: "report",
    appPolicies: "report",
    appRules: "report",
    ...change,
  };
}

/** A managed group of which nothing but the name is asked. */
export function aDeclaredGroup(name: string, change: Partial<BaselineGroup> = {}): BaselineGroup {
  return {
    name,
    managed: true,
    description: null,
    filledBy: null,
    members: [],
    onlyMembers: false,
    ...change,
  };
}

/** A group rule that leaves nobody out. */
export function aFilling(
  rule: string,
  when = 'user.userType=="employee"',
  change: Partial<GroupFilling> = {},
): GroupFilling {
  return { rule, when, exceptUsers: [], exceptGroups: [], ...change };
}

/** A rule that matches everybody everywhere. */
export function aDeclaredRule(change: Partial<BaselineRule> = {}): BaselineRule {
  return {
    name: "Enroll at sign-in",
    enroll: "CHALLENGE",
    network: { kind: "anywhere" },
    apps: anyApp,
    exceptUsers: [],
    ...change,
  };
}

/** A policy for the given groups with one rule that matches everybody everywhere. */
export function aDeclaredPolicy(
  name: string,
  groups: readonly string[],
  change: Partial<BaselinePolicy> = {},
): BaselinePolicy {
  return {
    name,
    isDefault: false,
    description: null,
    groups,
    authenticators: { okta_password: "REQUIRED", okta_verify: "OPTIONAL", webauthn: "OPTIONAL" },
    terms: {},
    unlisted: "NOT_ALLOWED",
    rules: [aDeclaredRule()],
    ...change,
  };
}

/** Okta's own policy as a baseline declares it. */
export function theDeclaredDefault(change: Partial<BaselinePolicy> = {}): BaselinePolicy {
  return aDeclaredPolicy("Default Policy", [], { isDefault: true, rules: [], ...change });
}

export const appliesTo = {
  everyone: { kind: "everyone" } as AppliesTo,
  groups: (...groups: readonly string[]): AppliesTo => ({ kind: "groups", groups }),
  apps: (...apps: readonly string[]): AppliesTo => ({ kind: "apps", apps }),
  adminRoles: (...roles: readonly string[]): AppliesTo => ({ kind: "adminRoles", roles }),
  anyAdmin: { kind: "adminRoles", roles: "any" } as AppliesTo,
};

/** A requirement on everyone that asks for nothing yet. */
export function aRequirement(id: string, change: Partial<Requirement> = {}): Requirement {
  return {
    id,
    title: `Requirement ${id}`,
    appliesTo: appliesTo.everyone,
    memberOf: [],
    governedBy: [],
    factors: null,
    signIn: null,
    recovery: null,
    withinMs: 0,
    severity: "high",
    ...change,
  };
}

/** At least `atLeast` of the named factors. */
export function anyOf(names: readonly string[], atLeast = 1): Requirement["factors"] {
  return { kind: "anyOf", anyOf: names, atLeast };
}

export function anExemption(user: string, requirement: string, change: Partial<Exemption> = {}): Exemption {
  return {
    user,
    requirement,
    until: "2026-12-31",
    reason: "no interactive sign-in",
    owner: "platform@acme.example",
    ...change,
  };
}
