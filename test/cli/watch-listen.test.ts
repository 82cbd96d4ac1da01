import { describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { type WatchedAcme, watchAcme } from "../support/watched-acme.ts";

// Acme is read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const patience = { timeout: 20_000, interval: 50 };

const secret = "a-shared-secret-of-okta";

/** `watch --listen` on a free port, reading by itself once an hour. */
function listen(acme: WatchedAcme, ...flags: readonly string[]) {
  const terminal = fakeTerminal({ env: { ...acme.env, PLUMBLINE_HOOK_SECRET: secret }, now: new Date() });
  const usual = ["watch", "--baseline", acme.baseline, "--ledger", acme.ledger, "--since", "1h"];
  const watching = run([...usual, "--interval", "60m", "--listen", "127.0.0.1:0", ...flags], terminal);
  const url = () => /listening for event hooks on (http:\S+)/.exec(terminal.written.stderr)?.[1] ?? "";
  return { terminal, watching, url };
}

async function registered(acme: WatchedAcme, uri: string): Promise<void> {
  const channel = {
    type: "HTTP",
    version: "1.0.0",
    config: { uri, authScheme: { type: "HEADER", key: "Authorization", value: secret } },
  };
  const items = ["user.mfa.factor.reset_all", "user.lifecycle.suspend"];
  await acme.change("POST", "/eventHooks", {
    name: "plumbline",
    events: { type: "EVENT_TYPE", items },
    channel,
  });
  await acme.change("POST", "/eventHooks/who00000000000000001/lifecycle/verify");
}

describe("watch --listen", () => {
  it("passes Okta's verification, and opens an alert within seconds of a delivery, once", async () => {
    const acme = await watchAcme();
    const { terminal, watching, url } = listen(acme);
    await vi.waitFor(() => expect(url()).not.toBe(""), patience);
    await registered(acme, url());
    await vi.waitFor(() => expect(acme.logRequests()).toBeGreaterThan(0), patience);
    const dana = acme.userId("dana@acme.example");
    await acme.change("POST", `/users/${dana}/lifecycle/reset_factors`);
    await vi.waitFor(() => expect(terminal.written.stdout).toMatch(/^opened high: .*\n$/), patience);
    await acme.change("POST", `/users/${dana}/lifecycle/suspend`);
    await vi.waitFor(() => expect(terminal.written.stdout).toMatch(/\nresolved high: .*\n$/), patience);
    terminal.interrupt();
    expect(await watching).toBe(0);
    expect(terminal.written.stdout.split("\n")).toHaveLength(3);
    expect(terminal.written.stderr).not.toContain(secret);
    await expect(fetch(url())).rejects.toThrow("fetch failed");
  });

  it("looks again for an event that was delivered and is not in the log yet", async () => {
    const acme = await watchAcme();
    const { terminal, watching, url } = listen(acme);
    await vi.waitFor(() => expect(acme.logRequests()).toBeGreaterThan(0), patience);
    const before = acme.logRequests();
    const events = [{ uuid: "not-there-yet", eventType: "user.mfa.factor.reset_all" }];
    const response = await fetch(url(), {
      method: "POST",
      headers: { authorization: secret },
      body: JSON.stringify({ eventType: "com.okta.event_hook", data: { events } }),
    });
    expect(response.status).toBe(204);
    await vi.waitFor(() => expect(acme.logRequests()).toBeGreaterThan(before + 1), patience);
    terminal.interrupt();
    expect(await watching).toBe(0);
    expect(terminal.written.stdout).toBe("");
  });

  it.each([
    ["without the secret", undefined, [], "error[HOOK_SECRET_MISSING]: --listen needs PLUMBLINE_HOOK_SECRET"],
    ["with one anybody could guess", "hunter2", [], "error[HOOK_SECRET_INVALID]"],
    ["with --once", secret, ["--once"], "error[USAGE]"],
    ["without a port", secret, ["--listen", "127.0.0.1"], "error[USAGE]"],
  ])("is refused %s, before anything is read", async (_, value, flags, message) => {
    const acme = await watchAcme();
    const terminal = fakeTerminal({ env: { ...acme.env, PLUMBLINE_HOOK_SECRET: value } });
    const argv = ["watch", "--baseline", acme.baseline, "--ledger", acme.ledger, "--listen", "127.0.0.1:0"];
    expect(await run([...argv, ...flags], terminal)).toBe(1);
    expect(terminal.written.stderr).toContain(message);
    expect(terminal.written.stderr).not.toContain("hunter2");
    expect(acme.emulator.requests.size).toBe(0);
  });

  it("says that the port is taken", async () => {
    const acme = await watchAcme();
    const { terminal, watching } = listen(acme, "--listen", new URL(acme.emulator.url).host);
    expect(await watching).toBe(1);
    expect(terminal.written.stderr).toMatch(
      /^error\[PORT_IN_USE\]: port \d+ of 127\.0\.0\.1 is taken\nfix: /,
    );
  });
});
