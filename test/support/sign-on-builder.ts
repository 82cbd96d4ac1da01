import type { AppId, PolicyId, PolicyRuleId } from "../../src/model/ids.ts";
import type {
  AppPolicy,
  AppRule,
  LiveConstraint,
  LivePart,
  LivePeople,
  MappedApp,
  MethodDemands,
  PasswordPolicy,
  PasswordRule,
  SessionPolicy,
  SessionRule,
} from "../../src/model/live-sign-on.ts";
import { idOf, network } from "./org-builder.ts";

const head = (policy: string, name: string, priority: number) => ({
  id: `rul-${policy}/${name}` as PolicyRuleId,
  name,
  status: "ACTIVE",
  priority,
  system: false,
  network: network.anywhere,
  unmodelled: [],
});

const policyHead = (name: string) => ({
  id: idOf.policy(name),
  name,
  description: null,
  status: "ACTIVE",
  priority: 1,
  system: false,
  unmodelled: [],
});

/** Rules in order: their priorities are 1, 2, …; one that is Okta's own comes last. */
const numbered = <Rule extends { readonly name: string }, Parts extends { readonly name?: string }>(
  rules: readonly Parts[] | null,
  make: (parts: Parts, index: number) => Rule,
): readonly Rule[] | null => rules?.map(make) ?? null;

export type SessionRuleParts = Partial<Omit<SessionRule, "id">>;

/** A session policy that lets everybody of some groups in and leaves the question to the application's policy. */
export function aSessionPolicy(
  name: string,
  groups: readonly string[],
  rules: readonly SessionRuleParts[] | null = [{}],
  change: Partial<SessionPolicy> = {},
): SessionPolicy {
  return {
    ...policyHead(name),
    groupIds: groups.map(idOf.group),
    rules: numbered(rules, (parts, index) => ({
      ...head(name, parts.name ?? "Anyone", index + 1),
      excludedUserIds: [],
      authType: "ANY",
      identityProvider: "ANY",
      idpIds: [],
      risk: "ANY",
      behaviors: [],
      access: "ALLOW",
      primaryFactor: "PASSWORD_IDP_ANY_FACTOR",
      requiresFactor: false,
      factorPrompt: null,
      factorLifetimeMinutes: null,
      session: { idleMinutes: 120, lifetimeMinutes: 720, persistentCookie: false },
      ...parts,
    })),
    ...change,
  };
}

/** Okta's own session policy, which comes last and takes everyone. */
export function theDefaultSessionPolicy(rule: SessionRuleParts = {}): SessionPolicy {
  return aSessionPolicy("Default Policy", ["Everyone"], [{ name: "Default Rule", system: true, ...rule }], {
    system: true,
    priority: 99,
  });
}

export const anyone: LivePeople = {
  userIds: [],
  exceptUserIds: [],
  groupIds: [],
  exceptGroupIds: [],
  userTypeIds: [],
  exceptUserTypeIds: [],
};

const noDemands: MethodDemands = {
  deviceBound: false,
  hardwareProtected: false,
  phishingResistant: false,
  userVerification: false,
  userPresence: true,
};

/** Conditions on one factor; nothing unless given. */
export function aPart(
  change: Partial<Omit<LivePart, "demands">> = {},
  demands: Partial<MethodDemands> = {},
): LivePart {
  return {
    required: true,
    types: [],
    methods: [],
    only: [],
    except: [],
    demands: { ...noDemands, ...demands },
    ...change,
  };
}

export const knows = (part: LivePart = aPart()): LiveConstraint => ({ knowledge: part, possession: null });
export const has = (part: LivePart = aPart()): LiveConstraint => ({ knowledge: null, possession: part });

/** How many factors, and what they must be. */
export function asks(
  factorMode: "1FA" | "2FA",
  constraints: readonly LiveConstraint[] = [],
): AppRule["verification"] {
  return { kind: "assurance", factorMode, reauthenticateSeconds: 7200, constraints };
}

/** Chains of steps, each a list of `key:method`. */
export function chained(...chains: readonly (readonly (readonly string[])[])[]): AppRule["verification"] {
  return {
    kind: "chains",
    reauthenticateSeconds: 7200,
    chains: chains.map((steps) =>
      steps.map((step) => ({
        anyOf: step.map((name) => {
          const [key = name, method = null] = name.split(":");
          return { key, id: null, method, demands: noDemands };
        }),
      })),
    ),
  };
}

export type AppRuleParts = Partial<Omit<AppRule, "id">>;

/** An app policy; its last rule is the catch-all unless one is given. */
export function anAppPolicy(
  name: string,
  rules: readonly AppRuleParts[] | null,
  change: Partial<AppPolicy> = {},
): AppPolicy {
  return {
    ...policyHead(name),
    resourceType: "APP",
    rules: numbered(rules, (parts, index) => ({
      ...head(name, parts.name ?? `Rule ${index + 1}`, index + 1),
      people: anyone,
      device: null,
      platforms: [],
      risk: "ANY",
      expression: null,
      access: "ALLOW",
      verification: asks("2FA"),
      keepsSignedIn: { allowed: false, seconds: null },
      ...parts,
    })),
    ...change,
  };
}

export const catchAll = (parts: AppRuleParts = {}): AppRuleParts => ({
  name: "Catch-all Rule",
  system: true,
  priority: 99,
  ...parts,
});

/** An application under a policy, both by name. */
export function anApp(label: string, policy: string | null, change: Partial<MappedApp> = {}): MappedApp {
  return {
    id: `0oa-${label}` as AppId,
    label,
    name: label.toLowerCase(),
    status: "ACTIVE",
    policyId: policy === null ? null : idOf.policy(policy),
    ...change,
  };
}

export type PasswordRuleParts = Partial<Omit<PasswordRule, "id">>;

/** A password policy whose rules let nobody reset a password unless they say so. */
export function aPasswordPolicy(
  name: string,
  groups: readonly string[],
  rules: readonly PasswordRuleParts[] | null,
  change: Partial<PasswordPolicy> = {},
): PasswordPolicy {
  return {
    ...policyHead(name),
    id: `00p-password-${name}` as PolicyId,
    groupIds: groups.map(idOf.group),
    authProvider: "OKTA",
    recoveryFactors: {},
    rules: numbered(rules, (parts, index) => ({
      ...head(name, parts.name ?? `Rule ${index + 1}`, index + 1),
      people: anyone,
      reset: { access: "DENY", accessControl: "LEGACY", methods: [], stepUpRequired: false },
      ...parts,
    })),
    ...change,
  };
}
