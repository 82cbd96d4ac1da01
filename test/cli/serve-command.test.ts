import { expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { aRecord } from "../support/an-alert.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { seededLedger } from "../support/seeded-ledger.ts";

const acmeUrl = "https://acme.okta.com";

it("serves the page until Ctrl-C", async () => {
  const ledger = await seededLedger(acmeUrl, [aRecord()]);
  const terminal = fakeTerminal();
  const ended = run(["serve", "--ledger", ledger, "--port", "0"], terminal);
  await vi.waitFor(() => expect(terminal.written.stdout).toContain("http://127.0.0.1:"), { timeout: 15_000 });
  const url = terminal.written.stdout.trim();
  const alerts = await fetch(`${url}/api/v1/alerts`);
  expect(await alerts.json()).toMatchObject({ total: 1, rows: [{ id: "mfa-reset-1" }] });
  expect(await (await fetch(url)).text()).toContain("app.js");
  terminal.interrupt();
  expect(await ended).toBe(0);
});

it("says what to do where nothing was kept yet, and where several orgs were", async () => {
  const terminal = fakeTerminal();
  const { openLedger } = await import("../../src/ledger/open-ledger.ts");
  const { aloneReport, sampleReport } = await import("../support/sample-report.ts");
  const place = await seededLedger(acmeUrl, []);
  const ledger = await openLedger(place, { create: false });
  await ledger.keepReport("https://emca.okta.com", aloneReport(sampleReport()));
  await ledger.close();
  expect(await run(["serve", "--ledger", place, "--port", "0"], terminal)).toBe(1);
  expect(terminal.written.stderr).toContain("fix: set OKTA_ORG_URL to the one to show");
});
