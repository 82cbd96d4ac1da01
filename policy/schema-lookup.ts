import { z } from "zod";
import { baselineSchema } from "./schema.ts";
import type { PathStep } from "./source/tree.ts";

/** The keys that may stand in the map at a path; none where the schema has no map. */
export function allowedKeys(path: readonly PathStep[]): readonly string[] {
  return alternatives(schemaAt(path)).flatMap((schema) => {
    if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
    const keys = schema instanceof z.ZodRecord ? schema.keyType : null;
    return keys instanceof z.ZodEnum ? keys.options.map(String) : [];
  });
}

/** Descriptions of the field at a path; several things where a union has several such fields. */
export function descriptionsAt(path: readonly PathStep[]): readonly string[] {
  return schemaAt(path).flatMap((schema) => z.globalRegistry.get(schema)?.description ?? []);
}

type Schemas = readonly z.core.$ZodType[];

const schemaAt = (path: readonly PathStep[]): Schemas =>
  path.reduce<Schemas>(
    (schemas, step) => alternatives(schemas).flatMap((schema) => partOf(schema, step)),
    [baselineSchema],
  );

/** The schemas without the wrappers that make them optional, and with a union's options one by one. */
function alternatives(schemas: Schemas): Schemas {
  return schemas.flatMap((schema) => {
    if (
      schema instanceof z.ZodOptional ||
      schema instanceof z.ZodDefault ||
      schema instanceof z.ZodPrefault
    ) {
      return alternatives([schema.unwrap()]);
    }
    return schema instanceof z.ZodUnion ? alternatives(schema.options) : [schema];
  });
}

function partOf(schema: z.core.$ZodType, step: PathStep): Schemas {
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  const part: z.core.$ZodType | undefined =
    schema instanceof z.ZodObject ? schema.shape[String(step)] : undefined;
  return part === undefined ? [] : [part];
}
