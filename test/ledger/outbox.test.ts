import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WaitingPost } from "../../src/ledger/outbox.ts";
import { aRecord } from "../support/an-alert.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { type PostingLedger, postingLedger } from "../support/posting-ledger.ts";

const now = new Date("2026-11-23T10:00:00.000Z");
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const resolved = { state: "resolved", resolvedAt: now.toISOString(), resolution: "settled" } as const;

async function first({ ledger, lease }: PostingLedger, to: string, at = now): Promise<WaitingPost> {
  const [post] = await ledger.outbox.due(lease.org, to, at, 1);
  if (post === undefined) throw new Error(`nothing is due for ${to}`);
  return post;
}

// `npm test` must pass with Node alone; CI installs a server and asks for both engines.
const withPostgres = process.env["PLUMBLINE_POSTGRES"] === "1";
let postgres: PostgresServer | null = null;
let databases = 0;

beforeAll(async () => {
  // initdb takes a second or two.
  if (withPostgres) postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.close());

const engines: Readonly<Record<string, () => Promise<PostingLedger>>> = {
  SQLite: () => postingLedger(now),
  ...(withPostgres && {
    PostgreSQL: async () => {
      databases += 1;
      return postingLedger(now, await postgres?.newDatabase(`outbox_${databases}`));
    },
  }),
};

describe.each(Object.entries(engines))("the outbox on %s", (_engine, newLedger) => {
  it("gives what was written with a run, oldest first, by destination", async () => {
    const posting = await newLedger();
    await posting.open({ id: "b" }, ["slack", "email"], now);
    await posting.open({ id: "a" }, ["slack"], later(1));
    expect(await posting.due("slack", later(2))).toEqual(["b open", "a open"]);
    expect(await posting.due("email", later(2))).toEqual(["b open"]);
    expect(await posting.due("teams", later(2))).toEqual([]);
    expect(await posting.ledger.outbox.waiting(posting.lease.org)).toEqual(
      new Map([
        ["email", { posts: 1, nextAt: now }],
        ["slack", { posts: 2, nextAt: now }],
      ]),
    );
  });

  it("gives what is worst before what is older: a flood must not hold it up", async () => {
    const posting = await newLedger();
    await posting.open({ id: "new person", severity: "low" }, ["slack"], now);
    await posting.open({ id: "reset" }, ["slack"], later(1));
    await posting.open({ id: "admin", severity: "critical" }, ["slack"], later(2));
    expect(await posting.due("slack", later(2))).toEqual(["admin open", "reset open", "new person open"]);
  });

  it("writes nothing of a run that failed", async () => {
    const posting = await newLedger();
    const { alert } = aRecord();
    const failing = posting.keep([], [{ alert, to: ["slack", "slack"] }], new Date(Number.NaN));
    await expect(failing).rejects.toThrow("Invalid time value");
    expect(await posting.due("slack", later(1))).toEqual([]);
  });

  it("never lets an alert's end overtake its beginning", async () => {
    const posting = await newLedger();
    const { ledger, lease } = posting;
    await posting.open({}, ["slack"], now);
    const record = aRecord(resolved);
    await posting.keep([record], [{ alert: record.alert, to: null }], now);
    const opening = await first(posting, "slack");
    const failed = { kind: "later", at: later(5), reason: "HTTP 400", isDestinationDown: false } as const;
    await ledger.outbox.settle(lease, opening, failed, now);
    expect(await posting.due("slack", later(4))).toEqual([]);
    expect(await ledger.outbox.waiting(lease.org)).toEqual(
      new Map([["slack", { posts: 2, nextAt: later(5) }]]),
    );
    expect(await posting.due("slack", later(5))).toEqual(["mfa-reset-1 open"]);
    const again = await first(posting, "slack", later(5));
    expect(again.attempts).toBe(1);
    await ledger.outbox.settle(lease, again, { kind: "sent" }, later(5));
    expect(await posting.due("slack", later(5))).toEqual(["mfa-reset-1 resolved"]);
  });

  it("tells the end to those who were told the beginning, and to nobody else", async () => {
    const posting = await newLedger();
    await posting.open({ id: "told" }, ["slack"], now);
    await posting.keep([aRecord({ id: "old" })], [], now);
    for (const id of ["told", "old"]) {
      const record = aRecord({ ...resolved, id });
      await posting.keep([record], [{ alert: record.alert, to: null }], now);
    }
    await posting.ledger.outbox.settle(posting.lease, await first(posting, "slack"), { kind: "sent" }, now);
    expect(await posting.due("slack", now)).toEqual(["told resolved"]);
    expect(await posting.due("email", now)).toEqual([]);
  });

  it("tells a change by hand, once it is one", async () => {
    const posting = await newLedger();
    const { ledger, lease } = posting;
    const { id } = await posting.open({}, ["pagerduty"], now);
    await ledger.outbox.settle(lease, await first(posting, "pagerduty"), { kind: "sent" }, now);
    await ledger.changeRecords([id], (record) => record, now);
    expect(await posting.due("pagerduty", now)).toEqual([]);
    await ledger.changeRecords(
      [id],
      ({ alert, ...rest }) => ({ ...rest, alert: { ...alert, state: "acknowledged" } }),
      now,
    );
    expect(await posting.due("pagerduty", now)).toEqual(["mfa-reset-1 acknowledged"]);
  });

  it("lets all that goes to a destination that is down wait, and nothing else", async () => {
    const posting = await newLedger();
    const { ledger, lease } = posting;
    await posting.open({ id: "a" }, ["slack", "email"], now);
    await posting.open({ id: "b" }, ["slack"], now);
    const down = { kind: "later", at: later(5), reason: "HTTP 503", isDestinationDown: true } as const;
    await ledger.outbox.settle(lease, await first(posting, "slack"), down, now);
    expect(await posting.due("slack", later(4))).toEqual([]);
    expect(await posting.due("email", later(4))).toEqual(["a open"]);
    expect(await posting.due("slack", later(5))).toEqual(["a open", "b open"]);
  });

  it("forgets what it gave up, and goes on with what came after", async () => {
    const posting = await newLedger();
    const { ledger, lease } = posting;
    await posting.open({}, ["slack"], now);
    const record = aRecord(resolved);
    await posting.keep([record], [{ alert: record.alert, to: null }], now);
    const lost = { kind: "given-up", reason: "HTTP 400" } as const;
    await ledger.outbox.settle(lease, await first(posting, "slack"), lost, now);
    expect(await posting.due("slack", now)).toEqual(["mfa-reset-1 resolved"]);
  });

  it.each([
    ["kept for a while where no route leads any more", ["email"], now, ["mfa-reset-1 open"]],
    ["given up after it", ["email"], later(1), []],
    ["given up where there are no routes at all", [], later(1), []],
    ["kept where a route leads", ["slack"], later(1), ["mfa-reset-1 open"]],
  ])("is %s", async (_, kept, before, left) => {
    const posting = await newLedger();
    await posting.open({}, ["slack"], now);
    await posting.ledger.outbox.abandon(posting.lease, kept, { before, now });
    expect(await posting.due("slack", now)).toEqual(left);
  });

  it("is not written by a runner that lost the lease", async () => {
    const posting = await newLedger();
    await posting.open({}, ["slack"], now);
    const post = await first(posting, "slack");
    const other = { ...posting.lease, owner: "other", now: later(10), isGone: () => true };
    await posting.ledger.takeLease(other);
    const settling = posting.ledger.outbox.settle(posting.lease, post, { kind: "sent" }, later(10));
    await expect(settling).rejects.toMatchObject({ code: "LEDGER_LEASE_LOST" });
    expect(await posting.due("slack", later(10))).toEqual(["mfa-reset-1 open"]);
  });
});
