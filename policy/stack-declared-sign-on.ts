import { z } from "zod";
import type { BaselineSignOn } from "../src/model/baseline-sign-on.ts";
import {
  accessActions,
  deviceConditions,
  knowledgeTypes,
  platformNames,
  primaryFactors,
  riskConditions,
  secondFactorPrompts,
} from "../src/model/sign-on-words.ts";

const names = z.array(z.string());
const zoned = (kind: "in" | "notIn") => z.strictObject({ kind: z.literal(kind), zones: names });
const network = z.union([z.strictObject({ kind: z.literal("anywhere") }), zoned("in"), zoned("notIn")]);

const sessionRule = z.strictObject({
  name: z.string(),
  isSystem: z.boolean(),
  network,
  exceptUsers: names,
  access: z.enum(accessActions),
  primaryFactor: z.enum(primaryFactors).nullable(),
  secondFactor: z.enum(secondFactorPrompts),
  secondFactorLifetimeMinutes: z.number().nullable(),
  session: z.strictObject({
    idleMinutes: z.number(),
    lifetimeMinutes: z.number().nullable(),
    persistentCookie: z.boolean(),
  }),
});

const constraint = z.strictObject({
  possession: z
    .strictObject({
      phishingResistant: z.boolean(),
      hardwareProtected: z.boolean(),
      userVerification: z.boolean(),
      userPresence: z.boolean(),
      deviceBound: z.boolean(),
      methods: names,
      exceptMethods: names,
    })
    .nullable(),
  knowledge: z.strictObject({ types: z.array(z.enum(knowledgeTypes)), methods: names }).nullable(),
});

const verification = z.union([
  z.strictObject({
    kind: z.literal("assurance"),
    factors: z.union([z.literal(1), z.literal(2)]),
    constraints: z.array(constraint),
  }),
  z.strictObject({ kind: z.literal("chains"), chains: z.array(z.array(names)) }),
]);

const appRule = z.strictObject({
  name: z.string(),
  isCatchAll: z.boolean(),
  people: z.strictObject({
    groups: names,
    exceptGroups: names,
    users: names,
    exceptUsers: names,
    userTypes: names,
    exceptUserTypes: names,
  }),
  network,
  device: z.enum(deviceConditions),
  platforms: z.array(z.enum(platformNames)),
  risk: z.enum(riskConditions),
  expression: z.string().nullable(),
  access: z.enum(accessActions),
  verification,
  reauthenticateSeconds: z.number().nullable(),
});

const policy = { name: z.string(), description: z.string().nullable() };

const signOn: z.ZodType<BaselineSignOn> = z.strictObject({
  sessionPolicies: z.array(
    z.strictObject({ ...policy, isDefault: z.boolean(), groups: names, rules: z.array(sessionRule) }),
  ),
  appPolicies: z.array(z.strictObject({ ...policy, apps: names.nullable(), rules: z.array(appRule) })),
});

/** Reads what a component says in its outputs of the sign-on side that it declared; null where that is nothing we understand. */
export function declaredSignOn(text: unknown): BaselineSignOn | null {
  if (typeof text !== "string") return null;
  try {
    return signOn.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
