import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { followFile, type StreamPiece } from "../../okta/event-stream/follow-file.ts";
import { readStreamedEvents } from "../../okta/event-stream/read-events.ts";
import type { Caller } from "../caller.ts";
import type { EventIntake } from "./event-intake.ts";
import type { HookTrigger } from "./hook-trigger.ts";

/** Where events come from besides the log: a file that a forwarder adds to, or what is piped in. */
export type EventSource = { readonly file: string } | { readonly input: Readable };

interface Streaming {
  readonly intake: EventIntake;
  readonly trigger: HookTrigger;
  /** Reads the stream to its end before the work begins. */
  readonly once: boolean;
}

/**
 * Takes events in from a stream for as long as the work takes, and wakes the watch with each; nothing where there is no
 * source. A stream that ends or breaks is said, and the watch goes on by the log alone.
 *
 * @throws PlumblineError LOG_FILE_UNREADABLE
 */
export async function withEvents<Result>(
  source: EventSource | undefined,
  { intake, trigger, once }: Streaming,
  caller: Pick<Caller, "signal" | "remark" | "warn">,
  work: () => Promise<Result>,
): Promise<Result> {
  if (source === undefined) return work();
  const ended = new AbortController();
  const signal = AbortSignal.any([caller.signal, ended.signal]);
  const pieces = await piecesOf(source, { signal, once }, caller);
  const takeAll = async (): Promise<void> => {
    for await (const part of readStreamedEvents(pieces)) {
      if (signal.aborted) return;
      trigger.fire(intake.add(part));
    }
  };
  const taken = takeAll().then(
    () => {
      if (!once && !signal.aborted)
        caller.remark("the stream of events has ended; the System Log is read as before");
    },
    (error: unknown) => {
      if (!signal.aborted)
        caller.warn(`the stream of events broke: ${wordsOf(error)}; the System Log is read as before`);
    },
  );
  // Else nobody waits for what is piped in: it may say nothing for ever.
  if (once) await taken;
  try {
    return await work();
  } finally {
    ended.abort();
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function piecesOf(
  source: EventSource,
  { signal, once }: { readonly signal: AbortSignal; readonly once: boolean },
  { remark }: Pick<Caller, "remark">,
): Promise<AsyncIterable<StreamPiece>> {
  if ("input" in source) {
    // A pipe that nobody closes would keep the process alive.
    if (signal.aborted) source.input.destroy();
    else signal.addEventListener("abort", () => source.input.destroy(), { once: true });
    return source.input;
  }
  const rest = (ms: number): Promise<void> => sleep(ms, undefined, { signal }).catch(() => {});
  const gone = (): void =>
    remark(`${source.file} was moved away, and none is in its place yet; the System Log is read as before`);
  return followFile(source.file, { signal, sleep: rest, once, gone });
}
