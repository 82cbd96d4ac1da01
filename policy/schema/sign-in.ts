import { z } from "zod";
import { askedLevels, recoveryMeans } from "../../src/model/sign-on-words.ts";
import { zones } from "./network.ts";
import { duration, name } from "./scalars.ts";

const to = z
  .union(
    [
      z.enum(["any", "adminConsole", "dashboard"]),
      z.strictObject({ apps: z.array(name).min(1).describe("Labels of applications") }),
    ],
    { error: "must be any, adminConsole, dashboard or { apps: [label, ...] }" },
  )
  .describe("What is opened: applications by label, any application, the Admin Console, the dashboard");

const from = z
  .union([z.literal("ANYWHERE"), z.strictObject({ notIn: zones.describe("Outside these network zones") })], {
    error: "must be ANYWHERE or { notIn: [zone, ...] }",
  })
  .default("ANYWHERE")
  .describe("Which sign-ins are judged: all, or only those from outside network zones by name");

/** The field `signIn` of a requirement. */
export const signIn = z
  .strictObject({
    to,
    atLeast: z.enum(askedLevels).describe("What the weakest way in must still ask for"),
    from,
    openEnrollment: z
      .boolean()
      .default(false)
      .describe("true: being asked for what one may enroll with a password alone is enough"),
    reauthenticateWithin: duration.optional().describe("The longest that the asking may be skipped"),
  })
  .describe("How people must be asked on the way in");

/** The field `recovery` of a requirement. */
export const recovery = z
  .strictObject({
    notBy: z
      .array(z.enum(recoveryMeans))
      .min(1)
      .describe("None of these alone may set a new password: email, phone"),
  })
  .describe("How a password must not be recovered");
