import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { aRecord } from "../support/an-alert.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { seededLedger, temporaryFolder } from "../support/seeded-ledger.ts";
import { expectGolden } from "./golden-run.ts";

const org = "https://acme.okta.com";
const hostile = '<img src=x onerror=alert(1)>|@everyone "\u001b[31m" ::set-output name=a::b #1';
const records = [
  aRecord({ id: "reset", state: "acknowledged", note: "nia@acme.example: on the phone with Dana" }),
  aRecord({
    id: "joiner",
    detection: "user-created",
    severity: "low",
    subject: { type: "user", id: "00ukim", name: "kim@acme.example" },
    title: "kim@acme.example was created",
    openedAt: "2026-11-20T09:00:00.000Z",
    dueAt: "2026-11-21T09:00:00.000Z",
  }),
  aRecord({
    id: "closed",
    detection: "user-created",
    severity: "low",
    state: "resolved",
    openedAt: "2026-11-19T09:00:00.000Z",
    resolvedAt: "2026-11-19T14:00:00.000Z",
    resolution: "every requirement is met (everyone)",
  }),
  aRecord({
    id: "hostile",
    detection: "policy-changed",
    subject: { type: "policy", id: "00p1", name: hostile },
    title: `the policy ${hostile} was changed`,
    actor: { ...aRecord().alert.actor, id: "00uh", name: hostile },
  }),
];

const env = { OKTA_ORG_URL: org };

describe("alerts report", () => {
  it.each(["markdown", "json"])("as %s", async (format) => {
    const place = await seededLedger(org, records);
    await expectGolden(["alerts", "report", "--format", format, "--ledger", place], {
      env,
      shown: `alerts report --format ${format}`,
      hide: place,
    });
  });

  it("counts only what lies in the days that are asked for, and what is open", async () => {
    const place = await seededLedger(org, records);
    const terminal = fakeTerminal({ env });
    await run(["alerts", "report", "--since", "2d", "--format", "json", "--ledger", place], terminal);
    const { total, alerts } = JSON.parse(terminal.written.stdout);
    expect(total).toMatchObject({ opened: 2, closed: 0, open: 3, overdue: 1 });
    expect(alerts.map(({ id }: { id: string }) => id)).not.toContain("closed");
  });

  it("ends with 1 where nobody ever watched the org", async () => {
    const place = await seededLedger("https://other.okta.com", []);
    const terminal = fakeTerminal({ env });
    expect(await run(["alerts", "report", "--ledger", place], terminal)).toBe(1);
    expect(terminal.written.stderr).toBe(
      "https://acme.okta.com was never read into this ledger: run plumbline watch --once\n",
    );
  });

  it("makes no ledger where there is none", async () => {
    const terminal = fakeTerminal({ env });
    const place = `${await temporaryFolder()}/none.db`;
    expect(await run(["alerts", "report", "--ledger", place], terminal)).toBe(1);
    expect(terminal.written.stderr).toContain("error[LEDGER_NOT_FOUND]");
  });

  it("fits into an issue however many alerts there are", async () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      aRecord({
        id: `alert-${index}`,
        subject: { type: "user", id: `00u${index}`, name: `p${index}@acme.example` },
      }),
    );
    const place = await seededLedger(org, many);
    const terminal = fakeTerminal({ env });
    expect(await run(["alerts", "report", "--ledger", place], terminal)).toBe(0);
    expect(terminal.written.stdout.length).toBeLessThan(65_536);
    expect(terminal.written.stdout).toMatch(/and \d+ more, left out here/);
  });
});
