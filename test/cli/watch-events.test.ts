import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { changeSchema } from "../../src/emulator/filling/change-org.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { temporaryFolder } from "../support/seeded-ledger.ts";
import { type WatchedAcme, watchAcme } from "../support/watched-acme.ts";

// Acme is read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 180_000 });
const patience = { timeout: 20_000, interval: 50 };

type RawEvent = Readonly<Record<string, unknown>>;

/** Acme, watched once, then Dana's factors are reset by hand; the event as Okta's log has it. */
async function danaWasReset(): Promise<{ readonly acme: WatchedAcme; readonly event: RawEvent }> {
  const acme = await watchAcme();
  await acme.watchOnce("--since", "1h");
  await acme.change("POST", `/users/${acme.userId("dana@acme.example")}/lifecycle/reset_factors`);
  const log: unknown = await acme.change(
    "GET",
    `/logs?limit=1000&sortOrder=DESCENDING&filter=${encodeURIComponent('eventType eq "user.mfa.factor.reset_all"')}`,
  );
  const [event] = log as readonly RawEvent[];
  if (event === undefined) throw new Error("nobody was reset");
  return { acme, event };
}

async function streamOf(...lines: readonly string[]): Promise<string> {
  const file = join(await temporaryFolder(), "stream.jsonl");
  await writeFile(file, lines.map((line) => `${line}\n`).join(""));
  return file;
}

async function positionOf(acme: WatchedAcme) {
  const ledger = await openLedger(acme.ledger, { create: false });
  const position = await ledger.position(acme.emulator.url);
  await ledger.close();
  return position;
}

const detectionsOf = async (acme: WatchedAcme) =>
  (await acme.alerts()).map(({ detection, subject }) => [detection, subject.name]);

/** An event that the log will never show, on somebody at Acme. */
const invented = (acme: WatchedAcme, event: RawEvent, login: string, uuid: string): RawEvent => ({
  ...event,
  uuid,
  published: new Date().toISOString(),
  target: [{ id: acme.userId(login), type: "User", alternateId: login, displayName: login }],
});

describe("watch --events", () => {
  it("deals once with an event that came by the stream, twice, and by the log", async () => {
    const { acme, event } = await danaWasReset();
    const line = JSON.stringify({ "detail-type": "SystemLog", detail: event });
    const said = await acme.watchOnce("--events", await streamOf(line, line));
    expect(said).toMatchObject({ exitCode: 0 });
    expect(said.stdout.match(/^opened /gm)).toHaveLength(1);
    expect((await acme.watchOnce("--events", await streamOf(line))).stdout).toBe("");
    expect(await detectionsOf(acme)).toEqual([[expect.stringMatching(/^mfa-/), "dana@acme.example"]]);
  });

  it("raises what the log does not show, and leaves its position to the log", async () => {
    const { acme, event } = await danaWasReset();
    await acme.watchOnce();
    const before = await positionOf(acme);
    const ravi = invented(acme, event, "ravi@acme.example", "only-streamed");
    const { stdout } = await acme.watchOnce("--events", await streamOf(JSON.stringify({ event: ravi })));
    expect(stdout).toMatch(/^opened .*ravi@acme\.example/);
    expect((await positionOf(acme))?.next).toBe(before?.next);
  });

  it("goes by the log where the stream tells it otherwise", async () => {
    const { acme, event } = await danaWasReset();
    const forged = invented(acme, event, "ravi@acme.example", String(event["uuid"]));
    await acme.watchOnce("--events", await streamOf(JSON.stringify(forged)));
    expect(await detectionsOf(acme)).toContainEqual([expect.stringMatching(/^mfa-/), "dana@acme.example"]);
  });

  it("goes by the log also where only a later run is shown the event", async () => {
    const { acme, event } = await danaWasReset();
    await acme.watchOnce();
    const told = invented(acme, event, "ravi@acme.example", "late-in-the-log");
    const said = await acme.watchOnce("--events", await streamOf(JSON.stringify(told)));
    expect(said.stdout).toMatch(/^opened .*ravi@acme\.example/);
    expect(said.stderr).toContain(
      "the System Log does not show yet what came by the stream (1: late-in-the-log",
    );
    const shown = invented(acme, event, "kim@acme.example", "late-in-the-log");
    acme.emulator.change(changeSchema.parse({ logEvents: [shown] }));
    expect((await acme.watchOnce()).stdout).toMatch(/^opened .*kim@acme\.example/);
    expect((await acme.watchOnce()).stdout).toBe("");
  });

  it("closes nothing by the stream, and looks at nothing that is older than what the log was read for", async () => {
    const { acme, event } = await danaWasReset();
    await acme.watchOnce();
    const dana = (await acme.alerts()).length;
    const undone = {
      ...invented(acme, event, "dana@acme.example", "u1"),
      eventType: "user.lifecycle.suspend",
    };
    const old = {
      ...invented(acme, event, "ravi@acme.example", "u2"),
      published: "2026-01-01T00:00:00.000Z",
    };
    const { stdout } = await acme.watchOnce(
      "--events",
      await streamOf(...[undone, old].map((one) => JSON.stringify(one))),
    );
    expect(stdout).toBe("");
    expect((await acme.alerts()).filter(({ state }) => state === "open")).toHaveLength(dana);
  });

  it("says which lines it cannot read, and reads the others", async () => {
    const { acme, event } = await danaWasReset();
    const file = await streamOf("hello", JSON.stringify(event), '{"uuid":');
    const { exitCode, stdout, stderr } = await acme.watchOnce("--events", file);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^opened /);
    expect(stderr).toContain("not read from the stream: line 1: no event in it; line 3: no event in it\n");
  });

  it("begins a new ledger by the log alone", async () => {
    const acme = await watchAcme();
    const event = { uuid: "e1", published: new Date().toISOString(), eventType: "user.mfa.factor.reset_all" };
    const { exitCode } = await acme.watchOnce(
      "--since",
      "1h",
      "--events",
      await streamOf(JSON.stringify(event)),
    );
    expect(exitCode).toBe(0);
    expect(await acme.alerts()).toEqual([]);
  });

  it("follows a file, and wakes within seconds of a line", async () => {
    const { acme, event } = await danaWasReset();
    await acme.watchOnce();
    const file = await streamOf();
    const { terminal, watching } = following(acme, file);
    const before = acme.logRequests();
    await vi.waitFor(() => expect(acme.logRequests()).toBeGreaterThan(before), patience);
    await appendFile(file, `${JSON.stringify(invented(acme, event, "ravi@acme.example", "now"))}\n`);
    await vi.waitFor(() => expect(terminal.written.stdout).toMatch(/^opened .*ravi/), patience);
    terminal.interrupt();
    expect(await watching).toBe(0);
  });

  it("goes on by the log when the pipe closes, and ends at once with an open one", async () => {
    const { acme } = await danaWasReset();
    const closed = new PassThrough();
    const one = following(acme, "-", closed);
    closed.end();
    await vi.waitFor(
      () => expect(one.terminal.written.stderr).toContain("the stream of events has ended"),
      patience,
    );
    await vi.waitFor(() => expect(one.terminal.written.stdout).toMatch(/^opened .*dana/), patience);
    one.terminal.interrupt();
    expect(await one.watching).toBe(0);
    const broken = new PassThrough();
    const before = acme.logRequests();
    const two = following(acme, "-", broken);
    await vi.waitFor(() => expect(acme.logRequests()).toBeGreaterThan(before), patience);
    broken.destroy(new Error("EIO"));
    await vi.waitFor(
      () => expect(two.terminal.written.stderr).toContain("the stream of events broke: EIO"),
      patience,
    );
    two.terminal.interrupt();
    expect([0, 1]).toContain(await two.watching);
    const open = new PassThrough();
    const three = following(acme, "-", open);
    three.terminal.interrupt();
    expect([0, 1]).toContain(await three.watching);
    expect(open.destroyed).toBe(true);
  });

  it.each([
    [
      ["--events", "/nowhere/stream.jsonl"],
      "error[LOG_FILE_UNREADABLE]: there is no file /nowhere/stream.jsonl",
    ],
    [["--events", "-"], "error[USAGE]: --events - reads what is piped in, and nothing is"],
    [["--events", "-", "--backtest", "30d"], "error[USAGE]"],
  ])("%j is refused", async (flags, message) => {
    const acme = await watchAcme();
    const terminal = fakeTerminal({ env: acme.env });
    const argv = [
      "watch",
      "--baseline",
      acme.baseline,
      ...(flags.includes("--backtest") ? [] : ["--ledger", acme.ledger]),
    ];
    expect(await run([...argv, ...flags], terminal)).toBe(1);
    expect(terminal.written.stderr).toContain(message);
    expect(acme.logRequests()).toBe(0);
  });
});

/** A watch that reads by itself once an hour, besides a stream. */
function following(acme: WatchedAcme, file: string, stdin?: PassThrough) {
  const terminal = fakeTerminal({ env: acme.env, now: new Date(), ...(stdin !== undefined && { stdin }) });
  const argv = ["watch", "--baseline", acme.baseline, "--ledger", acme.ledger, "--interval", "60m"];
  return { terminal, watching: run([...argv, "--events", file], terminal) };
}
