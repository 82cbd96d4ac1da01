import { z } from "zod";
import { baselineSchema } from "./schema.ts";

/** The schema of the baseline as JSON Schema (draft 7, which editors understand best), as text of a file. */
export function baselineJsonSchema(): string {
  const schema = z.toJSONSchema(baselineSchema, { target: "draft-7", io: "input" });
  return `${JSON.stringify({ ...schema, title: "Plumbline baseline" }, null, 2)}\n`;
}
