import { z } from "zod";
import { name } from "./scalars.ts";

/** Network zones by name. */
export const zones = z.array(name).min(1);

/** Where a rule applies. */
export const network = z
  .union(
    [
      z.literal("ANYWHERE"),
      z.strictObject({ in: zones.describe("In one of these network zones") }),
      z.strictObject({ notIn: zones.describe("In none of these network zones") }),
    ],
    {
      error: "must be ANYWHERE, { in: [zone, ...] } or { notIn: [zone, ...] }",
    },
  )
  .default("ANYWHERE")
  .describe("Where the rule applies: ANYWHERE, or in or not in network zones by name");
