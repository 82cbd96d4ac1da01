import { errorCode } from "../../model/error-code.ts";
import type { Timing } from "../../model/timing.ts";
import type { CostMeter } from "./cost-meter.ts";
import type { Ended, Governor } from "./governor.ts";
import { readOktaError } from "./okta-error.ts";
import { type HeaderReader, readRateHeaders } from "./rate-headers.ts";
import { ReadFailure, type ReadFailureKind } from "./read-failure.ts";
import { type Patience, retryDelay, type Setback } from "./retry.ts";
import { stopWords } from "./stop-words.ts";

/** One answer with its body read: a body cut short is a failed attempt, not somebody else's problem. */
export interface RawAnswer {
  readonly status: number;
  readonly header: HeaderReader;
  readonly text: string;
}

export interface PipelineParts {
  readonly timing: Timing;
  readonly governor: Governor;
  readonly cost: CostMeter;
  readonly patience: Patience;
}

/**
 * Prepares one attempt (a token may have to be fetched, which is a request of its own and must not hold a
 * turn), and gives what sends it; the sending rejects when the connection fails.
 */
export type Attempt = () => Promise<() => Promise<RawAnswer>>;

/**
 * Sends with pacing and retries until there is an answer that another attempt would not better: a success or
 * a refusal.
 *
 * @throws ReadFailure throttled, unavailable or connection when patience ends; aborted
 */
export type Pipeline = (endpoint: string, attempt: Attempt, signal: AbortSignal) => Promise<RawAnswer>;

/** Three give-ups without an answer between them: the org is not answering, and patience helps nobody. */
const hopelessAfter = 3;
/** Attempts while nothing was ever answered: the address may be wrong, and then waiting is a nuisance. */
const firstContactAttempts = 3;

interface Failed {
  readonly setback: Setback;
  readonly failure: ReadFailure;
}

const aborted = (signal: AbortSignal): ReadFailure => new ReadFailure("aborted", stopWords(signal));

/** Which kind of trouble a socket had, in Node's own word (`ECONNRESET`), without the message's details. */
function connectionFailure(cause: unknown): ReadFailure {
  const code = errorCode(cause);
  const timedOut = cause instanceof Error && "type" in cause && String(cause.type).endsWith("timeout");
  const words = timedOut ? "no answer in time" : `the connection failed${code === "" ? "" : ` (${code})`}`;
  return new ReadFailure("connection", words, { cause });
}

/** Puts an answer that is not a success in the words of a gap: `403 E0000006 You do not have permission …`. */
export function failureOf(answer: RawAnswer, kind: ReadFailureKind): ReadFailure {
  const { code, summary } = readOktaError(answer.text);
  const words = [String(answer.status), code ?? "", summary].filter((word) => word !== "").join(" ");
  return new ReadFailure(kind, words, { status: answer.status, errorCode: code });
}

/** The setback in an answer that is worth another attempt, or null. */
function setbackIn(answer: RawAnswer, nowMs: number): Failed | null {
  if (answer.status === 429) {
    const rate = readRateHeaders(answer.header, nowMs);
    const crowded = rate === null || rate.limit === 0;
    return {
      setback: crowded ? { kind: "crowded" } : { kind: "window", resetInMs: rate.resetInMs },
      failure: failureOf(answer, "throttled"),
    };
  }
  // 423: Okta is reconciling priorities; 408: a proxy lost patience.
  if (answer.status >= 500 || answer.status === 423 || answer.status === 408) {
    return { setback: { kind: "fault" }, failure: failureOf(answer, "unavailable") };
  }
  return null;
}

function easeOf(status: number): Ended["ease"] {
  if (status === 429) return "crowded";
  return status >= 500 ? "failed" : "answered";
}

/** Builds the pipeline; its memory of give-ups is shared by all requests. */
export function startPipeline(parts: PipelineParts): Pipeline {
  const { timing, governor, cost, patience } = parts;
  let giveUps = 0;
  let wasEverAnswered = false;

  const once = async (
    endpoint: string,
    attempt: Attempt,
    signal: AbortSignal,
  ): Promise<RawAnswer | Failed> => {
    const send = await attempt();
    const end = await governor.turn(endpoint, signal);
    if (end === null) throw aborted(signal);
    cost.count(endpoint);
    try {
      const answer = await send();
      wasEverAnswered = true;
      end({ headers: readRateHeaders(answer.header, timing.now()), ease: easeOf(answer.status) });
      return setbackIn(answer, timing.now()) ?? answer;
    } catch (error) {
      end({ headers: null, ease: "failed" });
      if (signal.aborted) throw aborted(signal);
      return { setback: { kind: "fault" }, failure: connectionFailure(error) };
    }
  };

  const patienceLeft = ({ setback }: Failed, failed: number, startedAt: number): number | null =>
    giveUps >= hopelessAfter || (!wasEverAnswered && failed >= firstContactAttempts)
      ? null
      : retryDelay(setback, failed, timing.now() - startedAt, timing.random(), patience);

  const waitOrThrow = async (result: Failed, delay: number | null, signal: AbortSignal): Promise<void> => {
    const throttled = result.failure.kind === "throttled";
    if (delay === null) {
      // A whole window was waited out for a 429: the next request need not find that out again.
      giveUps += throttled ? hopelessAfter : 1;
      throw result.failure;
    }
    await (throttled ? governor.pause(delay, signal) : timing.sleep(delay, signal));
  };

  return async (endpoint, attempt, signal) => {
    const startedAt = timing.now();
    for (let failed = 1; ; failed += 1) {
      if (signal.aborted) throw aborted(signal);
      const result = await once(endpoint, attempt, signal);
      if ("status" in result) {
        giveUps = 0;
        return result;
      }
      await waitOrThrow(result, patienceLeft(result, failed, startedAt), signal);
    }
  };
}
