import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { aRecord } from "../support/an-alert.ts";
import { judgedAcme } from "../support/judged-acme.ts";
import { personFinding, policyFinding, sampleReport } from "../support/sample-report.ts";
import { aStandardsReport } from "../support/sample-standards.ts";
import { servedPage } from "../support/served-page.ts";

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components: unknown;
}
interface ApiOperation {
  readonly operationId: string;
  readonly "x-role": string;
  readonly responses: Readonly<
    Record<string, { readonly content: { readonly "application/json"?: { readonly schema: object } } }>
  >;
}

const dana = aRecord();
const kim = aRecord({
  id: "user-created-7",
  detection: "user-created",
  severity: "low",
  title: "kim@acme.example was created by omar@acme.example",
  subject: { type: "user", id: "00ukim", name: "kim@acme.example" },
  dueAt: "2026-11-23T09:30:00.000Z",
});
const done = aRecord({
  id: "old-1",
  state: "resolved",
  resolvedAt: "2026-11-22T09:00:00.000Z",
  resolution: "met",
});
const before = sampleReport([policyFinding()], { finishedAt: "2026-11-22T10:00:00.000Z" });
const after = sampleReport([policyFinding(), personFinding("kim@acme.example")]);

const judged = await judgedAcme();

const acme = () => servedPage({ records: [dana, kim, done], reports: [before, after] });

/** Operations that answer in JSON from the ledger alone; those that read the org are in acting.test.ts. */
const answeredHere = ({ paths }: OpenApi) =>
  Object.entries(paths)
    .filter(([path]) => !path.startsWith("/enrollment") && !["/checks", "/people/{id}/events"].includes(path))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )
    .filter(({ operation }) => operation.responses["200"]?.content["application/json"] !== undefined);

describe("the API", () => {
  it("answers every operation as its document says", async () => {
    const standards = [aStandardsReport()];
    const page = await servedPage({ records: [dana, kim, done], reports: [before], judged, standards });
    const { answer } = await page.ask("/openapi.json");
    const document = answer as OpenApi;
    const ajv = new Ajv2020({ strict: false });
    const run = (await page.source.runs())[0]?.id ?? "";
    const filled: Readonly<Record<string, string>> = {
      "/alerts/{id}": `/alerts/${dana.alert.id}`,
      "/runs/{id}": `/runs/${run}`,
      "/people/{id}": "/people/kim@acme.example",
      "/standards/{standard}/{requirement}": "/standards/stig/V-273193",
    };
    const bodies: Readonly<Record<string, unknown>> = {
      "/alerts/change": { ids: [kim.alert.id], change: "acknowledge", note: "asked omar" },
    };
    for (const { path, method, operation } of answeredHere(document)) {
      const { operationId, responses } = operation;
      const given = await page.ask(filled[path] ?? path, method === "post" ? bodies[path] : undefined);
      const schema = responses[String(given.status)]?.content["application/json"]?.schema;
      expect({ operationId, status: given.status }).toEqual({ operationId, status: 200 });
      const isAsSaid = ajv.compile({ ...schema, components: document.components });
      const errors = isAsSaid(given.answer) ? [] : isAsSaid.errors;
      expect({ operationId, errors }).toEqual({ operationId, errors: [] });
    }
  });

  it("lists what is not resolved, the worst first, and leaves the rest to the filters", async () => {
    const page = await acme();
    const ids = async (query: string) => {
      const { answer } = await page.ask(`/alerts${query}`);
      return (answer as { rows: { id: string }[] }).rows.map(({ id }) => id);
    };
    expect(await ids("")).toEqual(["mfa-reset-1", "user-created-7"]);
    expect(await ids("?state=any&sort=-severity")).toEqual(["user-created-7", "old-1", "mfa-reset-1"]);
    expect(await ids("?state=resolved")).toEqual(["old-1"]);
    expect(await ids("?due=overdue")).toEqual(["user-created-7"]);
    expect(await ids("?search=KIM%20created")).toEqual(["user-created-7"]);
    expect(await ids("?search=nobody")).toEqual([]);
    expect(await ids("?state=any&offset=1&limit=1")).toEqual(["old-1"]);
  });

  it.each([
    ["/alerts?colour=red", 400, 'alerts has no filter "colour"'],
    ["/alerts?sort=colour", 400, 'alerts has no column "colour"'],
    ["/alerts?limit=100000", 400, "limit=100000 is no number from 0 to 500"],
    ["/alerts?format=xml", 400, "a table is exported as csv or json"],
    ["/alerts/nothing", 404, "there is no alert nothing"],
    ["/nowhere", 404, "the API has nothing there"],
  ])("refuses %s with a remedy", async (path, status, message) => {
    const page = await acme();
    const given = await page.ask(path);
    expect(given).toMatchObject({ status, answer: { message } });
    expect((given.answer as { remedy: string }).remedy).not.toBe("");
  });

  it("exports what the filters leave, and says how much that is", async () => {
    const page = await acme();
    const csv = await fetch(`${page.url}/api/v1/alerts?severity=high&format=csv`);
    expect(csv.headers.get("content-disposition")).toBe('attachment; filename="plumbline-alerts.csv"');
    const lines = (await csv.text()).trimEnd().split("\r\n");
    expect(lines[0]).toContain('"id","Severity","Alert"');
    expect(lines[1]).toContain('"mfa-reset-1","high"');
    expect(lines[2]).toBe(
      '"1 of 3 rows","as of 2026-11-23T09:30:00.000Z","state=open; state=acknowledged; severity=high"',
    );
    const json = await fetch(`${page.url}/api/v1/alerts?state=any&search=kim&format=json`);
    expect(await json.json()).toMatchObject({ total: 3, shown: 1, rows: [{ id: "user-created-7" }] });
    const ids = await page.ask("/alerts?state=any&search=kim&format=ids");
    expect(ids.answer).toEqual({ ids: ["user-created-7"] });
  });

  it("acknowledges and resolves many at once in the name of who asks, or none", async () => {
    const page = await acme();
    const ids = [dana.alert.id, kim.alert.id];
    expect(await page.ask("/alerts/change", { ids, change: "acknowledge", note: "on it" })).toMatchObject({
      status: 200,
      answer: { alerts: [{ state: "acknowledged", note: "nia: on it" }, { state: "acknowledged" }] },
    });
    expect(await page.ask("/alerts/change", { ids: [...ids, "old-1"], change: "resolve" })).toMatchObject({
      status: 400,
      answer: { message: "alert old-1 is resolved already: none was changed" },
    });
    expect(await page.ask("/alerts?state=open")).toMatchObject({ answer: { shown: 0 } });
  });

  it.each([
    [{ ids: [], change: "resolve" }, "ids:"],
    [{ ids: ["a"], change: "delete" }, "change:"],
    ["no object", "it:"],
  ])("refuses a body that is not what the document says: %j", async (body, where) => {
    const page = await acme();
    const { status, answer } = await page.ask("/alerts/change", body);
    expect(status).toBe(400);
    expect((answer as { message: string }).message).toContain(where);
  });

  it("has nothing that changes anything with --read-only", async () => {
    const page = await servedPage({ records: [dana], readOnly: true });
    const { answer } = await page.ask("/openapi.json");
    const roles = Object.values((answer as OpenApi).paths).flatMap((methods) =>
      Object.values(methods).map((operation) => operation["x-role"]),
    );
    expect(new Set(roles)).toEqual(new Set(["viewer"]));
    const change = { ids: [dana.alert.id], change: "resolve" };
    expect(await page.ask("/alerts/change", change)).toMatchObject({ status: 404 });
    expect(await page.ask("/session")).toMatchObject({ answer: { readOnly: true } });
  });

  it("says of the latest run what it found and how it went before", async () => {
    const page = await acme();
    expect(await page.ask("/overview")).toMatchObject({
      answer: {
        latest: { verdict: "drift", headline: "2 departures from the baseline", topics: [{}, {}] },
        alerts: { open: 2, overdue: 1, readUntil: "2026-11-23T09:30:00.000Z" },
        history: [{ findings: 1, baseline: null }, { findings: 2 }],
      },
    });
    const empty = await servedPage();
    expect(await empty.ask("/overview")).toMatchObject({ answer: { latest: null, history: [] } });
    expect(await empty.ask("/runs")).toMatchObject({ answer: { asOf: null, total: 0 } });
  });

  it("marks on the history what was changed for many, and what the baseline was", async () => {
    const weakened = (id: string, openedAt: string) =>
      aRecord({
        id,
        openedAt,
        detection: "policy-weakened",
        title: "Omar weakened Admins",
        subject: { type: "policy", id: "00pAdmins", name: "Admins" },
      });
    const proof = {
      oldest: "2026-11-12T02:00:00.000Z",
      reused: 400,
      read: 37,
      sampled: 9,
      silentChanges: 0,
      silentRateBelow: 0.28,
      asOf: "2026-11-23T10:00:00.000Z",
    };
    const between = weakened("between", "2026-11-23T08:00:00.000Z");
    const page = await servedPage({
      records: [dana, between, weakened("earlier", "2026-11-20T08:00:00.000Z")],
      reports: [
        { ...before, baseline: { path: "policy/baseline.yaml", sha256: "cd".repeat(32) } },
        { ...after, summary: { ...after.summary, proof } },
      ],
    });
    expect(await page.ask("/overview")).toMatchObject({
      answer: {
        history: [{ baseline: null }, { baseline: "abababa" }],
        latest: { oldestProof: proof.oldest },
        marks: [{ alert: "between", at: between.alert.openedAt, title: "Omar weakened Admins" }],
      },
    });
    const reviews = await page.ask("/reviews");
    expect(reviews).toMatchObject({
      answer: {
        total: 1,
        rows: [
          {
            cells: [
              { value: "baseline changed" },
              { value: "cdcdcdcdcdcd became abababababab" },
              { value: after.finishedAt },
              { value: "1 finding open", under: "2 findings open" },
              {},
              {},
              {},
            ],
          },
        ],
      },
    });
  });

  it("says so while the ledger is away, and answers again", async () => {
    const page = await acme();
    await page.ledger.close();
    expect(await page.ask("/overview")).toMatchObject({ status: expect.any(Number) });
    const ready = await fetch(`${page.url}/readyz`);
    expect(ready.ok).toBe(false);
    expect((await fetch(`${page.url}/healthz`)).status).toBe(200);
  });
});
