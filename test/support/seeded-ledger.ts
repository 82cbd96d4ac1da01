import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { AlertRecord } from "../../src/ledger/alert-record.ts";
import { emptyOrgMemory, type PersonMemory } from "../../src/ledger/memory.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";

/** A folder that is gone when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A ledger in a file, with these alerts and people of one org; its path. */
export async function seededLedger(
  org: string,
  records: readonly AlertRecord[],
  people: readonly PersonMemory[] = [],
): Promise<string> {
  const place = join(await temporaryFolder(), "ledger.db");
  const ledger = await openLedger(place, { create: true });
  const now = new Date("2026-11-23T09:30:00.000Z");
  const lease = { org, owner: "seed", holder: "the test" };
  await ledger.takeLease({ ...lease, now, isGone: () => false });
  const wanted = { uuids: [], people: [], resolvedSince: now };
  const position = { next: `${org}/api/v1/logs?after=1`, filter: "", updatedAt: now.toISOString() };
  await ledger.keepRun(lease, { now, wanted }, () => ({
    position,
    seen: [],
    records,
    people,
    org: emptyOrgMemory,
  }));
  await ledger.releaseLease(lease);
  await ledger.close();
  return place;
}
