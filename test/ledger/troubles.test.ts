import { chmod, copyFile, open as openFile, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { Kysely, sql } from "kysely";
import Database from "libsql";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Ledger } from "../../src/ledger/ledger.ts";
import { ledgerError } from "../../src/ledger/ledger-error.ts";
import { emptyOrgMemory } from "../../src/ledger/memory.ts";
import { migrate } from "../../src/ledger/migrate.ts";
import { migrations } from "../../src/ledger/migrations.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { sqliteDialect } from "../../src/ledger/sqlite-dialect.ts";
import { storedLedger } from "../../src/ledger/stored-ledger.ts";
import type { Tables } from "../../src/ledger/tables.ts";
import { aRecord } from "../support/an-alert.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { aloneReport, sampleReport } from "../support/sample-report.ts";
import { seededLedger, temporaryFolder } from "../support/seeded-ledger.ts";

const org = "https://acme.okta.com";
const now = new Date("2026-11-23T10:00:00.000Z");
const lease = { org, owner: "one", holder: "host/one" };
const wanted = { uuids: [], people: [], resolvedSince: now };

/** A reading of so many events. */
async function keep(ledger: Ledger, events: number): Promise<void> {
  await ledger.takeLease({ ...lease, now, isGone: () => false });
  await ledger.keepRun(lease, { now, wanted }, () => ({
    position: { next: `${org}/api/v1/logs?after=${events}`, filter: "", updatedAt: now.toISOString() },
    seen: Array.from({ length: events }, (_, index) => ({ uuid: `e${index}`, published: now.toISOString() })),
    records: [aRecord({ id: `of ${events} events` })],
    people: [],
    org: emptyOrgMemory,
  }));
}

/** As nobody in particular: whoever is root may write anywhere. */
async function asNobody(work: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0 || process.seteuid === undefined) return work();
  process.seteuid(65_534);
  try {
    await work();
  } finally {
    process.seteuid(0);
  }
}

const failsWith = (place: string, code: string, create = false) =>
  expect(openLedger(place, { create })).rejects.toMatchObject({
    code,
    message: expect.stringContaining(place),
    remedy: expect.any(String),
  });

describe("a full disk", () => {
  it("loses nothing: what did not fit is not there, and fits once there is room", async () => {
    const place = join(await temporaryFolder(), "ledger.db");
    const db = new Kysely<Tables>({ dialect: sqliteDialect(place) });
    await migrate(db, place);
    const ledger = storedLedger(db, place);
    await keep(ledger, 1);
    // SQLite fails at its bound of pages as it does where the disk has no more blocks: SQLITE_FULL.
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
    await sql.raw(`pragma max_page_count = ${rows[0]?.page_count}`).execute(db);
    await expect(keep(ledger, 5000)).rejects.toMatchObject({
      code: "LEDGER_UNWRITABLE",
      message: `the ledger ${place} cannot be written: there is no room left (SQLITE_FULL)`,
    });
    expect(await ledger.position(org)).toMatchObject({ next: `${org}/api/v1/logs?after=1` });
    expect((await ledger.records(org)).map(({ record }) => record.alert.id)).toEqual(["of 1 events"]);
    expect((await ledger.recall(org, { ...wanted, uuids: ["e0", "e1"] })).seen).toEqual(new Set(["e0"]));
    await sql`pragma max_page_count = 100000`.execute(db);
    await keep(ledger, 5000);
    expect((await ledger.records(org)).map(({ record }) => record.alert.id)).toEqual([
      "of 1 events",
      "of 5000 events",
    ]);
    await ledger.close();
  });
});

it("says what went wrong first where SQLite has ended the transaction by itself, as it does on a full disk", async () => {
  const place = join(await temporaryFolder(), "ledger.db");
  const db = new Kysely<Tables>({ dialect: sqliteDialect(place) });
  await migrate(db, place);
  const failing = db.transaction().execute(async (transaction) => {
    await sql`rollback`.execute(transaction);
    throw new Error("no room");
  });
  await expect(failing).rejects.toThrow("no room");
  expect(await db.selectFrom("alert").selectAll().execute()).toEqual([]);
  await db.destroy();
});

it.each([
  ["SQLITE_FULL", "LEDGER_UNWRITABLE", "there is no room left", "make room on the disk"],
  ["SQLITE_IOERR_SHMSIZE", "LEDGER_UNWRITABLE", "there is no room left", "make room on the disk"],
  ["SQLITE_IOERR_READ", "LEDGER_UNWRITABLE", "cannot be written", "choose a file"],
  ["ERR_OSSL_PEM_NO_START_LINE", "LEDGER_UNREACHABLE", "over TLS", "sslrootcert"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "LEDGER_UNREACHABLE", "over TLS", "certificate"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "LEDGER_UNREACHABLE", "over TLS", "certificate"],
])("%s is told as %s", (cause, code, what, remedy) => {
  expect(ledgerError(Object.assign(new Error("x"), { code: cause }), "ledger.db")).toMatchObject({
    code,
    message: expect.stringContaining(what),
    remedy: expect.stringContaining(remedy),
  });
});

it.each([
  "sslrootcert",
  "sslcert",
  "sslkey",
])("a %s that is not there is named, and the URL's password is not", async (parameter) => {
  const refusal = openLedger(`postgres://kim:hunter2@127.0.0.1:1/p?${parameter}=/nowhere.pem`, {
    create: true,
  });
  await expect(refusal).rejects.toMatchObject({
    code: "LEDGER_UNREACHABLE",
    message: `the ledger postgres://kim@127.0.0.1:1/p cannot be reached: there is no ${parameter} /nowhere.pem that can be read`,
  });
});

describe("a place that cannot be written", () => {
  it("under a file", async () => {
    const file = join(await temporaryFolder(), "file");
    await writeFile(file, "");
    await failsWith(join(file, "ledger.db"), "LEDGER_UNWRITABLE", true);
  });

  it("a folder in place of a file", async () => {
    await failsWith(await temporaryFolder(), "LEDGER_UNWRITABLE", true);
  });

  it("a folder that may only be read", async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o555);
    await asNobody(() => failsWith(join(folder, "ledger.db"), "LEDGER_UNWRITABLE", true));
    await asNobody(() => failsWith(join(folder, "state", "ledger.db"), "LEDGER_UNWRITABLE", true));
  });

  it("a ledger that may only be read, in a folder that may only be read", async () => {
    const place = join(await temporaryFolder(), "copy.db");
    // A copy: SQLite would go on with what this process may do with the file that it made.
    await copyFile(await seededLedger(org, [aRecord()]), place);
    const before = await readFile(place);
    await chmod(place, 0o444);
    await chmod(dirname(place), 0o555);
    await asNobody(() => failsWith(place, "LEDGER_UNWRITABLE"));
    expect(await readFile(place)).toEqual(before);
  });
});

describe("a damaged ledger", () => {
  it.each([
    ["no database at all", "It was a dark and stormy night. ".repeat(500)],
    ["a text file of one line", "hello\n"],
  ])("%s", async (_, content) => {
    const place = join(await temporaryFolder(), "ledger.db");
    await writeFile(place, content);
    await failsWith(place, "LEDGER_CORRUPT");
    expect(await readFile(place, "utf8")).toBe(content);
  });

  it("an empty file is an empty ledger", async () => {
    const place = join(await temporaryFolder(), "ledger.db");
    await writeFile(place, "");
    const ledger = await openLedger(place, { create: false });
    expect(await ledger.orgs()).toEqual([]);
    await ledger.close();
  });

  it("pages that were overwritten", async () => {
    const place = await seededLedger(org, [aRecord()]);
    const { size } = await stat(place);
    const file = await openFile(place, "r+");
    // All but the first page, which holds the schema.
    await file.write(Buffer.alloc(size - 4096, 0x5a), 0, size - 4096, 4096);
    await file.close();
    await failsWith(place, "LEDGER_CORRUPT");
  });

  it.each([
    ["an alert", `update alert set body = '{"alert":1}'`],
    ["a person", "insert into person values ('https://acme.okta.com', '00udana', 'not json')"],
    ["the org", `update org_memory set memory = '{"policies":7}'`],
  ])("%s that somebody edited", async (_, statement) => {
    const place = await seededLedger(org, [aRecord()]);
    const database = new Database(place);
    database.exec(statement);
    database.close();
    const ledger = await openLedger(place, { create: false });
    const recalled = ledger.recall(org, { ...wanted, people: ["00udana"] });
    await expect(recalled).rejects.toMatchObject({ code: "LEDGER_CORRUPT" });
    await ledger.close();
  });
});

it.each([
  ["packed wrongly", "no base64 of anything"],
  ["of another version", gzipSync(JSON.stringify({ schemaVersion: 2 })).toString("base64")],
])("a report %s in a ledger is said to be unreadable", async (_, body) => {
  const place = await seededLedger(org, []);
  const database = new Database(place);
  const insert = "insert into report (org, id, finished_at, body) values (?, 'r1', ?, ?)";
  database.prepare(insert).run([org, now.toISOString(), body]);
  database.close();
  const ledger = await openLedger(place, { create: false });
  await expect(ledger.reports(org, 1)).rejects.toMatchObject({ code: "LEDGER_CORRUPT" });
  await ledger.close();
});

describe("a ledger of another version", () => {
  const setVersion = (place: string, version: string) => {
    const database = new Database(place);
    database.exec(`update meta set value = '${version}' where key = 'schema_version'`);
    database.close();
  };

  it.each(["99", "4711.5", "tomorrow"])("%s is refused, and not touched", async (version) => {
    const place = await seededLedger(org, [aRecord()]);
    setVersion(place, version);
    await failsWith(place, "LEDGER_NEWER");
    setVersion(place, String(migrations.length));
    const ledger = await openLedger(place, { create: false });
    expect(await ledger.records(org)).toHaveLength(1);
    await ledger.close();
  });

  it("an older one is brought up to date, and keeps what it has", async () => {
    const place = await seededLedger(org, [aRecord()]);
    const database = new Database(place);
    const ofVersion2 = "'meta', 'lease', 'position', 'seen_event', 'alert', 'person', 'org_memory', 'post'";
    const later = `select name from sqlite_master where type = 'table' and name not in (${ofVersion2})`;
    for (const { name } of z.array(z.object({ name: z.string() })).parse(database.prepare(later).all([]))) {
      database.exec(`drop table ${name}`);
    }
    database.exec("drop index alert_revision; alter table alert drop column revision");
    database.close();
    setVersion(place, "2");
    const ledger = await openLedger(place, { create: false });
    expect(await ledger.records(org)).toHaveLength(1);
    expect((await ledger.recordsAfter(org, null)).records).toEqual([aRecord()]);
    expect(await ledger.reports(org, 1)).toEqual([]);
    await ledger.close();
  });
});

if (process.env["PLUMBLINE_POSTGRES"] === "1") {
  describe("on PostgreSQL", () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    }, 60_000);
    afterAll(() => server.close());

    /** Actions of an administrator of the database. */
    async function administer(url: string, statement: string): Promise<void> {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(statement);
      await client.end();
    }

    it.each([
      ["a database that is not there", "nowhere", "LEDGER_UNREACHABLE"],
      ["a database that may only be read", "readonly", "LEDGER_UNWRITABLE"],
    ])("%s", async (_, name, code) => {
      const url = await server.newDatabase(name);
      const place = name === "nowhere" ? url.replace(name, "elsewhere") : url;
      if (name === "readonly") {
        await administer(url, `alter database ${name} set default_transaction_read_only = on`);
      }
      await expect(openLedger(place, { create: false })).rejects.toMatchObject({ code });
    });

    it("a server that is not there", async () => {
      await expect(
        openLedger("postgres://plumbline:secret@127.0.0.1:1/ledger", { create: true }),
      ).rejects.toMatchObject({ code: "LEDGER_UNREACHABLE", message: expect.not.stringContaining("secret") });
    });

    it("a writer that does not come to an end: that is said, and afterwards everything goes on", async () => {
      const url = await server.newDatabase("busy");
      const ledger = await openLedger(url, { create: true });
      const other = await openLedger(url, { create: true });
      let letGo = (): void => {};
      let writing: Promise<void> | null = null;
      const begun = new Promise<void>((begin) => {
        writing = other.keepReport(org, aloneReport(sampleReport()), () => {
          begin();
          return new Promise((resolve) => (letGo = resolve));
        });
      });
      await begun;
      await expect(keep(ledger, 1)).rejects.toMatchObject({ code: "LEDGER_BUSY" });
      letGo();
      await writing;
      await Promise.all([keep(ledger, 2), ledger.position(org), ledger.position(org), ledger.position(org)]);
      expect(await ledger.position(org)).toMatchObject({ next: `${org}/api/v1/logs?after=2` });
      await ledger.close();
      await other.close();
    });

    it("statements of others that fail within a transaction of their own leave none open", async () => {
      const ledger = await openLedger(await server.newDatabase("others"), { create: true });
      const failing = ledger.sql.executeSql(
        "begin; insert into meta values ('of others', '1'); select 1 / 0; commit",
      );
      await expect(failing).rejects.toThrow("division by zero");
      const asked = Array.from({ length: 4 }, () =>
        ledger.sql.executeSql("select count(*)::int as found from meta where key = 'of others'"),
      );
      for (const { rows } of await Promise.all(asked)) expect(rows).toEqual([{ found: 0 }]);
      await ledger.close();
    });

    it("a server that drops a connection between two statements ends nobody", async () => {
      const url = await server.newDatabase("between");
      const ledger = await openLedger(url, { create: true });
      const dropped = ledger.transact(async (sql) => {
        const { rows } = await sql.executeSql("select pg_backend_pid() as pid");
        await administer(
          url,
          `select pg_terminate_backend(${z.object({ pid: z.number() }).parse(rows[0]).pid})`,
        );
        await sleep(100);
        await sql.executeSql("select 1");
      });
      await expect(dropped).rejects.toMatchObject({ code: "LEDGER_UNREACHABLE" });
      await keep(ledger, 1);
      await ledger.close();
    });

    it("a server that drops the connection: nothing is lost, and the next try goes through", async () => {
      const url = await server.newDatabase("dropped");
      const ledger = await openLedger(url, { create: true });
      await keep(ledger, 1);
      await administer(
        url,
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'plumbline'",
      );
      await keep(ledger, 2);
      expect(await ledger.position(org)).toMatchObject({ next: `${org}/api/v1/logs?after=2` });
      await ledger.close();
    });
  });
}
