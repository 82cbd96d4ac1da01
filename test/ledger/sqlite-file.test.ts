import { copyFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { aRecord } from "../support/an-alert.ts";
import { aloneReport, sampleReport } from "../support/sample-report.ts";
import { seededLedger, temporaryFolder } from "../support/seeded-ledger.ts";

const org = "https://acme.okta.com";

const walSize = async (place: string): Promise<number> => {
  try {
    return (await stat(`${place}-wal`)).size;
  } catch {
    return 0;
  }
};

it("is one whole file once it is closed, so that a copy of it has everything", async () => {
  const place = await seededLedger(org, [aRecord()]);
  expect(await walSize(place)).toBe(0);
  const copy = join(await temporaryFolder(), "copy.db");
  await copyFile(place, copy);
  const ledger = await openLedger(copy, { create: false });
  expect(await ledger.records(org)).toMatchObject([{ record: { alert: { id: "mfa-reset-1" } } }]);
  await ledger.close();
});

it("has everything in the file also while another has it open", async () => {
  const place = await seededLedger(org, []);
  const other = await openLedger(place, { create: false });
  const ledger = await openLedger(place, { create: false });
  await ledger.keepReport(org, aloneReport(sampleReport()));
  expect(await walSize(place)).toBeGreaterThan(0);
  await ledger.close();
  const copy = join(await temporaryFolder(), "copy.db");
  await copyFile(place, copy);
  await other.close();
  const copied = await openLedger(copy, { create: false });
  expect(await copied.reports(org, 9)).toEqual([sampleReport()]);
  await copied.close();
});
