import { expect, it } from "vitest";
import { underLease, withoutSending } from "../../../src/flows/work/under-lease.ts";
import type { Lease } from "../../../src/ledger/lease.ts";
import { postingLedger } from "../../support/posting-ledger.ts";

const now = new Date("2026-11-23T10:00:00.000Z");
const other: Lease = { org: "https://acme.okta.com", owner: "inner", holder: "the work within" };
const claim = { ...other, now, isGone: () => false };

it("lets work within write under the lease that is held, and does not let go of it", async () => {
  const { ledger, lease, open } = await postingLedger(now);
  await open({}, ["slack"], now);
  const own = underLease(ledger, lease);
  expect(await ledger.takeLease(claim)).not.toBeNull();
  expect(await own.takeLease(claim)).toBeNull();
  await own.renewLease(other, now);
  const [post] = await own.outbox.due(lease.org, "slack", now, 1);
  if (post === undefined) throw new Error("a post waits");
  await own.outbox.settle(other, post, { kind: "sent" }, now);
  await own.outbox.abandon(other, [], { before: now, now });
  await own.keepRun(other, { now, wanted: { uuids: [], people: [], resolvedSince: now } }, ({ org }) => ({
    position: { next: "later", filter: "", updatedAt: now.toISOString() },
    seen: [],
    records: [],
    people: [],
    org,
  }));
  await own.releaseLease(other);
  expect(await ledger.position(lease.org)).toMatchObject({ next: "later" });
  expect(await ledger.takeLease(claim)).toMatchObject({ holder: lease.holder });
});

it("takes other leases as ever: two runs do not move the memory of one org", async () => {
  const { ledger, lease } = await postingLedger(now);
  const own = underLease(ledger, lease);
  const memory = { ...claim, org: `${lease.org} memory` };
  expect(await own.takeLease(memory)).toBeNull();
  expect(await ledger.takeLease({ ...memory, owner: "by hand" })).toMatchObject({ holder: other.holder });
  await own.renewLease(memory, now);
  await own.releaseLease(memory);
  expect(await ledger.takeLease({ ...memory, owner: "by hand" })).toBeNull();
});

it("leaves posts to whoever sends them", async () => {
  const { ledger, lease, open } = await postingLedger(now);
  await open({}, ["slack"], now);
  const quiet = withoutSending(ledger);
  await quiet.outbox.abandon(lease, [], { before: new Date(now.getTime() + 1), now });
  expect(await quiet.outbox.due(lease.org, "slack", now, 9)).toEqual([]);
  expect(await ledger.outbox.due(lease.org, "slack", now, 9)).toHaveLength(1);
});
