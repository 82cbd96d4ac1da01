import type { Baseline } from "../../src/model/baseline.ts";
import type {
  BaselineAppPolicy,
  BaselineAppRule,
  BaselineConstraint,
  BaselineSessionPolicy,
  BaselineSessionRule,
  PossessionConstraint,
} from "../../src/model/baseline-sign-on.ts";
import { aBaseline } from "./baseline-builder.ts";

/** A session rule for everybody everywhere that leaves the question to the application's policy. */
function aDeclaredSessionRule(change: Partial<BaselineSessionRule> = {}): BaselineSessionRule {
  return {
    name: "Anyone",
    isSystem: false,
    network: { kind: "anywhere" },
    exceptUsers: [],
    access: "ALLOW",
    primaryFactor: "PASSWORD_IDP_ANY_FACTOR",
    secondFactor: "NEVER",
    secondFactorLifetimeMinutes: null,
    session: { idleMinutes: 120, lifetimeMinutes: 720, persistentCookie: false },
    ...change,
  };
}

export function aDeclaredSessionPolicy(
  name: string,
  groups: readonly string[],
  rules: readonly Partial<BaselineSessionRule>[] = [{}],
  change: Partial<BaselineSessionPolicy> = {},
): BaselineSessionPolicy {
  return {
    name,
    isDefault: false,
    description: null,
    groups,
    rules: rules.map(aDeclaredSessionRule),
    ...change,
  };
}

/** Okta's own session policy, of which nothing but its place is declared. */
export const theDeclaredDefaultSession = (
  rules: readonly Partial<BaselineSessionRule>[] = [],
): BaselineSessionPolicy => aDeclaredSessionPolicy("Default Policy", [], rules, { isDefault: true });

/** An app rule for anyone anywhere that asks for any two factors. */
export function aDeclaredAppRule(change: Partial<BaselineAppRule> = {}): BaselineAppRule {
  return {
    name: "Rule 1",
    isCatchAll: false,
    people: { groups: [], exceptGroups: [], users: [], exceptUsers: [], userTypes: [], exceptUserTypes: [] },
    network: { kind: "anywhere" },
    device: "ANY",
    platforms: [],
    risk: "ANY",
    expression: null,
    access: "ALLOW",
    verification: asksFor(2),
    reauthenticateSeconds: 7200,
    ...change,
  };
}

export function aDeclaredAppPolicy(
  name: string,
  rules: readonly Partial<BaselineAppRule>[],
  apps: readonly string[] | null = null,
): BaselineAppPolicy {
  return { name, description: null, apps, rules: rules.map(aDeclaredAppRule) };
}

export const theDeclaredCatchAll = (change: Partial<BaselineAppRule> = {}): Partial<BaselineAppRule> => ({
  name: "Catch-all Rule",
  isCatchAll: true,
  ...change,
});

export const asksFor = (
  factors: 1 | 2,
  ...constraints: readonly BaselineConstraint[]
): BaselineAppRule["verification"] => ({ kind: "assurance", factors, constraints });

export const aPossession = (change: Partial<PossessionConstraint> = {}): BaselineConstraint => ({
  knowledge: null,
  possession: {
    phishingResistant: false,
    hardwareProtected: false,
    userVerification: false,
    userPresence: true,
    deviceBound: false,
    methods: [],
    exceptMethods: [],
    ...change,
  },
});

export const declaringSessions = (
  sessionPolicies: readonly BaselineSessionPolicy[],
  change: Partial<Baseline> = {},
): Baseline => aBaseline({ signOn: { sessionPolicies, appPolicies: [] }, ...change });

export const declaringApps = (
  appPolicies: readonly BaselineAppPolicy[],
  change: Partial<Baseline> = {},
): Baseline => aBaseline({ signOn: { sessionPolicies: [], appPolicies }, ...change });
