import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { emulatedFleet } from "../support/emulated-fleet.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { freePort } from "../support/free-port.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { temporaryFolder } from "../support/seeded-ledger.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

it("workers want a database that they can share", async () => {
  const fleet = await emulatedFleet({ orgs: 1 });
  const place = join(await temporaryFolder(), "ledger.db");
  await (await openLedger(place, { create: true })).close();
  for (const what of ["run", "status"]) {
    const terminal = fakeTerminal();
    expect(await run(["worker", what, "--fleet", fleet.file, "--ledger", place], terminal)).toBe(1);
    expect(terminal.written.stderr).toBe(
      `error[USAGE]: workers share a ledger in PostgreSQL, and ${place} is a file\n` +
        "fix: name a database with --ledger postgres://user@host/database; for few orgs on one machine, plumbline fleet check and cron will do\n",
    );
  }
});

// `npm test` must pass with Node alone; CI installs a server.
describe.runIf(process.env["PLUMBLINE_POSTGRES"] === "1")("plumbline worker", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.close());

  it("works until Ctrl-C, tells what it does, and how its jobs stand", async () => {
    const fleet = await emulatedFleet({ orgs: 2 });
    const place = await server.newDatabase("command");
    const env = { ...fleet.env, ACME_1_API_TOKEN: "" };
    const shared = ["--fleet", fleet.file, "--ledger", place];
    const status = async (...flags: readonly string[]) => {
      const terminal = fakeTerminal({ env, now: new Date() });
      const exitCode = await run(["worker", "status", ...shared, ...flags], terminal);
      return { exitCode, ...terminal.written };
    };
    expect(await status()).toEqual({
      exitCode: 0,
      stdout: "No worker has had a job of acme-0, acme-1.\n",
      stderr: "",
    });

    const terminal = fakeTerminal({ env, now: new Date() });
    const port = await freePort();
    const listen = ["--listen", `127.0.0.1:${port}`];
    const working = run(["worker", ...shared, ...listen, "--no-watch", "--drain", "1s"], terminal);
    onTestFinished(async () => {
      terminal.interrupt();
      await working;
    });
    const said = () => terminal.written.stderr;
    await vi.waitFor(() => {
      expect(said()).toMatch(/^acme-0: check: .*, \d+ findings?, \d+ unknown; \d+ requests in \d+\.\d s$/m);
      expect(said()).toContain("acme-1: check: error[CREDENTIALS_MISSING]");
    }, 30_000);
    const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
    expect(await ask("/readyz")).toBe("ok\n");
    await vi.waitFor(async () => {
      const figures = await ask("/metrics");
      expect(figures).toContain('plumbline_worker_jobs_total{kind="check",outcome="done"} 1\n');
      expect(figures).toContain(`plumbline_job_failing{org="${fleet.orgs[1]?.url}",kind="check"} 1\n`);
    }, 30_000);
    const { exitCode, stdout } = await status("--format", "json");
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      jobs: [
        { name: "acme-0", kind: "check", state: "idle", error: null },
        { name: "acme-1", kind: "check", state: "failing", error: { code: "CREDENTIALS_MISSING" } },
      ],
      unknown: [],
    });
    terminal.interrupt();
    expect(await working).toBe(0);
    expect(terminal.written.stdout).toBe("");
  });
});
