import { z } from "zod";
import type { Exchange } from "../src/emulator/server/exchange.ts";

const parameterSchema = z.looseObject({
  name: z.string(),
  in: z.string(),
  schema: z
    .looseObject({ maximum: z.number(), minimum: z.number(), enum: z.array(z.unknown()) })
    .partial()
    .optional(),
});
const referenceSchema = z.looseObject({ $ref: z.string() });
const parametersSchema = z.array(z.union([parameterSchema, referenceSchema])).default([]);
const operationSchema = z.looseObject({ parameters: parametersSchema });

/** Okta's OpenAPI document, as far as it says which requests there are. */
export const requestsSchema = z.looseObject({
  paths: z.record(
    z.string(),
    z.looseObject({ parameters: parametersSchema, get: operationSchema.optional() }),
  ),
  components: z.looseObject({ parameters: z.record(z.string(), parameterSchema) }),
});
type Requests = z.infer<typeof requestsSchema>;
type Parameter = z.infer<typeof parameterSchema>;

const patternOf = (template: string): RegExp => new RegExp(`^${template.replaceAll(/\{[^}]*\}/g, "[^/]+")}$`);

/** The operation of a path: of several that fit, the one with the fewest placeholders. */
function operationsIn({ paths, components }: Requests) {
  const named = (one: z.infer<typeof parametersSchema>[number]): Parameter | undefined =>
    "$ref" in one ? components.parameters[String(one.$ref).split("/").at(-1) ?? ""] : one;
  const all = Object.entries(paths)
    .toSorted(([left], [right]) => left.split("{").length - right.split("{").length)
    .map(([template, { parameters, get }]) => ({
      pattern: patternOf(template),
      parameters:
        get === undefined ? null : [...parameters, ...get.parameters].flatMap((one) => named(one) ?? []),
    }));
  return (path: string): readonly Parameter[] | null =>
    all.find(({ pattern }) => pattern.test(path))?.parameters ?? null;
}

function complaintAbout(name: string, value: string, parameters: readonly Parameter[]): string | null {
  const known = parameters.find((one) => one.in === "query" && one.name === name);
  if (known === undefined) return `the query parameter ${name} is not in the document`;
  const { maximum, minimum, enum: words } = known.schema ?? {};
  const number = Number(value);
  if (maximum !== undefined && number > maximum) return `${name}=${value} is more than ${maximum}`;
  if (minimum !== undefined && number < minimum) return `${name}=${value} is less than ${minimum}`;
  return words === undefined || words.map(String).includes(value)
    ? null
    : `${name}=${value} is no word of the document`;
}

/** Reads that the document does not have as they are asked, one line each. */
export function checkRequests(document: Requests, exchanges: readonly Exchange[]): readonly string[] {
  const parametersOf = operationsIn(document);
  const complaints = exchanges
    .filter(({ method }) => method === "GET")
    .flatMap(({ path, query }) => {
      const parameters = parametersOf(path);
      if (parameters === null) return [`GET ${path} is not in the document`];
      return Object.entries(query).flatMap(([name, value]) =>
        [value].flat().flatMap((one) => {
          const why = complaintAbout(name, one, parameters);
          return why === null ? [] : `GET ${path}: ${why}`;
        }),
      );
    });
  return [...new Set(complaints)];
}
