import { z } from "zod";
import type { PasswordPolicy, PasswordRule, PasswordSettings } from "../../../model/live-sign-on.ts";
import { accessActions } from "../../../model/sign-on-words.ts";
import { knownConditions, networkOf, peopleOf, wireConditions } from "./conditions.ts";
import { groupIdsOf, toPolicyHead, toRuleHead, wirePolicyHead, wireRuleHead } from "./session-policies.ts";
import { plainKeys, unknownWord, unmodelledPaths } from "./unmodelled.ts";

const word = z.string().nullish();

const number = z.number().nullish();

const wirePasswordSettings = z.looseObject({
  complexity: z
    .looseObject({
      minLength: number,
      minUpperCase: number,
      minLowerCase: number,
      minNumber: number,
      minSymbol: number,
      dictionary: z
        .looseObject({ common: z.looseObject({ exclude: z.boolean().nullish() }).nullish() })
        .nullish(),
    })
    .nullish(),
  age: z.looseObject({ minAgeMinutes: number, maxAgeDays: number, historyCount: number }).nullish(),
  lockout: z.looseObject({ maxAttempts: number }).nullish(),
});

function passwordSettings(wire: z.output<typeof wirePasswordSettings> | null | undefined): PasswordSettings {
  const { complexity, age, lockout } = wire ?? {};
  return {
    minLength: complexity?.minLength ?? null,
    minUpperCase: complexity?.minUpperCase ?? null,
    minLowerCase: complexity?.minLowerCase ?? null,
    minNumber: complexity?.minNumber ?? null,
    minSymbol: complexity?.minSymbol ?? null,
    excludesCommon: complexity?.dictionary?.common?.exclude ?? null,
    minAgeMinutes: age?.minAgeMinutes ?? null,
    maxAgeDays: age?.maxAgeDays ?? null,
    historyCount: age?.historyCount ?? null,
    maxAttempts: lockout?.maxAttempts ?? null,
  };
}

export const wirePasswordPolicy = wirePolicyHead.extend({
  conditions: z
    .looseObject({
      people: z
        .looseObject({ groups: z.looseObject({ include: z.array(z.string()).nullish() }).nullish() })
        .nullish(),
      authProvider: z.looseObject({ provider: word }).nullish(),
    })
    .nullish(),
  settings: z
    .looseObject({
      password: wirePasswordSettings.nullish(),
      recovery: z
        .looseObject({
          factors: z.record(z.string(), z.looseObject({ status: word }).nullable()).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

const knownOfPolicy = {
  ...plainKeys,
  conditions: {
    people: { groups: { include: true } },
    authProvider: { provider: true, include: true },
  },
  // How a password must be, how long it holds and who is locked out: none of it sets a new one.
  settings: { password: true, delegation: true, breachedPassword: true, recovery: { factors: true } },
} as const;

export function toPasswordPolicy(policy: z.output<typeof wirePasswordPolicy>): PasswordPolicy {
  const factors = Object.entries(policy.settings?.recovery?.factors ?? {});
  return {
    ...toPolicyHead(policy),
    groupIds: groupIdsOf(policy),
    authProvider: policy.conditions?.authProvider?.provider ?? "ANY",
    recoveryFactors: Object.fromEntries(factors.map(([key, factor]) => [key, factor?.status ?? "INACTIVE"])),
    password: passwordSettings(policy.settings?.password),
    unmodelled: unmodelledPaths(policy, knownOfPolicy),
  };
}

export const wirePasswordRule = wireRuleHead.extend({
  conditions: wireConditions.nullish(),
  actions: z.looseObject({
    selfServicePasswordReset: z
      .looseObject({
        access: word,
        requirement: z
          .looseObject({
            accessControl: word,
            primary: z.looseObject({ methods: z.array(z.string()).nullish() }).nullish(),
            stepUp: z.looseObject({ required: z.boolean().nullish() }).nullish(),
          })
          .nullish(),
      })
      .nullish(),
  }),
});

const knownOfRule = {
  ...plainKeys,
  conditions: knownConditions,
  actions: {
    // Changing a password takes the old one, and unlocking sets none.
    passwordChange: true,
    selfServiceUnlock: true,
    selfServicePasswordReset: {
      access: true,
      type: true,
      // That an e-mail address need not be enrolled is taken for granted.
      settings: { allowRecoveryEmailWithoutEnrollment: true },
      requirement: {
        accessControl: true,
        primary: { methods: true, methodConstraints: true },
        stepUp: { required: true, methods: true },
      },
    },
  },
} as const;

export function toPasswordRule(rule: z.output<typeof wirePasswordRule>): PasswordRule {
  const conditions = rule.conditions ?? {};
  const { network, unmodelled } = networkOf(conditions);
  const reset = rule.actions.selfServicePasswordReset;
  const requirement = reset?.requirement;
  return {
    ...toRuleHead(rule),
    people: peopleOf(conditions),
    network,
    reset: {
      access: reset?.access ?? "DENY",
      accessControl: requirement?.accessControl ?? null,
      methods: requirement?.primary?.methods ?? null,
      stepUpRequired: requirement?.stepUp?.required ?? false,
    },
    unmodelled: [
      ...unmodelled,
      ...unknownWord("actions.selfServicePasswordReset.access", reset?.access, accessActions),
      ...unknownWord(
        "actions.selfServicePasswordReset.requirement.accessControl",
        requirement?.accessControl,
        ["AUTH_POLICY", "LEGACY"],
      ),
      ...unmodelledPaths(rule, knownOfRule),
    ],
  };
}
