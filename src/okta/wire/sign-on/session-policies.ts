import { z } from "zod";
import type { GroupId, IdpId, PolicyId, PolicyRuleId, UserId } from "../../../model/ids.ts";
import type { SessionPolicy, SessionRule } from "../../../model/live-sign-on.ts";
import { accessActions, primaryFactors, riskConditions } from "../../../model/sign-on-words.ts";
import { knownConditions, networkOf, wireConditions } from "./conditions.ts";
import { plainKeys, unknownWord, unmodelledPaths } from "./unmodelled.ts";

const ids = z.array(z.string()).nullish();

/** Fields of every kind of policy; whom it is for where it is for groups. */
export const wirePolicyHead = z.looseObject({
  id: z.string().min(1),
  type: z.string().nullish(),
  name: z.string(),
  description: z.string().nullish(),
  status: z.string(),
  priority: z.number().nullish(),
  system: z.boolean().nullish(),
  conditions: z
    .looseObject({
      people: z.looseObject({ groups: z.looseObject({ include: ids }).nullish() }).nullish(),
    })
    .nullish(),
});

type PolicyHead = z.output<typeof wirePolicyHead>;

/** Without its rules, which are read on their own. */
export function toPolicyHead(policy: PolicyHead) {
  return {
    id: policy.id as PolicyId,
    name: policy.name,
    description: policy.description ?? null,
    status: policy.status,
    priority: policy.priority ?? 1,
    system: policy.system ?? false,
    rules: null,
  };
}

export const groupIdsOf = ({ conditions }: PolicyHead): readonly GroupId[] =>
  (conditions?.people?.groups?.include ?? []).map((id) => id as GroupId);

/** Fields of every kind of rule. */
export const wireRuleHead = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  status: z.string(),
  priority: z.number(),
  system: z.boolean().nullish(),
});

export const toRuleHead = (rule: z.output<typeof wireRuleHead>) => ({
  id: rule.id as PolicyRuleId,
  name: rule.name,
  status: rule.status,
  priority: rule.priority,
  system: rule.system ?? false,
});

export function toSessionPolicy(policy: PolicyHead): SessionPolicy {
  const known = { ...plainKeys, conditions: { people: { groups: { include: true } } } } as const;
  return {
    ...toPolicyHead(policy),
    groupIds: groupIdsOf(policy),
    unmodelled: unmodelledPaths(policy, known),
  };
}

const minutes = z.number().min(0);

export const wireSessionRule = wireRuleHead.extend({
  conditions: wireConditions
    .extend({
      authContext: z.looseObject({ authType: z.string().nullish() }).nullish(),
      identityProvider: z.looseObject({ provider: z.string().nullish(), idpIds: ids }).nullish(),
      risk: z.looseObject({ behaviors: ids }).nullish(),
      riskScore: z.looseObject({ level: z.string().nullish() }).nullish(),
    })
    .nullish(),
  actions: z.looseObject({
    signon: z.looseObject({
      access: z.string(),
      primaryFactor: z.string().nullish(),
      requireFactor: z.boolean().nullish(),
      factorPromptMode: z.string().nullish(),
      factorLifetime: minutes.nullish(),
      session: z
        .looseObject({
          maxSessionIdleMinutes: minutes.nullish(),
          maxSessionLifetimeMinutes: minutes.nullish(),
          usePersistentCookie: z.boolean().nullish(),
        })
        .nullish(),
    }),
  }),
});

type WireSessionRule = z.output<typeof wireSessionRule>;

const knownOfSessionRule = {
  ...plainKeys,
  conditions: {
    ...knownConditions,
    people: { users: { exclude: true } },
    userType: {},
    authContext: { authType: true },
    identityProvider: { provider: true, idpIds: true },
    risk: { behaviors: true },
    riskScore: { level: true },
  },
  actions: {
    signon: {
      access: true,
      primaryFactor: true,
      requireFactor: true,
      factorPromptMode: true,
      factorLifetime: true,
      // It only ticks the box for remembering beforehand; whether anything is remembered, the prompt mode says.
      rememberDeviceByDefault: true,
      session: { maxSessionIdleMinutes: true, maxSessionLifetimeMinutes: true, usePersistentCookie: true },
    },
  },
} as const;

const providers = ["ANY", "OKTA", "SPECIFIC_IDP"];
const authTypes = ["ANY", "RADIUS", "LDAP_INTERFACE"];
const prompts = ["ALWAYS", "DEVICE", "SESSION"];

export function toSessionRule(rule: WireSessionRule): SessionRule {
  const conditions = rule.conditions ?? {};
  const { signon } = rule.actions;
  const { network, unmodelled } = networkOf(conditions);
  const { authContext, identityProvider, risk, riskScore } = conditions;
  return {
    ...toRuleHead(rule),
    network,
    excludedUserIds: (conditions.people?.users?.exclude ?? []).map((id) => id as UserId),
    authType: authContext?.authType ?? "ANY",
    identityProvider: identityProvider?.provider ?? "ANY",
    idpIds: (identityProvider?.idpIds ?? []).map((id) => id as IdpId),
    risk: riskScore?.level ?? "ANY",
    behaviors: risk?.behaviors ?? [],
    access: signon.access,
    primaryFactor: signon.primaryFactor ?? null,
    requiresFactor: signon.requireFactor ?? false,
    factorPrompt: signon.factorPromptMode ?? null,
    factorLifetimeMinutes: signon.factorLifetime ?? null,
    session: sessionOf(signon.session),
    unmodelled: [
      ...unmodelled,
      ...unknownWord("conditions.authContext.authType", authContext?.authType, authTypes),
      ...unknownWord("conditions.identityProvider.provider", identityProvider?.provider, providers),
      ...unknownWord("conditions.riskScore.level", riskScore?.level, riskConditions),
      ...unknownWord("actions.signon.access", signon.access, accessActions),
      ...unknownWord("actions.signon.primaryFactor", signon.primaryFactor, primaryFactors),
      ...unknownWord("actions.signon.factorPromptMode", signon.factorPromptMode, prompts),
      ...unmodelledPaths(rule, knownOfSessionRule),
    ],
  };
}

/** Okta's defaults: two hours without use, and no end (sign-on 1.2); a lifetime of 0 is none. */
function sessionOf(session: WireSessionRule["actions"]["signon"]["session"]): SessionRule["session"] {
  const lifetime = session?.maxSessionLifetimeMinutes ?? 0;
  return {
    idleMinutes: session?.maxSessionIdleMinutes ?? 120,
    lifetimeMinutes: lifetime === 0 ? null : lifetime,
    persistentCookie: session?.usePersistentCookie ?? false,
  };
}
