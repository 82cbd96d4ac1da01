import type { Guide } from "../../alerts/guidance/guidance.ts";
import type { Channel, Notifier } from "../../alerts/notifiers/notifier.ts";
import type { Fetch } from "../../alerts/outbox/fetch-of.ts";
import { sendDue, type Unsent } from "../../alerts/outbox/send-due.ts";
import type { Lease } from "../../ledger/lease.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { AlertRoute } from "../../model/baseline.ts";
import type { Environment } from "../../model/environment.ts";
import { PlumblineError } from "../../model/errors.ts";
import { systemTiming } from "../../model/timing.ts";
import { count } from "../../report/text/count.ts";

/** For so long of a pass another post is begun; one takes eight seconds at most. */
const beginMs = 10_000;

const severalRemedy =
  "set what is missing, or take the routes out of the baseline; docs/notifying.md says what each destination needs";

/** The destinations that routes name. */
export interface Destinations {
  readonly channels: ReadonlyMap<string, Channel>;
  /** DESTINATION_MISSING or DESTINATION_INVALID with one line for each that cannot be used; null when all can. */
  readonly problem: PlumblineError | null;
}

/** Opens the destinations that routes name; one that cannot be used does not keep the others from hearing. */
export function openChannels(
  notifiers: readonly Notifier[],
  routes: readonly AlertRoute[],
  env: Environment,
): Destinations {
  const channels = new Map<string, Channel>();
  const problems: { readonly name: string; readonly error: PlumblineError }[] = [];
  for (const { name, open } of notifiers.filter((one) => routes.some(({ to }) => to === one.name))) {
    try {
      channels.set(name, open(env));
    } catch (error) {
      if (!(error instanceof PlumblineError)) throw error;
      problems.push({ name, error });
    }
  }
  const [first, ...others] = problems;
  if (first === undefined) return { channels, problem: null };
  const message = `alerts cannot be sent to ${first.name}: ${first.error.message}`;
  const problem = new PlumblineError(first.error.code, message, {
    remedy: others.length === 0 ? first.error.remedy : severalRemedy,
    details: others.map(({ name, error }) => `nor to ${name}: ${error.message}`),
  });
  return { channels, problem };
}

/** Who sends, and how it tells what it could not. */
export interface Posting {
  readonly ledger: Ledger;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly fetch: Fetch;
  readonly guide: Guide;
  readonly remark: (text: string) => void;
}

/** Result of sending. */
export interface PostSummary {
  /** Posts that no destination will get any more. */
  readonly givenUp: number;
  /** When the next one may be sent; null when none waits. */
  readonly nextPostAt: Date | null;
}

/**
 * Sends what waits, for no longer than a pass may be held up.
 *
 * @throws PlumblineError LEDGER_*
 */
export async function postAlerts(
  { ledger, channels, fetch, guide, remark }: Posting,
  lease: Lease,
  signal: AbortSignal,
): Promise<PostSummary> {
  const stop = AbortSignal.any([signal, AbortSignal.timeout(beginMs)]);
  const unsent = await sendDue({ ledger, lease, channels, fetch, guide, timing: systemTiming, stop });
  const waiting = await ledger.outbox.waiting(lease.org);
  for (const one of unsent) {
    for (const line of linesOf(one, waiting.get(one.destination)?.posts ?? 0)) remark(line);
  }
  const times = [...channels.keys()].flatMap((name) => waiting.get(name)?.nextAt.getTime() ?? []);
  return {
    givenUp: unsent.reduce((sum, { givenUp }) => sum + givenUp.length, 0),
    nextPostAt: times.length === 0 ? null : new Date(Math.min(...times)),
  };
}

function linesOf({ destination, reason, givenUp, nextAt }: Unsent, waiting: number): readonly string[] {
  const lost = givenUp.map(
    ({ alert, attempts }) =>
      `${destination}: gave up after ${attempts + 1} tries, not told: ${alert.state} ${alert.title} (${alert.id})`,
  );
  if (nextAt === null) return lost.length === 0 ? [] : [`${destination}: ${reason}`, ...lost];
  const at = nextAt.toISOString().slice(0, 19).replace("T", " ");
  return [
    `${destination}: ${reason}; ${count(waiting, "post")} ${waiting === 1 ? "waits" : "wait"}, the next try is at ${at} UTC`,
    ...lost,
  ];
}
