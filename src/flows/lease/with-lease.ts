import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Lease, leaseMs } from "../../ledger/lease.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { Caller } from "../caller.ts";
import { isGone, leaseHolder } from "./lease-holder.ts";

const longestWaitMs = 2 * leaseMs;
const retryMs = 250;
const renewalMs = leaseMs / 4;

/**
 * Works on an org while nobody else does: waits for the lease, renews it while the work lasts, and hands it back.
 *
 * @param work its signal aborts when the lease is lost, or the caller's does
 * @throws PlumblineError LEDGER_LEASED when another runner does not come to an end, LEDGER_LEASE_LOST
 */
export async function withLease<Result>(
  ledger: Ledger,
  org: string,
  caller: Caller,
  work: (lease: Lease, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const lease: Lease = { org, owner: randomUUID(), holder: leaseHolder() };
  await waitForLease(ledger, lease, caller);
  const lost = new AbortController();
  const renewal = setInterval(() => {
    ledger.renewLease(lease, caller.now()).catch((error: unknown) => lost.abort(error));
  }, renewalMs);
  try {
    const result = await work(lease, AbortSignal.any([caller.signal, lost.signal]));
    await ledger.releaseLease(lease);
    return result;
  } catch (error) {
    // It ends by itself where it cannot be handed back; what went wrong first is what counts.
    await ledger.releaseLease(lease).catch(() => {});
    throw lost.signal.aborted ? lost.signal.reason : error;
  } finally {
    clearInterval(renewal);
  }
}

async function waitForLease(ledger: Ledger, lease: Lease, caller: Caller): Promise<void> {
  const { warn, signal, now } = caller;
  for (let waitedMs = 0; ; waitedMs += retryMs) {
    const held = await ledger.takeLease({ ...lease, now: now(), isGone });
    if (held === null) return;
    if (waitedMs === 0) warn(`waiting for ${held.holder}, which reads ${lease.org} right now`);
    if (waitedMs >= longestWaitMs || signal.aborted) {
      throw new PlumblineError("LEDGER_LEASED", `${held.holder} reads ${lease.org} and did not end`, {
        remedy: "let it do the work, or end it: its lease ends a minute later",
      });
    }
    await sleep(retryMs, undefined, { signal }).catch(() => {});
  }
}
