import { createHash } from "node:crypto";
import type { Lease } from "../../ledger/lease.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { PostVerdict, WaitingPost } from "../../ledger/outbox.ts";
import type { Guide } from "../guidance/guidance.ts";
import type { Channel } from "../notifiers/notifier.ts";
import { deliver } from "./deliver.ts";
import { longestAgeMs, nextAttempt } from "./next-attempt.ts";
import type { Outcome } from "./outcome.ts";
import type { HttpSending } from "./send-http.ts";

/** Parameters of sending; once it is to stop, no other post is begun, and what waits then waits for the next pass. */
export interface Sending extends HttpSending {
  readonly ledger: Ledger;
  readonly lease: Lease;
  /** By destination. */
  readonly channels: ReadonlyMap<string, Channel>;
  readonly guide: Guide;
}

/** Posts that could not be sent to one destination. */
export interface Unsent {
  readonly destination: string;
  /** As the last one that was not taken was answered. */
  readonly reason: string;
  /** Given up for good. */
  readonly givenUp: readonly WaitingPost[];
  /** When the next one is tried; null when none of them is. */
  readonly nextAt: Date | null;
}

const atOnce = 50;

/**
 * Sends what is due: destinations side by side, so that none waits for another, and one post after the other to each.
 *
 * @returns the destinations to which something could not be sent
 * @throws PlumblineError LEDGER_*
 */
export async function sendDue(sending: Sending): Promise<readonly Unsent[]> {
  const { ledger, lease, channels, timing } = sending;
  const now = new Date(timing.now());
  const before = new Date(now.getTime() - longestAgeMs);
  await ledger.outbox.abandon(lease, [...channels.keys()], { before, now });
  const all = await Promise.allSettled(
    [...channels].map(([destination, channel]) => sendTo(destination, channel, sending)),
  );
  return all.flatMap((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value === null ? [] : [one.value];
  });
}

async function sendTo(destination: string, channel: Channel, sending: Sending): Promise<Unsent | null> {
  const { ledger, lease, timing, stop } = sending;
  let unsent: Unsent | null = null;
  while (!stop.aborted) {
    const posts = await ledger.outbox.due(lease.org, destination, new Date(timing.now()), atOnce);
    for (const post of posts) {
      if (stop.aborted) return unsent;
      const outcome = await sendOne(post, channel, sending);
      if (outcome.kind === "delivered") continue;
      unsent = withFailure(unsent ?? { destination, reason: "", givenUp: [], nextAt: null }, post, outcome);
      if (outcome.isDown) return unsent;
    }
    if (posts.length === 0) return unsent;
  }
  return unsent;
}

interface Failure {
  readonly kind: "failed";
  readonly reason: string;
  readonly isDown: boolean;
  readonly nextAt: Date | null;
}

async function sendOne(
  post: WaitingPost,
  channel: Channel,
  { ledger, lease, guide, ...sending }: Sending,
): Promise<Failure | { readonly kind: "delivered" }> {
  const { org, alert } = post;
  const message = channel(
    { id: postId(post), org, alert, guidance: guide(alert, org) },
    new Date(sending.timing.now()),
  );
  const outcome = await deliver(message, sending);
  const now = new Date(sending.timing.now());
  const verdict = verdictOn(post, outcome, { now, random: sending.timing.random() });
  await ledger.outbox.settle(lease, post, verdict, now);
  if (outcome.kind === "delivered") return outcome;
  const nextAt = verdict.kind === "later" ? verdict.at : null;
  return { kind: "failed", reason: outcome.reason, isDown: outcome.kind === "down", nextAt };
}

function verdictOn(
  { attempts, createdAt }: WaitingPost,
  outcome: Outcome,
  { now, random }: { readonly now: Date; readonly random: number },
): PostVerdict {
  if (outcome.kind === "delivered") return { kind: "sent" };
  const { reason, restMs } = outcome;
  const at = nextAttempt({ attempts: attempts + 1, createdAt, restMs }, now, random);
  if (at === null) return { kind: "given-up", reason };
  return { kind: "later", at, reason, isDestinationDown: outcome.kind === "down" };
}

function withFailure(unsent: Unsent, post: WaitingPost, { reason, nextAt }: Failure): Unsent {
  if (nextAt === null) return { ...unsent, reason, givenUp: [...unsent.givenUp, post] };
  const isSooner = unsent.nextAt === null || nextAt < unsent.nextAt;
  return { ...unsent, reason, nextAt: isSooner ? nextAt : unsent.nextAt };
}

/** Names a post for its destination: the same whenever it is sent. */
function postId({ org, alertId, destination, turn }: WaitingPost): string {
  const identity = JSON.stringify([org, alertId, destination, turn]);
  return createHash("sha256").update(identity).digest("hex").slice(0, 32);
}
