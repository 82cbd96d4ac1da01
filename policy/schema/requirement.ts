import { z } from "zod";
import { adminRoleTypes, severities } from "../../src/model/words.ts";
import { duration, kebabCase, name, prose } from "./scalars.ts";
import { recovery, signIn } from "./sign-in.ts";

const names = z.array(name).min(1);

const appliesTo = z
  .strictObject({
    everyone: z.literal(true).optional().describe("Everyone who can sign in"),
    groups: names.optional().describe("Members of these groups"),
    apps: names.optional().describe("Everyone assigned to an application with one of these labels"),
    adminRoles: z
      .union([z.literal("any"), z.array(z.enum(adminRoleTypes)).min(1)], {
        error: `must be any, or a list of ${adminRoleTypes.join(", ")}`,
      })
      .optional()
      .describe("Everyone who holds one of these admin roles, directly or through a group"),
  })
  .meta({ description: "Whom it is asked of: exactly one of these", minProperties: 1, maxProperties: 1 });

const factors = z
  .strictObject({
    anyOf: names.optional().describe("Acceptable factors: an authenticator's key, key:method or key/id"),
    phishingResistant: z
      .literal(true)
      .optional()
      .describe(
        "Instead of anyOf: webauthn, okta_verify:signed_nonce, smart_card_idp (Classic: fido_webauthn)",
      ),
    atLeast: z.int().min(1).default(1).describe("How many of them are needed"),
  })
  .describe("What must be enrolled: anyOf or phishingResistant");

/** One entry of `requirements`. */
export const requirement = z.strictObject({
  id: kebabCase.describe("A stable id in kebab-case, unique"),
  title: prose.optional().describe("One sentence for people; the id unless given"),
  appliesTo,
  memberOf: z.array(name).default([]).describe("Groups that a person must be in, all of them"),
  governedBy: z
    .array(name)
    .default([])
    .describe("Enrollment policies of which one must be in effect for the person"),
  factors: factors.optional(),
  signIn: signIn.optional(),
  recovery: recovery.optional(),
  within: duration
    .default(0)
    .describe("Grace after an account is created, activated or reactivated; none unless given"),
  severity: z.enum(severities).default("high").describe("How bad it is when a person does not meet it"),
});
