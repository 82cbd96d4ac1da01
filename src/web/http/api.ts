import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { packageVersion } from "../../flows/catalogue/package-root.ts";
import type { AnyOperation, OperationContext } from "../contract/operation.ts";
import type { AnyTable } from "../contract/table.ts";
import { exportAsCsv, exportAsJson, idsOfRows } from "../listing/export-rows.ts";
import { listRows } from "../listing/select-rows.ts";
import { tableQuery } from "../listing/table-query.ts";
import type { WebEnv } from "./env.ts";
import { openApiDocument } from "./openapi.ts";
import { problemOf, Refusal } from "./problem.ts";
import { streamChecks } from "./stream-checks.ts";

const mostBytes = 256 * 1024;

/** Everything below /api/v1. */
export function apiRoutes(
  operations: readonly AnyOperation[],
  { tables, ...world }: Omit<OperationContext, "who">,
): Hono<WebEnv> {
  const api = new Hono<WebEnv>();
  const offered = operations.filter(({ role }) => role === "viewer" || !world.readOnly);
  const document = openApiDocument(offered, tables, packageVersion());
  api.get("/openapi.json", (c) => c.json(document));
  for (const operation of offered) {
    const path = operation.path.replace(/\{(\w+)\}/g, ":$1");
    api.on(
      operation.method,
      path,
      bodyLimit({ maxSize: mostBytes, onError: tooLarge }),
      async (c) => c.json(await answer(operation, c, { ...world, tables, who: c.get("who") })) as never,
    );
  }
  api.get("/checks/events", (c) => streamChecks(c, world.checks));
  for (const table of tables) api.get(`/${table.name}`, (c) => list(table, c, world));
  api.all("*", () => {
    throw new Refusal(404, "NOT_FOUND", "the API has nothing there", "see /api/v1/openapi.json");
  });
  return api;
}

function tooLarge(): never {
  throw new Refusal(413, "TOO_LARGE", `more than ${mostBytes / 1024} KB were sent`, "send less at once");
}

async function answer(
  operation: AnyOperation,
  c: Context<WebEnv>,
  context: OperationContext,
): Promise<object> {
  if (operation.role === "operator" && context.who.role !== "operator") {
    throw new Refusal(403, "NOT_ALLOWED", "this is for operators", "ask somebody who is one");
  }
  const params = parsed(operation.params, { ...c.req.query(), ...c.req.param() });
  const body = operation.body === null ? null : parsed(operation.body, await sentJson(c));
  // Routes that the document does not name are left out: it is the API.
  const run = async () => operation.answer.parse(await operation.run({ params, body }, context)) as object;
  return operation.role === "operator" ? audited(operation.id, body, context, run) : run();
}

/** Longer texts of what was asked for are cut: ten thousand ids say no more than the first. */
const mostAudited = 4000;

/** Writes down who asks for what before it is done, and what became of it after. */
async function audited(
  action: string,
  body: unknown,
  { source, caller, who }: OperationContext,
  run: () => Promise<object>,
): Promise<object> {
  const at = caller.now().toISOString();
  const about = (JSON.stringify(body) ?? "").slice(0, mostAudited);
  const entry = { id: randomUUID(), at, who: who.name, action, about };
  await source.ledger.keepAudit(source.org, { ...entry, outcome: "asked" });
  try {
    const answer = await run();
    await source.ledger.keepAudit(source.org, { ...entry, outcome: "done" });
    return answer;
  } catch (error) {
    const outcome = problemOf(error).problem.code;
    await source.ledger.keepAudit(source.org, { ...entry, outcome }).catch(() => {});
    throw error;
  } finally {
    // Whoever asks next sees what was done, and that it was.
    source.forget();
  }
}

async function sentJson(c: Context<WebEnv>): Promise<unknown> {
  const type = c.req.header("content-type") ?? "";
  if (!/^application\/json(;|$)/i.test(type)) {
    throw new Refusal(
      415,
      "NOT_JSON",
      "the body is not declared as JSON",
      "send content-type: application/json",
    );
  }
  try {
    return await c.req.json();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(400, "NOT_JSON", "the body is no JSON", "send a JSON document");
  }
}

function parsed<Value>(type: AnyOperation["params"], value: unknown): Value {
  const result = type.safeParse(value);
  if (result.success) return result.data as Value;
  const where = result.error.issues.map(({ path, message }) => `${path.join(".") || "it"}: ${message}`);
  throw new Refusal(400, "INVALID", where.slice(0, 5).join("; "), "see /api/v1/openapi.json");
}

const formats = {
  csv: { type: "text/csv; charset=utf-8", write: exportAsCsv },
  json: { type: "application/json; charset=utf-8", write: exportAsJson },
} as const;

async function list(
  table: AnyTable,
  c: Context<WebEnv>,
  { source, caller }: Pick<OperationContext, "source" | "caller">,
): Promise<Response> {
  const search = new URL(c.req.url).searchParams;
  const query = tableQuery(table, search);
  const read = await table.read(source, caller.now());
  const wanted = search.get("format");
  if (wanted === null) return c.json(listRows(table, read, query));
  if (wanted === "ids") return c.json({ ids: idsOfRows(table, read, query) });
  if (wanted !== "csv" && wanted !== "json") {
    throw new Refusal(400, "USAGE", "a table is exported as csv or json", "write format=csv, json or ids");
  }
  const { type, write } = formats[wanted];
  const text = ReadableStream.from(write(table, read, query)).pipeThrough(new TextEncoderStream());
  return c.body(text, 200, {
    "content-type": type,
    "content-disposition": `attachment; filename="plumbline-${table.name}.${wanted}"`,
  });
}
