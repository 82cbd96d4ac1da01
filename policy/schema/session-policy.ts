import { z } from "zod";
import { accessActions, primaryFactors, secondFactorPrompts } from "../../src/model/sign-on-words.ts";
import { network } from "./network.ts";
import { duration, name, prose } from "./scalars.ts";

const session = z.strictObject({
  idle: duration.default("2h").describe("How long a session lasts without use"),
  lifetime: z
    .union([z.literal("none"), duration], { error: "must be none, or a duration such as 12h" })
    .default("none")
    .describe("How long a session lasts at most; none: it has no end"),
  persistentCookie: z
    .boolean()
    .default(false)
    .describe("Whether a session outlasts the browser; never for administrators"),
});

const rule = z.strictObject({
  name: name.describe('The rule\'s name in Okta; "Default Rule" is Okta\'s own, in "Default Policy"'),
  network,
  exceptUsers: z.array(name).default([]).describe("Logins or user ids that the rule leaves out"),
  access: z.enum(accessActions).default("ALLOW").describe("Whether whoever it matches may sign in"),
  primaryFactor: z
    .enum(primaryFactors)
    .optional()
    .describe(
      "A password or identity provider, or (unless given) any factor that the app policy asks for; Identity Engine only",
    ),
  secondFactor: z
    .enum(secondFactorPrompts)
    .default("NEVER")
    .describe("When a second factor is asked for: NEVER, at every sign-in, once a session, once a device"),
  secondFactorLifetime: duration
    .optional()
    .describe("How long a second factor is remembered, with SESSION and DEVICE; 15m unless given"),
  session: session.prefault({}).describe("How long the session lasts"),
});

/** One entry of `signOn.sessionPolicies`. */
export const sessionPolicy = z.strictObject({
  name: name.describe("The policy's name in Okta; \"Default Policy\" is Okta's own"),
  description: prose.optional().describe("The policy's description in Okta"),
  groups: z
    .array(name)
    .default([])
    .describe("The groups it applies to; needed for every policy but the default, which has none"),
  rules: z
    .array(rule)
    .default([])
    .describe("In order of precedence; needed for every policy but the default"),
});
