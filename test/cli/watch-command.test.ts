import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { temporaryFolder } from "../support/seeded-ledger.ts";
import { watchAcme } from "../support/watched-acme.ts";

// Acme is read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

describe("watch --once", () => {
  it("opens an alert on somebody whose factors an administrator reset, and opens it once", async () => {
    const acme = await watchAcme();
    expect(await acme.watchOnce("--since", "1h")).toMatchObject({ exitCode: 0, stdout: "" });
    const dana = acme.userId("dana@acme.example");
    await acme.change("POST", `/users/${dana}/lifecycle/reset_factors`);
    const second = await acme.watchOnce();
    expect(second).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(
        /^opened high: all factors of dana@acme\.example were reset .*\([0-9a-f]{32}\)\n$/,
      ),
      stderr: "1 event read; 1 alert is open or acknowledged\n",
    });
    const alerts = await acme.alerts();
    expect(alerts).toMatchObject([
      {
        detection: "mfa-reset",
        state: "open",
        subject: { type: "user", id: dana, name: "dana@acme.example" },
        actor: { type: "User", name: "nia@acme.example", via: "API token", ip: "127.0.0.1" },
        events: [expect.any(String)],
      },
    ]);
    expect(await acme.watchOnce()).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "0 events read; 1 alert is open or acknowledged\n",
    });
    expect(await acme.alerts()).toEqual(alerts);
  });

  it("closes an alert when the person is safe again, and says why", async () => {
    const acme = await watchAcme();
    await acme.watchOnce("--since", "1h");
    const dana = acme.userId("dana@acme.example");
    await acme.change("POST", `/users/${dana}/lifecycle/reset_factors`);
    await acme.watchOnce();
    await acme.change("POST", `/users/${dana}/lifecycle/suspend`);
    expect((await acme.watchOnce()).stdout).toMatch(/^resolved high: .*suspend/);
    expect(await acme.alerts()).toMatchObject([{ state: "resolved", resolution: expect.any(String) }]);
  });

  it("says where a new ledger begins, and nothing of it later or when quiet", async () => {
    const acme = await watchAcme();
    const { stderr } = await acme.watchOnce("--since", "120d");
    expect(stderr).toMatch(
      /^a new ledger: reading the System Log from .*; what happened before is not looked at\n/,
    );
    expect(stderr).toContain("Okta keeps its log for 90 days");
    expect((await acme.watchOnce()).stderr).toMatch(/^0 events read/);
    expect((await acme.watchOnce("--quiet")).stderr).toBe("");
  });

  it("raises the same alerts from the same log in every ledger", async () => {
    const acme = await watchAcme();
    const dana = acme.userId("dana@acme.example");
    await acme.change("POST", `/users/${dana}/lifecycle/reset_factors`);
    const flags = ["--since", "30d", "--ledger", join(await temporaryFolder(), "other.db")];
    const one = await acme.watchOnce("--since", "30d");
    const two = await acme.watchOnce(...flags);
    expect(one.stdout.split("\n").filter((line) => line.startsWith("opened"))).toHaveLength(3);
    expect(one.stdout).not.toContain("again");
    expect(two.stdout).toBe(one.stdout);
  });

  it("goes on by time when Okta does not follow its link any more", async () => {
    const acme = await watchAcme();
    await acme.watchOnce("--since", "1h");
    const dana = acme.userId("dana@acme.example");
    await acme.change("POST", `/users/${dana}/lifecycle/reset_factors`);
    await acme.watchOnce();
    await acme.breakPosition();
    const { exitCode, stdout, stderr } = await acme.watchOnce();
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
    expect(stderr).toMatch(/^Okta does not follow the kept link any more: reading again from /);
    expect(await acme.alerts()).toHaveLength(1);
  });

  it("ends with 1 when the org cannot be read, and writes nothing", async () => {
    const acme = await watchAcme();
    await acme.watchOnce("--since", "1h");
    await acme.emulator.close();
    expect(await acme.watchOnce()).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("error[NETWORK]"),
    });
    expect(await acme.alerts()).toEqual([]);
  });

  it("takes a reset of an administrator for worse, and names the roles that the org shows", async () => {
    const acme = await watchAcme();
    await acme.watchOnce("--since", "1h");
    await acme.change("POST", `/users/${acme.userId("nia@acme.example")}/lifecycle/reset_factors`);
    await acme.change("POST", `/users/${acme.userId("dana@acme.example")}/lifecycle/reset_factors`);
    await acme.watchOnce();
    const alerts = (await acme.alerts()).filter(({ detection }) => detection === "mfa-reset");
    expect(alerts.map(({ subject, severity, title }) => [subject.name, severity, title])).toEqual([
      [
        "nia@acme.example",
        "critical",
        expect.stringContaining("nia@acme.example (administrator: SUPER_ADMIN)"),
      ],
      ["dana@acme.example", "high", expect.not.stringContaining("administrator:")],
    ]);
  });

  it("lets the second of two runners wait for the first, and doubles nothing", async () => {
    // Slow enough that neither is done before the other has begun.
    const slow = { path: "/api/v1/logs", probability: 1, effect: { kind: "slow", ms: 400 } } as const;
    const acme = await watchAcme({ faults: { seed: 1, faults: [slow] } });
    await acme.watchOnce("--since", "1h");
    const dana = acme.userId("dana@acme.example");
    await acme.change("POST", `/users/${dana}/lifecycle/reset_factors`);
    const both = await Promise.all([acme.watchOnce(), acme.watchOnce()]);
    expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(both.filter(({ stdout }) => stdout.startsWith("opened"))).toHaveLength(1);
    expect(both.map(({ stderr }) => stderr).join()).toContain("waiting for ");
    expect(await acme.alerts()).toHaveLength(1);
  });

  it("refuses a baseline whose alerts name what there is not", async () => {
    const acme = await watchAcme();
    const baseline = join(await temporaryFolder(), "baseline.yaml");
    const text = await readFile(acme.baseline, "utf8");
    await writeFile(baseline, text.replace("admin-granted", "admin-grantd"));
    expect(await acme.watchOnce("--baseline", baseline)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('unknown key "admin-grantd", did you mean "admin-granted"?'),
    });
  });
});

describe("watch", () => {
  it("reads again and again until Ctrl-C", async () => {
    const acme = await watchAcme();
    const terminal = fakeTerminal({ env: acme.env, now: new Date() });
    const argv = ["watch", "--baseline", acme.baseline, "--ledger", acme.ledger, "--interval", "1s"];
    const watching = run([...argv, "--since", "1h"], terminal);
    const dana = acme.userId("dana@acme.example");
    await vi.waitFor(() => expect(acme.logRequests()).toBeGreaterThan(1), { timeout: 20_000 });
    await acme.change("POST", `/users/${dana}/lifecycle/reset_factors`);
    await vi.waitFor(() => expect(terminal.written.stdout).toContain("opened high"), { timeout: 20_000 });
    terminal.interrupt();
    expect(await watching).toBe(0);
  });

  it("outlives an org that does not answer for a while", async () => {
    const acme = await watchAcme({
      faults: {
        seed: 1,
        faults: [{ path: "/api/v1/logs", nth: [1], probability: 1, effect: { kind: "garbage" } }],
      },
    });
    const terminal = fakeTerminal({ env: acme.env, now: new Date() });
    const argv = ["watch", "--baseline", acme.baseline, "--ledger", acme.ledger, "--interval", "1s"];
    const watching = run([...argv, "--since", "1h"], terminal);
    await vi.waitFor(() => expect(acme.logRequests()).toBeGreaterThan(2), { timeout: 20_000 });
    terminal.interrupt();
    expect(await watching).toBe(0);
    expect(terminal.written.stderr).toContain("error[OKTA_REFUSED]: the System Log could not be read");
  });
});
