import { z } from "zod";
import type { PathStep } from "./source/tree.ts";

/** The keys that may stand in the map at a path of a schema; none where it has no map. */
export function allowedKeys(whole: z.core.$ZodType, path: readonly PathStep[]): readonly string[] {
  return alternatives(schemaAt(whole, path)).flatMap((schema) => {
    if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
    const keys = schema instanceof z.ZodRecord ? schema.keyType : null;
    return keys instanceof z.ZodEnum ? keys.options.map(String) : [];
  });
}

/** Descriptions of the field at a path; several things where a union has several such fields. */
export function descriptionsAt(whole: z.core.$ZodType, path: readonly PathStep[]): readonly string[] {
  return schemaAt(whole, path).flatMap((schema) => z.globalRegistry.get(schema)?.description ?? []);
}

type Schemas = readonly z.core.$ZodType[];

const schemaAt = (whole: z.core.$ZodType, path: readonly PathStep[]): Schemas =>
  path.reduce<Schemas>(
    (schemas, step) => alternatives(schemas).flatMap((schema) => partOf(schema, step)),
    [whole],
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
