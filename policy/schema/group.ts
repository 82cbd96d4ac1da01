import { z } from "zod";
import { name, prose } from "./scalars.ts";

/** Okta refuses longer names of group rules (okta-api 3.2). */
const longestRuleName = 50;

const filledBy = z
  .strictObject({
    rule: name
      .max(longestRuleName)
      .describe(`The name of the group rule, at most ${longestRuleName} characters`),
    when: prose.describe("The rule's expression in Okta Expression Language"),
    exceptUsers: z.array(name).default([]).describe("Logins or user ids that the rule leaves out"),
    exceptGroups: z.array(name).default([]).describe("Groups whose people the rule leaves out"),
  })
  .describe("The Okta group rule that fills the group");

/** One entry of `groups`. */
export const group = z.strictObject({
  name: name.describe("The group's name in Okta"),
  managed: z
    .boolean()
    .default(true)
    .describe("false: it lives elsewhere (a directory, another stack) and is looked up, never created"),
  description: prose.optional().describe("The group's description in Okta"),
  filledBy: filledBy.optional(),
  members: z.array(name).default([]).describe("Logins or user ids that must be members"),
  onlyMembers: z.boolean().default(false).describe("true: and nobody else may be a member"),
});
