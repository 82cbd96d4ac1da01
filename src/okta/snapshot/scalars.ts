import { z } from "zod";
import type { ZoneId } from "../../model/ids.ts";

export const id = <Id extends string>() =>
  z.custom<Id>((value) => typeof value === "string" && value !== "", "expected an id");
export const text = z.string();
export const nullableText = z.string().nullable();

export const network = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("anywhere") }),
  z.strictObject({ kind: z.literal("in"), zoneIds: z.array(id<ZoneId>()) }),
  z.strictObject({ kind: z.literal("notIn"), zoneIds: z.array(id<ZoneId>()) }),
]);
