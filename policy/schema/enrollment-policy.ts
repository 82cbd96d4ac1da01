import { z } from "zod";
import { enrollActions, enrollSettings } from "../../src/model/words.ts";
import { appCondition } from "./app-condition.ts";
import { network } from "./network.ts";
import { day, name, prose } from "./scalars.ts";

const rule = z.strictObject({
  name: name.describe("The rule's name in Okta"),
  enroll: z
    .enum(enrollActions)
    .default("CHALLENGE")
    .describe(
      "When people enroll; CHALLENGE and LOGIN are the same on Identity Engine and differ on Classic",
    ),
  network,
  apps: appCondition,
  exceptUsers: z.array(name).default([]).describe("Logins or user ids that the rule leaves out"),
});

const setting = z.enum(enrollSettings);

const settingInFull = z.strictObject({
  enroll: setting.describe("Whether people must, may or may not enroll it"),
  gracePeriod: z
    .union(
      [
        z.literal("none"),
        z.strictObject({ until: day.describe("The day on which it ends, UTC: YYYY-MM-DD") }),
        z.strictObject({ skips: z.int().min(1).describe("How often people may put it off") }),
      ],
      { error: "must be none, { until: YYYY-MM-DD } or { skips: number }" },
    )
    .default("none")
    .describe("How long people may put off enrolling it: none, until a day, or so many times"),
  allowedGroups: z
    .array(name)
    .default([])
    .describe("Names of the groups of security keys (AAGUID) that may be enrolled; any unless given"),
});

/** One entry of `enrollmentPolicies`. */
export const enrollmentPolicy = z.strictObject({
  name: name.describe("The policy's name in Okta; \"Default Policy\" is Okta's own"),
  description: prose.optional().describe("The policy's description in Okta"),
  groups: z
    .array(name)
    .default([])
    .describe("The groups it applies to; needed for every policy but the default, which has none"),
  authenticators: z
    .record(z.string(), z.union([setting, settingInFull]))
    .default({})
    .describe(
      "The setting of each authenticator, by key, or key/id where a key repeats; in full with its terms",
    ),
  unlisted: z
    .enum(["NOT_ALLOWED", "ignore"])
    .default("NOT_ALLOWED")
    .describe("What authenticators that are not listed must be"),
  rules: z
    .array(rule)
    .default([])
    .describe(
      "In order of precedence; needed for every policy but the default, which has Okta's own rule after these",
    ),
});
