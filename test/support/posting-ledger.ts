import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { AlertRecord } from "../../src/ledger/alert-record.ts";
import type { Lease } from "../../src/ledger/lease.ts";
import type { Ledger } from "../../src/ledger/ledger.ts";
import { emptyOrgMemory } from "../../src/ledger/memory.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import type { PostDraft } from "../../src/ledger/outbox.ts";
import type { Alert } from "../../src/model/alert.ts";
import { aRecord } from "./an-alert.ts";
import { temporaryFolder } from "./seeded-ledger.ts";

const org = "https://acme.okta.com";

/** A ledger whose lease is held, to write alerts and what is to be told of them. */
export interface PostingLedger {
  readonly ledger: Ledger;
  readonly lease: Lease;
  /** Keeps alerts and posts as a run does. */
  keep(records: readonly AlertRecord[], posts: readonly PostDraft[], now: Date): Promise<void>;
  /** The same, of one alert that was opened. */
  open(part: Partial<Alert>, to: readonly string[], now: Date): Promise<Alert>;
  /** The ids of the alerts of which something waits and is due, in order, with their states. */
  due(destination: string, now: Date): Promise<readonly string[]>;
}

/** Opens a ledger until the test ends. @param place a file of its own unless given */
export async function postingLedger(now: Date, place?: string): Promise<PostingLedger> {
  const ledger = await openLedger(place ?? join(await temporaryFolder(), "ledger.db"), { create: true });
  onTestFinished(() => ledger.close());
  const lease: Lease = { org, owner: "test", holder: "the test" };
  await ledger.takeLease({ ...lease, now, isGone: () => false });
  const keep: PostingLedger["keep"] = async (records, posts, at) => {
    const position = { next: `${org}/api/v1/logs?after=1`, filter: "", updatedAt: at.toISOString() };
    const wanted = { uuids: [], people: [], resolvedSince: at };
    const result = { position, seen: [], people: [], org: emptyOrgMemory };
    await ledger.keepRun(lease, { now: at, wanted }, () => ({ ...result, records, posts }));
  };
  return {
    ledger,
    lease,
    keep,
    open: async (part, to, at) => {
      const record = aRecord(part);
      await keep([record], [{ alert: record.alert, to }], at);
      return record.alert;
    },
    due: async (destination, at) => {
      const posts = await ledger.outbox.due(org, destination, at, 100);
      return posts.map(({ alert }) => `${alert.id} ${alert.state}`);
    },
  };
}
