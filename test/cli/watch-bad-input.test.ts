import { readFile } from "node:fs/promises";
import Database from "libsql";
import { describe, expect, it, vi } from "vitest";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { logEvent, userTarget } from "../../src/emulator/log/log-events.ts";
import type { LogEvent } from "../../src/emulator/state/log-event.ts";
import type { EmulatedUser } from "../../src/emulator/state/state.ts";
import { watchAcme } from "../support/watched-acme.ts";

// Acme is read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const state = acmeState(new Date());

function person(login: string): EmulatedUser {
  const user = state.users.find(({ profile }) => profile.login === login);
  if (user === undefined) throw new Error(`nobody is called ${login}`);
  return user;
}

/** Nia resets all factors of somebody; what is wrong with the event is what Okta sends otherwise. */
function reset(uuid: string, login: string, published: Date, wrong: Record<string, unknown> = {}): LogEvent {
  const nia = userTarget(person("nia@acme.example"));
  const event = logEvent(
    { eventType: "user.mfa.factor.reset_all", targets: [userTarget(person(login))] },
    {
      uuid,
      published,
      actor: nia,
      tokenId: null,
      requestId: "req1",
      requestUri: "/api/v1/users",
      ipAddress: "192.0.2.7",
      userAgent: "Mozilla/5.0",
    },
  );
  return { ...event, ...wrong };
}

/** Acme with these events at the end of its log. */
const acmeWith = (...events: readonly LogEvent[]) =>
  watchAcme({ state: { ...state, logEvents: [...state.logEvents, ...events] } });

const recently = (minutes: number): Date => new Date(Date.now() - minutes * minuteMs);

describe("watch --once, when the log has", () => {
  it("fields of another shape than Okta documents: no event is lost for what no detection needs", async () => {
    const acme = await acmeWith(
      reset("outcome", "kim@acme.example", recently(8), { outcome: "SUCCESS" }),
      reset("target", "ravi@acme.example", recently(7), { target: [{ id: 7 }] }),
      reset("actor", "dana@acme.example", recently(6), { actor: "omar" }),
      reset("debug", "nia@acme.example", recently(5), { debugContext: { debugData: [] } }),
    );
    expect(await acme.watchOnce("--since", "1h")).toMatchObject({ exitCode: 0 });
    expect((await acme.alerts()).map(({ subject, events }) => [subject.name, ...events])).toEqual([
      // Nia is an administrator, and what happens to her comes first.
      ["nia@acme.example", "debug"],
      ["kim@acme.example", "outcome"],
      ["the org", "target"],
      ["dana@acme.example", "actor"],
    ]);
  });

  it("events that cannot be read: they are named and raise an alert, once, and the others handled", async () => {
    const acme = await acmeWith(
      reset("good-1", "dana@acme.example", recently(9)),
      reset("bad-time", "kim@acme.example", recently(8), {
        published: recently(8).toISOString().slice(0, 19),
      }),
      reset("", "ravi@acme.example", recently(7)),
      // Too late to close by itself within this test.
      reset("good-2", "kim@acme.example", recently(1)),
    );
    const first = await acme.watchOnce("--since", "1h");
    expect(first.exitCode).toBe(1);
    const notRead = first.stderr.split("\n").filter((line) => line.startsWith("not read: "));
    expect(notRead).toEqual([
      expect.stringMatching(/^not read: malformed event user\.mfa\.factor\.reset_all bad-time: published: /),
      expect.stringMatching(/^not read: malformed event user\.mfa\.factor\.reset_all: uuid: /),
    ]);
    const alerts = await acme.alerts();
    expect(alerts.map(({ detection, subject }) => `${detection} ${subject.name}`).toSorted()).toEqual([
      "event-unread kim@acme.example",
      "event-unread ravi@acme.example",
      "mfa-reset dana@acme.example",
      "mfa-reset kim@acme.example",
    ]);
    expect(alerts.flatMap(({ events }) => events)).toContain("bad-time");
    expect(await acme.watchOnce()).toMatchObject({ exitCode: 0, stdout: "" });
  });

  it("events without a target, an actor, a client or anything else that may be null", async () => {
    const nothing = {
      target: null,
      actor: null,
      client: null,
      outcome: null,
      debugContext: null,
      transaction: null,
      displayMessage: null,
    };
    const { target: _, ...butTarget } = nothing;
    const acme = await acmeWith(
      reset("nobody", "dana@acme.example", recently(9), nothing),
      reset("by-nobody", "kim@acme.example", recently(8), butTarget),
    );
    expect(await acme.watchOnce("--since", "1h")).toMatchObject({ exitCode: 0 });
    expect(await acme.alerts()).toMatchObject([
      { subject: { type: "org" }, actor: { name: "somebody unknown" }, events: ["nobody"] },
      { subject: { name: "kim@acme.example" }, actor: { name: "somebody unknown" }, events: ["by-nobody"] },
    ]);
  });

  it("events of types that nobody knows", async () => {
    const acme = await acmeWith(
      reset("new", "dana@acme.example", recently(9), { eventType: "user.mfa.factor.teleported" }),
      reset("old", "dana@acme.example", recently(8)),
    );
    expect(await acme.watchOnce("--since", "1h")).toMatchObject({ exitCode: 0 });
    expect((await acme.alerts()).flatMap(({ events }) => events)).toEqual(["old"]);
  });

  it("events from the future: alerted at once, and not closed by what was read before they happened", async () => {
    const acme = await acmeWith(reset("ahead", "dana@acme.example", new Date(Date.now() + 2 * dayMs)));
    await acme.watchOnce("--since", "1h");
    expect(await acme.alerts()).toMatchObject([{ state: "open", events: ["ahead"] }]);
    expect(await acme.watchOnce()).toMatchObject({ exitCode: 0, stdout: "" });
  });
});

describe("watch --once, when the runner's clock", () => {
  const resetOf = async (acme: Awaited<ReturnType<typeof watchAcme>>, login: string) =>
    acme.change("POST", `/users/${acme.userId(login)}/lifecycle/reset_factors`);

  it.each([
    ["is an hour behind", -dayMs / 24],
    ["is a hundred days ahead", 100 * dayMs],
  ])("%s, for one reading: nothing is lost, nothing doubled", async (_, wrongBy) => {
    let wrong = 0;
    const acme = await watchAcme({}, undefined, () => new Date(Date.now() + wrong));
    await acme.watchOnce("--since", "1h");
    await resetOf(acme, "dana@acme.example");
    wrong = wrongBy;
    expect(await acme.watchOnce()).toMatchObject({ exitCode: 0 });
    await resetOf(acme, "kim@acme.example");
    wrong = 0;
    await acme.watchOnce();
    const alerts = await acme.alerts();
    expect(alerts.map(({ subject, state }) => [subject.name, state])).toEqual([
      ["dana@acme.example", "open"],
      ["kim@acme.example", "open"],
    ]);
    expect(await acme.watchOnce()).toMatchObject({ exitCode: 0, stdout: "" });
  });
});

it.each([
  "watch",
  "alerts",
  "check",
])("%s leaves a ledger alone that a newer plumbline wrote", async (command) => {
  const acme = await watchAcme();
  await acme.watchOnce("--since", "1h");
  const database = new Database(acme.ledger);
  database.exec("update meta set value = '99' where key = 'schema_version'");
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();
  const before = await readFile(acme.ledger);
  const argv = {
    watch: ["--once", "--baseline", acme.baseline],
    alerts: ["list"],
    check: ["--baseline", acme.baseline],
  };
  expect(await acme.run([command, ...argv[command as keyof typeof argv]])).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: expect.stringMatching(
      /^error\[LEDGER_NEWER\]: the ledger .* has version 99, and this plumbline knows up to \d+\nfix: /,
    ),
  });
  expect(await readFile(acme.ledger)).toEqual(before);
});
