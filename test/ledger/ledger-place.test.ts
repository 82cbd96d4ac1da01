import { describe, expect, it } from "vitest";
import { ledgerPlace } from "../../src/ledger/ledger-place.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";

describe("what --ledger names", () => {
  it.each([
    ["ledger.db", "ledger.db"],
    [" .plumbline/ledger.db\n", ".plumbline/ledger.db"],
    ["./mysql:ledger.db", "./mysql:ledger.db"],
    ["C:\\plumbline\\ledger.db", "C:\\plumbline\\ledger.db"],
    ["me@home/ledger.db", "me@home/ledger.db"],
  ])("%j is a file", (text, path) => {
    expect(ledgerPlace(text)).toEqual({ kind: "sqlite", path });
  });

  it.each([
    ["postgres://kim:hunter2@db:5432/p", "postgres://kim:hunter2@db:5432/p", "postgres://kim@db:5432/p"],
    ["POSTGRES://kim:hunter2@db/p", "postgres://kim:hunter2@db/p", "postgres://kim@db/p"],
    [
      "Postgresql://kim:hunter2@db/p?sslmode=require",
      "postgresql://kim:hunter2@db/p?sslmode=require",
      "postgresql://kim@db/p",
    ],
    ["postgres://kim:hunter@2@db/p", "postgres://kim:hunter@2@db/p", "postgres://kim@db/p"],
    ["postgres:///p?host=/run/postgresql", "postgres:///p?host=/run/postgresql", "postgres:///p"],
  ])("%j is PostgreSQL, and is called by a name without its password", (text, url, name) => {
    expect(ledgerPlace(text)).toEqual({ kind: "postgres", url, name });
  });

  it.each([
    "mysql://kim:hunter2@db/p",
    "MySQL://kim:hunter2@db/p",
    "jdbc:postgresql://db/p?password=hunter2",
    "libsql://kim:hunter2@db",
    "https://kim:hunter2@db/p",
    "file:///tmp/hunter2.db",
    "postgres:kim:hunter2@db/p",
    "postgres:/kim:hunter2@db/p",
    "postgres//kim:hunter2@db/p",
    "postgres://kim:1/hunter2@db/p",
    "postgres://kim:1#hunter2@db/p",
    "postgres://kim:1?hunter2@db/p",
    "postgres://kim:hunter2@db:port/p",
    "host=db user=kim password=hunter2",
    "host=db user=kim PASSWORD = hunter2",
    ":memory:",
    "",
  ])("%j is neither: refused, and nothing of it is said", async (text) => {
    const refusal = await openLedger(text, { create: true }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "USAGE", remedy: expect.stringContaining("postgres://user@host") });
    expect(String(refusal)).not.toContain("hunter2");
  });
});
