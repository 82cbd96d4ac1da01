import { expect, it } from "vitest";
import { callerOf } from "../../../src/cli/caller-of.ts";
import { keepInHistory, whoCameBack } from "../../../src/flows/check/check-history.ts";
import type { Ledger } from "../../../src/ledger/ledger.ts";
import { openLedger } from "../../../src/ledger/open-ledger.ts";
import { PlumblineError } from "../../../src/model/errors.ts";
import { fakeTerminal } from "../../support/fake-terminal.ts";
import { emptyView, sampleReport } from "../../support/sample-report.ts";
import { seededLedger } from "../../support/seeded-ledger.ts";

const now = new Date("2026-11-23T10:00:00.000Z");

/** A ledger that can be read, and in which no report can be kept. */
async function thatFails(error: Error): Promise<Ledger> {
  const ledger = await openLedger(await seededLedger("https://acme.okta.com", []), { create: false });
  return { ...ledger, keepReport: () => Promise.reject(error) };
}

it("says that a report could not be kept, and lets the answer be", async () => {
  const full = new PlumblineError(
    "LEDGER_UNWRITABLE",
    "the ledger l.db cannot be written: there is no room left",
    {
      remedy: "make room on the disk",
    },
  );
  const ledger = await thatFails(full);
  const terminal = fakeTerminal();
  await keepInHistory({ report: sampleReport(), view: emptyView }, ledger, callerOf(terminal));
  await ledger.close();
  expect(terminal.written.stderr).toBe(
    [
      "the report was not kept in the ledger; the answer holds all the same",
      "error[LEDGER_UNWRITABLE]: the ledger l.db cannot be written: there is no room left",
      "fix: make room on the disk\n",
    ].join("\n"),
  );
});

it("hides no mistake of ours", async () => {
  const ledger = await thatFails(new TypeError("undefined is no function"));
  await expect(
    keepInHistory({ report: sampleReport(), view: emptyView }, ledger, callerOf(fakeTerminal())),
  ).rejects.toThrow("undefined is no function");
  await ledger.close();
});

it("knows of nobody without a ledger", async () => {
  const terminal = fakeTerminal();
  const found = await whoCameBack(null, "https://acme.okta.com", now, callerOf(terminal));
  expect({ found, ...terminal.written }).toEqual({ found: new Map(), stdout: "", stderr: "" });
});
