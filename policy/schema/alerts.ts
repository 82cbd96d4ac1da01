import { z } from "zod";
import { destinationNames, detectionIds } from "../../src/model/alert-names.ts";
import { severities } from "../../src/model/words.ts";
import { name } from "./scalars.ts";

const detection = z.union(
  // YAML 1.1 reads a bare `off` as false.
  [z.literal("off"), z.literal(false), z.strictObject({ severity: z.enum(severities) })],
  { error: `must be off, or { severity: ${severities.join(" | ")} }` },
);

const route = z.strictObject({
  to: z.enum(destinationNames).describe("The notifier"),
  minimum: z.enum(severities).default("low").describe("The lowest severity that is sent"),
  detections: z
    .array(z.enum(detectionIds))
    .default([])
    .describe("Only alerts of these detections; all unless given"),
});

/** The section `alerts`. */
export const alerts = z.strictObject({
  managedActors: z
    .array(name)
    .default([])
    .describe("Client ids or logins whose changes are ours: recorded, not alerted"),
  detections: z
    .partialRecord(z.enum(detectionIds), detection)
    .default({})
    .describe("By detection id: off, or another severity than its own"),
  routes: z.array(route).default([]).describe("Where alerts are sent"),
});
