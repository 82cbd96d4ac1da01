import { z } from "zod";
import { duration, name } from "../schema/scalars.ts";

/** Fits in an option beside others, and in the name of a file. */
const orgName = name.regex(
  /^[^,/\\.][^,/\\]*$/,
  "has a comma or a slash in it, or begins with a dot, which options and file names cannot take",
);

const org = z.strictObject({
  name: orgName.describe("The name of the org in commands and reports; unique"),
  url: z.string().min(1).describe("The org's address, like https://acme.okta.com"),
  baseline: name.describe("The baseline it is held to, as a path relative to this file"),
  credentials: z
    .string()
    .regex(/^[A-Z](?:[A-Z0-9_]*[A-Z0-9])?$/)
    .describe("The prefix of the variables with its credentials: ACME_PROD for ACME_PROD_API_TOKEN"),
  tags: z.array(orgName).default([]).describe("Words to choose orgs by: --tag prod"),
  owner: name.optional().describe("Who answers for the org; to choose orgs by: --owner"),
  every: duration
    .refine(
      (text) => !/^0+[smhd]?$/.test(String(text)),
      "is no time at all; write 6h, or leave it out for 24h",
    )
    .default("24h")
    .describe("How often the org is to be checked; it is late after twice that time"),
});

/** The YAML of a fleet, strictly: an unknown key is an error, also because it may be a secret. */
export const fleetSchema = z.strictObject({
  version: z.literal(1).optional().describe("The version of this format"),
  orgs: z.array(org).min(1).describe("The orgs of the fleet"),
});

/** The schema of `fleet.yaml` as JSON Schema (draft 7), as text of a file. */
export function fleetJsonSchema(): string {
  const schema = z.toJSONSchema(fleetSchema, { target: "draft-7", io: "input" });
  return `${JSON.stringify({ ...schema, title: "Plumbline fleet" }, null, 2)}\n`;
}
