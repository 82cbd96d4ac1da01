import { z } from "zod";
import type { AppliedStack } from "../src/model/applied-stack.ts";

/** Fields that we read of any resource of an export (apitype.ResourceV3); Pulumi may add what it likes. */
export const stackResourceSchema = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().default(""),
  parent: z.string().default(""),
  /** Replaced already, and only waiting to be deleted. */
  delete: z.boolean().default(false),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
});
export type StackResource = z.output<typeof stackResourceSchema>;

export const text = z.string().min(1);

/** An own id of Okta; the provider's import takes a rule by `policy/rule`. */
export const lastPart = (id: string): string => id.slice(id.lastIndexOf("/") + 1);

export type Parts = Omit<AppliedStack, "file" | "sha256" | "groupIds" | "signOn">;
/** One resource as read, or the first thing that is wrong with it. */
export type Reading = Partial<Parts> | z.ZodError;

/** Reads what a resource was given, or, by `side`, what its provider gave back. */
export function reading<Schema extends z.ZodType>(
  schema: Schema,
  say: (values: z.output<Schema>, id: string) => Partial<Parts>,
  side: "inputs" | "outputs" = "inputs",
): (resource: StackResource) => Reading {
  return (resource) => {
    const parsed = schema.safeParse(resource[side]);
    return parsed.success ? say(parsed.data, lastPart(resource.id)) : parsed.error;
  };
}
