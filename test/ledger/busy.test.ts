import Database from "libsql";
import { expect, it, vi } from "vitest";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { seededLedger } from "../support/seeded-ledger.ts";

// Ten seconds of waiting for a turn pass at once; two more, in which SQLite itself waits, do not.
vi.mock("node:timers/promises", () => ({ setTimeout: () => Promise.resolve() }));

it("a ledger is said to be busy while another program does not end what it writes", async () => {
  const place = await seededLedger("https://acme.okta.com", []);
  const other = new Database(place);
  other.exec("begin exclusive");
  await expect(openLedger(place, { create: false })).rejects.toMatchObject({
    code: "LEDGER_BUSY",
    message: `the ledger ${place} is locked by another program (SQLITE_BUSY)`,
  });
  other.exec("rollback");
  other.close();
  const ledger = await openLedger(place, { create: false });
  await ledger.close();
});
