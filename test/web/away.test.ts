import { truncate } from "node:fs/promises";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { pageSource } from "../../src/flows/page/page-source.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { aRecord } from "../support/an-alert.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { sampleReport } from "../support/sample-report.ts";
import { quietCaller, type ServedPage, servedPage } from "../support/served-page.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

// The page looks again after a second: its clock goes on.
const now = () => new Date();

const statusOf = async (page: ServedPage, path: string) => (await fetch(page.url + path)).status;

/** Statuses of what is open to all, what reads the ledger, and what only needs the process. */
const statuses = async (page: ServedPage) => ({
  ready: await statusOf(page, "/readyz"),
  overview: await statusOf(page, "/api/v1/overview"),
  alive: await statusOf(page, "/healthz"),
});

const there = { ready: 200, overview: 200, alive: 200 };
const away = { ready: 503, overview: 503, alive: 200 };

describe("a ledger that goes away under the page", () => {
  it("is said to be unreadable where its file is, while the server goes on", async () => {
    const page = await servedPage({ reports: [sampleReport()], now });
    expect(await statuses(page)).toEqual(there);
    const { place } = page.ledger;
    const database = new Database(place);
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.close();
    await truncate(place, 0);
    await vi.waitFor(async () => expect(await statuses(page)).toEqual(away), { timeout: 20_000 });
    const { answer } = await page.ask("/overview");
    expect(answer).toMatchObject({
      code: expect.stringMatching(/^LEDGER_/),
      remedy: expect.stringMatching(/./),
    });
    expect(await (await fetch(`${page.url}/metrics`)).text()).toContain("plumbline_ledger_up 0");
  });

  it("is read while another program writes to it, and is busy to whoever wants to write", async () => {
    const page = await servedPage({ records: [aRecord()], now });
    const other = new Database(page.ledger.place);
    other.exec("begin exclusive");
    expect(await statuses(page)).toEqual(there);
    const change = { ids: [aRecord().alert.id], change: "acknowledge" };
    const refused = page.ask("/alerts/change", change);
    expect(await statusOf(page, "/healthz")).toBe(200);
    expect(await refused).toMatchObject({ status: 503, answer: { code: "LEDGER_BUSY" } });
    other.exec("rollback");
    other.close();
    expect((await page.ask("/alerts/change", change)).status).toBe(200);
  });
});

if (process.env["PLUMBLINE_POSTGRES"] === "1") {
  describe("a PostgreSQL that is stopped under the page", () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(() => server.close());

    it("is said to be away, and is asked again once it is back", async () => {
      const ledger = await openLedger(await server.newDatabase("page"), { create: true });
      const caller = quietCaller(now, [], {});
      const page = await servedPage({ source: await pageSource(ledger, caller), now });
      expect(await statuses(page)).toEqual(there);
      const back = server.restart(3000);
      await vi.waitFor(async () => expect(await statuses(page)).toEqual(away), { timeout: 20_000 });
      expect(await page.ask("/alerts")).toMatchObject({
        status: 503,
        answer: { code: "LEDGER_UNREACHABLE" },
      });
      await back;
      await vi.waitFor(async () => expect(await statuses(page)).toEqual(there), { timeout: 20_000 });
      await ledger.close();
    });
  });
}
