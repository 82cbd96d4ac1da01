import { errorCode } from "../../model/error-code.ts";
import { backoffMs, type Timing } from "../../model/timing.ts";
import type { HttpMessage } from "../notifiers/notifier.ts";
import type { Fetch, FetchAnswer } from "./fetch-of.ts";
import { notDelivered, type Outcome } from "./outcome.ts";

const attemptMs = 5_000;
const maxAttempts = 3;
const baseMs = 500;
/** Longer waits are kept between passes. */
const longestWaitMs = 3_000;

/** Not now, but perhaps in a moment; a gateway's 5xx and Slack's, Teams' and PagerDuty's 429 among them. */
const isPassing = (status: number): boolean => status >= 500 || [408, 425, 429].includes(status);
/** Says nothing of the message: the address or its key is wrong, or has moved. */
const isOfDestination = (status: number): boolean => status < 400 || [401, 403, 404, 410].includes(status);

/** Parameters of sending over HTTP. */
export interface HttpSending {
  readonly fetch: Fetch;
  readonly timing: Timing;
  /**
   * No other attempt once it aborts; the one under way comes to its end, within five seconds, since what was cut off may
   * have been taken.
   */
  readonly stop: AbortSignal;
}

/** Posts a message, a few times where that may help. */
export async function sendHttp(message: HttpMessage, { fetch, timing, stop }: HttpSending): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    const { outcome, canRepeat } = await attemptOnce(message, fetch, timing);
    if (outcome.kind === "delivered" || !canRepeat || attempt >= maxAttempts) return outcome;
    const pauseMs = backoffMs(attempt, timing.random(), { baseMs });
    const waitMs = Math.max(pauseMs, outcome.restMs ?? 0);
    if (waitMs > longestWaitMs) return outcome;
    await timing.sleep(waitMs, stop);
    if (stop.aborted) return outcome;
  }
}

interface Attempt {
  readonly outcome: Outcome;
  readonly canRepeat: boolean;
}

async function attemptOnce(
  { url, headers, body }: HttpMessage,
  fetch: Fetch,
  timing: Timing,
): Promise<Attempt> {
  const timeout = AbortSignal.timeout(attemptMs);
  try {
    const response = await fetch(url.reveal(), {
      method: "POST",
      headers: { ...headers, "user-agent": "okta-plumbline" },
      body,
      // A post must not follow a redirect to somebody else.
      redirect: "manual",
      signal: timeout,
    });
    await response.body?.cancel();
    return judge(response, timing);
  } catch (error) {
    // It may well have arrived: asking again at once could tell it twice.
    if (timeout.aborted) return { outcome: notDelivered("down", "no answer in 5 s"), canRepeat: false };
    return { outcome: notDelivered("down", `no connection (${causeOf(error)})`), canRepeat: true };
  }
}

function judge({ ok, status, headers }: FetchAnswer, timing: Timing): Attempt {
  if (ok) return { outcome: { kind: "delivered" }, canRepeat: false };
  const reason = `HTTP ${status}`;
  if (isPassing(status)) {
    const restMs = restOf(headers.get("retry-after"), timing.now());
    return { outcome: notDelivered("down", reason, restMs), canRepeat: true };
  }
  const kind = isOfDestination(status) ? "down" : "refused";
  return { outcome: notDelivered(kind, reason), canRepeat: false };
}

/** `Retry-After`: seconds, or a date (RFC 9110, 10.2.3). */
function restOf(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

/** The code of what went wrong below fetch, whose message could quote the URL. */
function causeOf(error: unknown): string {
  return errorCode(error instanceof Error ? error.cause : null) || "the request failed";
}
