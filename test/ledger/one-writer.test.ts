import process from "node:process";
import { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { unknownPerson } from "../../src/alerts/memory/memory.ts";
import type { Ledger } from "../../src/ledger/ledger.ts";
import { emptyOrgMemory } from "../../src/ledger/memory.ts";
import { migrate } from "../../src/ledger/migrate.ts";
import { isShared, writeAll, writeOrg } from "../../src/ledger/one-writer.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { postgresDialect } from "../../src/ledger/postgres-dialect.ts";
import { sqliteDialect } from "../../src/ledger/sqlite-dialect.ts";
import type { Tables } from "../../src/ledger/tables.ts";
import { aRecord } from "../support/an-alert.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { aloneReport, sampleReport } from "../support/sample-report.ts";
import { temporaryFolder } from "../support/seeded-ledger.ts";

const acme = "https://acme.okta.com";
const hooli = "https://hooli.okta.com";
const now = new Date("2026-11-23T10:00:00.000Z");
const position = { next: `${acme}/api/v1/logs?after=1`, filter: "", updatedAt: now.toISOString() };
const leaseOf = (org: string) => ({ org, owner: "one", holder: "host/one" });

/** A promise that somebody else keeps. */
function promised() {
  let keep = (): void => {};
  const kept = new Promise<void>((resolve) => (keep = resolve));
  return { kept, keep };
}

it("SQLite has one writer for all orgs", async () => {
  const db = new Kysely<Tables>({ dialect: sqliteDialect(`${await temporaryFolder()}/ledger.db`) });
  expect(isShared(db)).toBe(false);
  await migrate(db, "ledger.db");
  expect(await writeOrg(db, acme, async () => "written")).toBe("written");
  await db.destroy();
});

// `npm test` must pass with Node alone; CI installs a server.
describe.runIf(process.env["PLUMBLINE_POSTGRES"] === "1")("writers of a ledger on PostgreSQL", () => {
  let server: PostgresServer;
  let databases = 0;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server.close());

  const newPlace = () => server.newDatabase(`writers_${databases++}`);
  async function open(place: string): Promise<Ledger> {
    const ledger = await openLedger(place, { create: true });
    onTestFinished(() => ledger.close());
    return ledger;
  }

  const waiting = async ({ sql }: Ledger): Promise<unknown> =>
    (
      await sql.executeSql(
        "select count(*)::int as writers from pg_locks where locktype = 'advisory' and not granted",
      )
    ).rows[0];

  /** Somebody writes to an org, and does not come to an end until told to. */
  async function writingTo(org: string, ledger: Ledger) {
    const [begun, ending] = [promised(), promised()];
    const ended = ledger.keepReport(org, aloneReport(sampleReport()), () => {
      begun.keep();
      return ending.kept;
    });
    await begun.kept;
    return async () => {
      ending.keep();
      await ended;
    };
  }

  it("do not wait for those of other orgs, nor does whoever opens it", async () => {
    const place = await newPlace();
    const end = await writingTo(acme, await open(place));
    const other = await open(place);
    expect(await other.takeLease({ ...leaseOf(hooli), now, isGone: () => false })).toBeNull();
    await other.keepReport(hooli, aloneReport(sampleReport()));
    expect((await other.runs(null)).map(({ org }) => org)).toEqual([hooli]);
    await end();
    expect((await other.runs(null)).map(({ org }) => org).toSorted()).toEqual([acme, hooli]);
  });

  it("wait for those of the same org, and then see what these wrote", async () => {
    const place = await newPlace();
    const ledger = await open(place);
    const end = await writingTo(acme, ledger);
    const other = await open(place);
    let isTaken = false;
    const taking = other
      .takeLease({ ...leaseOf(acme), now, isGone: () => false })
      .then(() => (isTaken = true));
    await vi.waitFor(async () => expect(await waiting(ledger)).toEqual({ writers: 1 }));
    expect(isTaken).toBe(false);
    await end();
    await taking;
    expect(isTaken).toBe(true);
  });

  it("lose nothing of each other, though each reads before it writes", async () => {
    const place = await newPlace();
    const ledgers = [await open(place), await open(place), await open(place)];
    const orgs = [acme, hooli, "https://initech.okta.com"];
    for (const org of orgs) await ledgers[0]?.takeLease({ ...leaseOf(org), now, isGone: () => false });
    const wanted = { uuids: [], people: ["00udana"], resolvedSince: now };
    const turns = Array.from({ length: 8 }, (_, turn) => `factor ${turn}`);
    await Promise.all(
      ledgers.flatMap((ledger, index) =>
        orgs.flatMap((org) =>
          turns.map((turn) =>
            ledger.keepRun(leaseOf(org), { now, wanted }, ({ people }) => {
              const known = people.get("00udana") ?? unknownPerson("00udana");
              const factors = [...(known.factors ?? []), `${turn} of ${index}`];
              const records = [aRecord({ id: `${org} ${turn} ${index}` })];
              return { position, seen: [], records, people: [{ ...known, factors }], org: emptyOrgMemory };
            }),
          ),
        ),
      ),
    );
    const written = ledgers.flatMap((_, index) => turns.map((turn) => `${turn} of ${index}`)).toSorted();
    for (const org of orgs) {
      const { people } = (await ledgers[0]?.memory(org)) ?? { people: [] };
      expect(people.map(({ factors }) => factors?.toSorted())).toEqual([written]);
      const { records, revision } = (await ledgers[0]?.recordsAfter(org, null)) ?? { records: [] };
      expect([records.length, Number(revision)]).toEqual([written.length, written.length]);
    }
  });

  it("of several orgs at once wait for each other in one order only", async () => {
    const place = await newPlace();
    const ledgers = [await open(place), await open(place)];
    const idOf = (org: string): string => `alert of ${org}`;
    for (const org of [acme, hooli]) {
      await ledgers[0]?.takeLease({ ...leaseOf(org), now, isGone: () => false });
      await ledgers[0]?.keepRun(
        leaseOf(org),
        { now, wanted: { uuids: [], people: [], resolvedSince: now } },
        () => ({
          position,
          seen: [],
          records: [aRecord({ id: idOf(org), title: "" })],
          people: [],
          org: emptyOrgMemory,
        }),
      );
    }
    const ids = [idOf(acme), idOf(hooli)];
    const changing = Array.from({ length: 12 }, (_, turn) =>
      ledgers[turn % 2]?.changeRecords(
        turn % 3 === 0 ? ids : ids.toReversed(),
        ({ alert, ...rest }) => ({ ...rest, alert: { ...alert, title: `${alert.title}.` } }),
        now,
      ),
    );
    await Promise.all(changing);
    const titles = (await ledgers[0]?.records(null))?.map(({ record }) => record.alert.title);
    expect(titles).toEqual([".".repeat(changing.length), ".".repeat(changing.length)]);
  });

  it("are none while a newer version changes the tables", async () => {
    const place = await newPlace();
    const ledger = await open(place);
    const db = new Kysely<Tables>({ dialect: postgresDialect(place) });
    const [begun, ending] = [promised(), promised()];
    const changing = writeAll(db, async () => {
      begun.keep();
      await ending.kept;
    });
    await begun.kept;
    const keeping = ledger.keepReport(acme, aloneReport(sampleReport()));
    await vi.waitFor(async () => expect(await waiting(ledger)).toEqual({ writers: 1 }));
    expect(await ledger.runs(null)).toEqual([]);
    ending.keep();
    await Promise.all([changing, keeping]);
    expect(await ledger.runs(null)).toHaveLength(1);
    await db.destroy();
  });
});
