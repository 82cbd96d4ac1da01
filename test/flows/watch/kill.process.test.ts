import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { seededRandom } from "../../../src/emulator/state/seeded-random.ts";
import { alertsIn, inspect, resetSomebody, uuidsOf } from "../../support/kill/acme-at-work.ts";
import { bundleWatch } from "../../support/kill/bundled-watch.ts";
import { startWatcher, type Watcher } from "../../support/kill/watcher.ts";
import { type PostgresServer, startPostgres } from "../../support/postgres-server.ts";
import { temporaryFolder } from "../../support/seeded-ledger.ts";
import { type WatchedAcme, watchAcme } from "../../support/watched-acme.ts";

// `kill -9` of processes that read the System Log, each at a random moment of its readings. Every kill costs the start
// of a process, half a second of a processor: eight, or as many as PLUMBLINE_KILLS says; a hundred in .ci/run.
const kills = Number(process.env["PLUMBLINE_KILLS"] ?? "8");
const seed = Number(process.env["PLUMBLINE_KILL_SEED"] ?? Date.now() % 1_000_000);
const withPostgres = process.env["PLUMBLINE_POSTGRES"] === "1";
/** Of the kills on SQLite; a kill leaves no traces of its own in a server that lives on. */
const shareOnPostgres = 0.15;
/** Ledgers at a time, each with its own processes: more than processors, since a process mostly waits. */
const lanes = 3;

vi.setConfig({ testTimeout: Math.max(600_000, kills * 10_000), hookTimeout: 120_000 });

let plumbline: Awaited<ReturnType<typeof bundleWatch>>;
let postgres: PostgresServer | null = null;
beforeAll(async () => {
  plumbline = await bundleWatch();
  if (withPostgres) postgres = await startPostgres();
});
afterAll(async () => {
  await postgres?.close();
  await plumbline.remove();
});

/** Half a second before the first reading was measured. */
let readingMs = 500;

interface Lane {
  readonly acme: WatchedAcme;
  readonly place: string;
  readonly random: () => number;
  readonly start: () => Promise<Watcher>;
}

/** A reading with something to do has as many, half of them in the transaction that matters. */
const mostStatements = 50;

/**
 * Lets a process read while an administrator is at work, until it is dead: killed at a random time, wherever it is, or
 * by itself between two database statements.
 */
async function killOne({ acme, random }: Lane, watcher: Watcher): Promise<void> {
  await resetSomebody(acme, random);
  const [deadAfter, resetAfter] = [random() * 1.5 * readingMs, random() * readingMs];
  const isByItself = random() < 0.5;
  const reset = random() < 0.5 ? sleep(resetAfter).then(() => resetSomebody(acme, random)) : null;
  watcher.go(isByItself ? 1 + Math.floor(random() * mostStatements) : undefined);
  if (isByItself) {
    await watcher.dead();
  } else {
    await sleep(deadAfter);
    await watcher.kill();
  }
  await reset;
  for (const ms of watcher.readings) readingMs = 0.8 * readingMs + 0.2 * ms;
}

/** So many kills over one ledger; how often the ledger was behind the log just after one. */
async function killMany(lane: Lane, times: number): Promise<{ looked: number; behind: number }> {
  const { acme, place, random, start } = lane;
  const found = { looked: 0, behind: 0 };
  let next = start();
  for (let kill = 0; kill < times; kill++) {
    const watcher = await next;
    // The next one loads while this one works.
    next = kill + 1 < times ? start() : next;
    await killOne(lane, watcher);
    // Not always: who looks cleans up, and the next process must find the ledger as the killed one left it.
    if (random() < 0.5) continue;
    found.looked += 1;
    if ((await inspect(acme, place)).behind > 0) found.behind += 1;
  }
  return found;
}

/** A baseline that asks for nothing: a reading is then short, and most of it is what is to be killed. */
const asksNothing = "version: 1\norg:\n  engine: identity\n";

async function howToRead(): Promise<readonly string[]> {
  const baseline = join(await temporaryFolder(), "baseline.yaml");
  await writeFile(baseline, asksNothing);
  return ["--since", "1h", "--quiet", "--baseline", baseline];
}

/** Kills in several ledgers of one org, then lets a last reading finish in each: all must have what nobody disturbed has. */
async function killEverywhere(places: readonly string[], times: number): Promise<void> {
  const [acme, read] = [await watchAcme(), await howToRead()];
  // Made before anybody is killed: that a ledger is there is what `inspect` goes by.
  for (const place of places) await acme.watchOnce(...read, "--ledger", place);
  const found = await Promise.all(
    places.map((place, lane) => {
      const argv = ["watch", "--once", "--ledger", place, ...read];
      const start = () => startWatcher(plumbline.file, argv, acme.env);
      const random = seededRandom(seed + lane);
      return killMany({ acme, place, random, start }, Math.ceil(times / places.length));
    }),
  );
  const control = join(await temporaryFolder(), "control.db");
  await acme.watchOnce(...read, "--ledger", control);
  const undisturbed = await alertsIn(acme, control);
  expect(undisturbed.flatMap(({ events }) => events)).toHaveLength(uuidsOf(acme).length);
  for (const place of places) {
    expect(await acme.watchOnce(...read, "--ledger", place)).toMatchObject({ exitCode: 0 });
    expect(await inspect(acme, place)).toEqual({ behind: 0 });
    expect(await alertsIn(acme, place)).toEqual(undisturbed);
    expect(await acme.watchOnce(...read, "--ledger", place)).toMatchObject({ exitCode: 0, stdout: "" });
  }
  // A kill that comes when there is nothing left to do proves nothing.
  const [looked, behind] = [sum(found, "looked"), sum(found, "behind")];
  if (looked > 20) expect(behind / looked).toBeGreaterThan(0.2);
}

const opened = /^opened .*\((?<id>[0-9a-f]{32})\)$/gm;

/** Two processes over one ledger of one org, while things happen there. */
async function twoRunners(place: string): Promise<void> {
  const [acme, read] = [await watchAcme(), await howToRead()];
  const random = seededRandom(seed);
  await acme.watchOnce(...read, "--ledger", place);
  const argv = ["watch", "--once", "--ledger", place, ...read];
  const runners = await Promise.all([1, 2].map(() => startWatcher(plumbline.file, argv, acme.env)));
  for (const runner of runners) runner.go();
  for (let reset = 0; reset < 20; reset++) {
    await resetSomebody(acme, random);
    await sleep(100 * random());
  }
  await vi.waitFor(() => {
    for (const { readings } of runners) expect(readings.length).toBeGreaterThan(2);
  }, 60_000);
  const printed = await Promise.all(runners.map((runner) => runner.stop()));
  const last = await acme.watchOnce(...read, "--ledger", place);
  expect(last).toMatchObject({ exitCode: 0 });
  expect(await inspect(acme, place)).toEqual({ behind: 0 });
  const ids = [...[...printed, last.stdout].join("").matchAll(opened)].map(({ groups }) => groups?.["id"]);
  const alerts = await alertsIn(acme, place);
  expect(ids.toSorted()).toEqual(alerts.map(({ id }) => id).toSorted());
}

const sum = <Key extends string>(list: readonly Record<Key, number>[], key: Key): number =>
  list.reduce((total, one) => total + one[key], 0);

describe(`kill -9 at random moments, seed ${seed} (PLUMBLINE_KILL_SEED)`, () => {
  it(`loses and doubles nothing on SQLite, ${kills} times`, async () => {
    const folder = await temporaryFolder();
    const places = Array.from({ length: lanes }, (_, lane) => join(folder, `${lane}`, "ledger.db"));
    for (const place of places) await mkdir(dirname(place));
    await killEverywhere(places, kills);
    for (const place of places) {
      const database = new Database(place);
      expect(database.pragma("integrity_check")).toEqual([{ integrity_check: "ok" }]);
      database.close();
    }
  });

  if (withPostgres) {
    const some = Math.ceil(kills * shareOnPostgres);
    it(`loses and doubles nothing on PostgreSQL, ${some} times`, async () => {
      const places = await Promise.all([1, 2].map((lane) => postgres?.newDatabase(`kill_${lane}`) ?? ""));
      await killEverywhere(places, some);
    });
  }
});

describe("two runners on one ledger deal with each event once", () => {
  it("on SQLite", async () => {
    await twoRunners(join(await temporaryFolder(), "ledger.db"));
  });

  if (withPostgres) {
    it("on PostgreSQL", async () => {
      await twoRunners((await postgres?.newDatabase("two_runners")) ?? "");
    });
  }
});
