import { signInOfEverybody } from "../../evaluator/sign-on/sign-in-of-everybody.ts";
import {
  type Baseline,
  type BaselinePolicy,
  type BaselineRule,
  nothingIgnored,
} from "../../model/baseline.ts";
import type { BaselineAppPolicy, BaselineSessionPolicy } from "../../model/baseline-sign-on.ts";
import type { Engine } from "../../model/words.ts";

const rule: BaselineRule = {
  name: "Enroll at sign-in",
  enroll: "CHALLENGE",
  network: { kind: "in", zones: ["Office"] },
  apps: { include: [{ kind: "label", label: "Payroll" }], exclude: [] },
  exceptUsers: ["nobody@example.com"],
};

const policy: BaselinePolicy = {
  name: "Admins",
  isDefault: false,
  description: null,
  groups: ["Everyone"],
  authenticators: { okta_password: "REQUIRED" },
  terms: {},
  unlisted: "NOT_ALLOWED",
  rules: [rule],
};

const sessionPolicy: BaselineSessionPolicy = {
  name: "Admins",
  isDefault: false,
  description: null,
  groups: ["Everyone"],
  rules: [
    {
      name: "Office",
      isSystem: false,
      network: rule.network,
      exceptUsers: rule.exceptUsers,
      access: "ALLOW",
      primaryFactor: null,
      secondFactor: "ALWAYS",
      secondFactorLifetimeMinutes: null,
      session: { idleMinutes: 120, lifetimeMinutes: 720, persistentCookie: false },
    },
  ],
};

const appPolicy: BaselineAppPolicy = {
  name: "Strong",
  description: null,
  apps: ["Payroll"],
  rules: [
    {
      name: "Office",
      isCatchAll: false,
      people: {
        groups: ["Admins"],
        exceptGroups: [],
        users: [],
        exceptUsers: rule.exceptUsers,
        userTypes: [],
        exceptUserTypes: [],
      },
      network: rule.network,
      device: "ANY",
      platforms: [],
      risk: "ANY",
      expression: null,
      access: "ALLOW",
      verification: { kind: "assurance", factors: 2, constraints: [] },
      reauthenticateSeconds: 43_200,
    },
  ],
};

/** Asks of an org everything that a baseline can ask, for saying what checks would need before there is a baseline. */
export function wholeBaseline(engine: Engine): Baseline {
  return {
    version: 1,
    org: { engine },
    groups: [
      {
        name: "Admins",
        managed: true,
        description: null,
        filledBy: { rule: "Admins", when: "true", exceptUsers: [], exceptGroups: [] },
        members: ["nobody@example.com"],
        onlyMembers: true,
      },
    ],
    authenticators: { okta_password: "ACTIVE" },
    authenticatorMethods: {},
    enrollmentPolicies: [policy, { ...policy, name: "Everyone" }],
    signOn: {
      sessionPolicies: [sessionPolicy, { ...sessionPolicy, name: "Everyone" }],
      appPolicies: engine === "classic" ? [] : [appPolicy],
    },
    unmanaged: nothingIgnored,
    requirements: [
      { kind: "everyone" } as const,
      { kind: "adminRoles", roles: "any" } as const,
      { kind: "apps", apps: [] } as const,
    ].map((appliesTo) => ({
      id: appliesTo.kind,
      title: "Has a strong factor",
      appliesTo,
      memberOf: ["Admins"],
      governedBy: ["Admins"],
      factors: { kind: "phishingResistant", atLeast: 1 },
      signIn: signInOfEverybody.signIn,
      recovery: { notBy: ["email"] },
      withinMs: 0,
      severity: "high",
    })),
    standards: [],
    exemptions: [
      {
        user: "nobody@example.com",
        requirement: "everyone",
        until: "9999-12-31",
        reason: "none",
        owner: "nobody",
      },
    ],
    accepted: [],
    unread: [],
    approvals: [],
    alerts: { managedActors: [], detections: {}, routes: [] },
  };
}
