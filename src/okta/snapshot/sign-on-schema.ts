import { z } from "zod";
import type { AppId, GroupId, IdpId, PolicyId, PolicyRuleId, UserId, UserTypeId } from "../../model/ids.ts";
import { id, network, nullableText, text } from "./scalars.ts";

const userIds = z.array(id<UserId>());
const groupIds = z.array(id<GroupId>());
const typeIds = z.array(id<UserTypeId>());
const texts = z.array(text);
/** In seconds; null: as long as the session lasts. */
const seconds = z.number().min(0).nullable();

const count = z.number().nullable();

const policy = {
  id: id<PolicyId>(),
  name: text,
  description: nullableText,
  status: text,
  priority: z.number(),
  system: z.boolean(),
  unmodelled: texts,
};

const rule = {
  id: id<PolicyRuleId>(),
  name: text,
  status: text,
  priority: z.number(),
  system: z.boolean(),
  network,
  unmodelled: texts,
};

const people = z.strictObject({
  userIds,
  exceptUserIds: userIds,
  groupIds,
  exceptGroupIds: groupIds,
  userTypeIds: typeIds,
  exceptUserTypeIds: typeIds,
});

const sessionRule = z.strictObject({
  ...rule,
  excludedUserIds: userIds,
  authType: text,
  identityProvider: text,
  idpIds: z.array(id<IdpId>()),
  risk: text,
  behaviors: texts,
  access: text,
  primaryFactor: nullableText,
  requiresFactor: z.boolean(),
  factorPrompt: nullableText,
  factorLifetimeMinutes: z.number().nullable(),
  session: z.strictObject({
    idleMinutes: z.number(),
    lifetimeMinutes: z.number().nullable(),
    persistentCookie: z.boolean(),
  }),
});

export const sessionPolicy = z.strictObject({ ...policy, groupIds, rules: z.array(sessionRule).nullable() });

const method = { key: text, id: nullableText, method: nullableText };

const demands = z.strictObject({
  deviceBound: z.boolean(),
  hardwareProtected: z.boolean(),
  phishingResistant: z.boolean(),
  userVerification: z.boolean(),
  userPresence: z.boolean(),
});

const part = z
  .strictObject({
    required: z.boolean(),
    types: texts,
    methods: texts,
    only: z.array(z.strictObject(method)),
    except: z.array(z.strictObject(method)),
    demands,
    reauthenticateSeconds: seconds.exactOptional(),
  })
  .nullable();

const step = z.strictObject({
  anyOf: z.array(z.strictObject({ ...method, demands })),
  reauthenticateSeconds: seconds.exactOptional(),
});

const verification = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("assurance"),
    factorMode: text,
    reauthenticateSeconds: seconds,
    constraints: z.array(z.strictObject({ knowledge: part, possession: part })),
  }),
  z.strictObject({
    kind: z.literal("chains"),
    reauthenticateSeconds: seconds,
    chains: z.array(z.array(step)),
  }),
  z.strictObject({ kind: z.literal("other"), type: text }),
]);

const appRule = z.strictObject({
  ...rule,
  people,
  device: z.strictObject({ registered: z.boolean(), managed: z.boolean(), assuranceIds: texts }).nullable(),
  platforms: z.array(z.strictObject({ type: text, os: text })),
  risk: text,
  expression: nullableText,
  access: text,
  verification: verification.nullable(),
  keepsSignedIn: z.strictObject({ allowed: z.boolean(), seconds }),
});

export const appPolicy = z.strictObject({
  ...policy,
  resourceType: text,
  rules: z.array(appRule).nullable(),
  hiddenAppIds: z.array(id<AppId>()).nullable().exactOptional(),
});

export const mappedApp = z.strictObject({
  id: id<AppId>(),
  label: text,
  name: text,
  status: text,
  policyId: id<PolicyId>().nullable(),
});

const passwordRule = z.strictObject({
  ...rule,
  people,
  reset: z.strictObject({
    access: text,
    accessControl: nullableText,
    methods: texts.nullable(),
    stepUpRequired: z.boolean(),
  }),
});

export const passwordPolicy = z.strictObject({
  ...policy,
  groupIds,
  authProvider: text,
  recoveryFactors: z.record(text, text),
  password: z
    .strictObject({
      minLength: count,
      minUpperCase: count,
      minLowerCase: count,
      minNumber: count,
      minSymbol: count,
      excludesCommon: z.boolean().nullable(),
      minAgeMinutes: count,
      maxAgeDays: count,
      historyCount: count,
      maxAttempts: count,
    })
    .exactOptional(),
  rules: z.array(passwordRule).nullable(),
});

export const identityProvider = z.strictObject({
  id: id<IdpId>(),
  name: text,
  type: text,
  status: text,
  trustsClaims: z.boolean(),
  trust: z.strictObject({ issuer: nullableText, kid: nullableText }).exactOptional(),
});

export const userType = z.strictObject({ id: id<UserTypeId>(), name: text, displayName: text });

export const signOnTraits = z.strictObject({
  typeId: id<UserTypeId>().nullable(),
  provider: nullableText,
  hasPassword: z.boolean(),
  profile: z.record(text, z.unknown()),
});
