import { z } from "zod";
import { problem } from "../contract/answers.ts";
import { listing } from "../contract/listing.ts";
import type { AnyOperation } from "../contract/operation.ts";
import type { AnyTable } from "../contract/table.ts";

type Json = Readonly<Record<string, unknown>>;

const asJson = (description: string, schema: Json): Json => ({
  description,
  content: { "application/json": { schema } },
});

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

const schemaOf = (type: z.ZodType, io: "input" | "output"): Json => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io }) as Json;
  return schema;
};

const refusals: Json = Object.fromEntries(
  ["400", "401", "403", "404", "429", "503"].map((status) => [
    status,
    asJson("Why not, and what to do", ref("Problem")),
  ]),
);

function parametersOf(operation: AnyOperation): readonly Json[] {
  const { properties = {}, required = [] } = schemaOf(operation.params, "input") as {
    readonly properties?: Json;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => {
    const inPath = operation.path.includes(`{${name}}`);
    return { name, in: inPath ? "path" : "query", required: inPath || required.includes(name), schema };
  });
}

function describeOperation(operation: AnyOperation): Json {
  return {
    operationId: operation.id,
    summary: operation.summary,
    "x-role": operation.role,
    parameters: parametersOf(operation),
    ...(operation.body === null
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: schemaOf(operation.body, "input") } },
          },
        }),
    responses: { "200": asJson("The answer", schemaOf(operation.answer, "output")), ...refusals },
  };
}

const textParameter = (name: string, description: string): Json => ({
  name,
  in: "query",
  required: false,
  description,
  schema: { type: "string" },
});

function describeTable({ name, summary, columns, filters }: AnyTable): Json {
  const keys = columns.map(({ key }) => key).join(", ");
  return {
    operationId: `list-${name}`,
    summary,
    "x-role": "viewer",
    parameters: [
      textParameter("search", "Words that a row must have"),
      textParameter("sort", `A column, with - before it from the end: ${keys}`),
      textParameter("offset", "The first row"),
      textParameter("limit", "How many rows"),
      textParameter(
        "format",
        "csv or json: every row that is left, as a file; ids: of these rows the ids alone",
      ),
      ...filters.map(({ key, title }) => ({
        name: key,
        in: "query",
        required: false,
        description: `${title}; several are one or the other, any is none`,
        schema: { type: "array", items: { type: "string" } },
      })),
    ],
    responses: { "200": asJson("The rows that are left", ref("Listing")), ...refusals },
  };
}

const checkEvents: Json = {
  operationId: "checkEvents",
  summary: "How far the running check is, and how the last one ended, as server-sent events",
  "x-role": "viewer",
  parameters: [],
  responses: {
    "200": {
      description: "Events named state",
      content: { "text/event-stream": { schema: { type: "string" } } },
    },
    ...refusals,
  },
};

/** The OpenAPI 3.1 document of the API, made of what answers it. */
export function openApiDocument(
  operations: readonly AnyOperation[],
  tables: readonly AnyTable[],
  version: string,
): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const { name } of tables) paths[`/${name}`] = {};
  for (const table of tables) paths[`/${table.name}`] = { get: describeTable(table) };
  paths["/checks/events"] = { get: checkEvents };
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Plumbline", version, description: "What `plumbline serve` shows, and does, as JSON." },
    servers: [{ url: "/api/v1" }],
    paths,
    components: {
      schemas: { Listing: schemaOf(listing, "output"), Problem: schemaOf(problem, "output") },
    },
  };
}
