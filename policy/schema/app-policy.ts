import { z } from "zod";
import {
  accessActions,
  deviceConditions,
  knowledgeTypes,
  platformNames,
  riskConditions,
} from "../../src/model/sign-on-words.ts";
import { network } from "./network.ts";
import { duration, name, prose } from "./scalars.ts";

const names = z.array(name).default([]);
const flag = z.boolean().default(false);

const people = z.strictObject({
  groups: names.describe("Members of one of these groups; anyone unless given"),
  exceptGroups: names.describe("But not members of these"),
  users: names.describe("Only these people, by login or user id; with groups, those of them who are in one"),
  exceptUsers: names.describe("But not these"),
  userTypes: names.describe("People of one of these user types, by name"),
  exceptUserTypes: names.describe("But not of these"),
});

const possession = z.strictObject({
  phishingResistant: flag.describe("Only a phishing-resistant method"),
  hardwareProtected: flag.describe("Only a method whose key is protected by hardware"),
  userVerification: flag.describe("The person proves who they are to the device, by a PIN or biometrics"),
  userPresence: z
    .boolean()
    .default(true)
    .describe("false: Okta Verify may answer without the person doing anything"),
  deviceBound: flag.describe("Only a method that is bound to one device"),
  methods: names.describe("Only these methods: an authenticator's key, or key:method"),
  exceptMethods: names.describe("Any but these methods"),
});

const knowledge = z.strictObject({
  types: z
    .array(z.enum(knowledgeTypes))
    .default([])
    .describe("Only these kinds: password, security_question"),
  methods: names.describe("Only these methods: okta_password, security_question"),
});

const constraint = z.strictObject({
  possession: possession.optional().describe("Something that the person has"),
  knowledge: knowledge.optional().describe("Something that the person knows"),
});

const step = z.union([name, z.array(name).min(1)], {
  error: "must be an authenticator (key or key:method), or a list of which one is enough",
});

/** Okta takes at most five chains of three steps. */
const chains = z.array(z.array(step).min(1).max(3)).max(5);

const rule = z.strictObject({
  name: name.describe("The rule's name in Okta; \"Catch-all Rule\" is Okta's own last rule"),
  people: people.prefault({}).describe("Whom it is for; anyone unless given"),
  network,
  device: z.enum(deviceConditions).default("ANY").describe("What is asked of the device"),
  platforms: z
    .array(z.enum(platformNames))
    .default([])
    .describe("Only from these platforms; any unless given"),
  risk: z.enum(riskConditions).default("ANY").describe("Only at this risk, as Okta takes it to be"),
  expression: z
    .union([prose, z.null()], { error: "must be text, or null for none" })
    .default(null)
    .describe("Only where this Okta expression is true; compared as text"),
  access: z
    .enum(accessActions)
    .default("ALLOW")
    .describe("Whether whoever it matches may open the application"),
  factors: z
    .union([z.literal(1), z.literal(2)], { error: "must be 1 or 2" })
    .optional()
    .describe("How many factors are asked for: 1 or 2; 2 unless given"),
  constraints: z
    .array(constraint)
    .default([])
    .describe("What the factors must be: any one of these; none unless given"),
  chains: chains
    .default([])
    .describe(
      "In place of factors and constraints: chains of authenticators, any one chain, its steps in order",
    ),
  reauthenticateEvery: z
    .union([z.literal("ALWAYS"), z.literal("SESSION"), duration], {
      error: "must be ALWAYS, SESSION or a duration such as 12h",
    })
    .default("2h")
    .describe(
      "How long the factors hold: ALWAYS asks at every sign-in, SESSION as long as the session lasts",
    ),
});

/** One entry of `signOn.appPolicies`. */
export const appPolicy = z.strictObject({
  name: name.describe("The policy's name in Okta"),
  description: prose.optional().describe("The policy's description in Okta"),
  apps: z
    .array(name)
    .optional()
    .describe("Labels of the applications that must be under it; not compared unless given"),
  rules: z.array(rule).default([]).describe("In order of precedence; Okta's Catch-all Rule last"),
});
