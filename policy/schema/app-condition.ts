import { z } from "zod";
import { name } from "./scalars.ts";

const app = z.union(
  [name, z.strictObject({ type: name.describe("Okta's technical name of a type of applications") })],
  { error: "must be the label of an application, or { type: name }" },
);
const include = z.array(app).min(1).describe("The rule is for these applications; okta is Okta itself");
const exclude = z.array(app).min(1).describe("The rule is for any but these; okta is Okta itself");

/** Which applications an enrollment rule is for. */
export const appCondition = z
  .union([z.strictObject({ include }), z.strictObject({ exclude }), z.strictObject({ include, exclude })], {
    error: "must be { include: [label, ...] }, { exclude: [label, ...] } or both",
  })
  .optional()
  .describe("The applications that people sign in to for the rule to apply; any unless given");
