import { z } from "zod";
import type { LogEvent } from "../state/log-event.ts";
import { FaultChoice } from "./fault-choice.ts";

/** Fault that befalls an event on its way into the log. */
export const logFaultSchema = z.strictObject({
  /** `*` is any number of characters; left out: every event. */
  eventType: z.string().min(1).default("*"),
  nth: z.array(z.int().min(1)).optional(),
  probability: z.number().min(0).max(1).default(1),
  effect: z.discriminatedUnion("kind", [
    /** It is never written. */
    z.strictObject({ kind: z.literal("missing") }),
    /** It is written so much later, behind what happened after it; `published` tells when it happened. */
    z.strictObject({ kind: z.literal("late"), seconds: z.number().min(0) }),
    /** It is written twice, with one uuid. */
    z.strictObject({ kind: z.literal("doubled") }),
  ]),
});
type LogFault = z.infer<typeof logFaultSchema>;

interface Waiting {
  readonly event: LogEvent;
  /** Milliseconds since 1970. */
  readonly due: number;
}

/** Writes events to a log, of which some come late, twice or not at all. */
export class LogWriter {
  readonly #log: LogEvent[];
  readonly #choice: FaultChoice<LogFault & { readonly pattern: RegExp }>;
  #waiting: readonly Waiting[] = [];

  constructor(log: LogEvent[], faults: readonly LogFault[], random: () => number) {
    this.#log = log;
    const known = faults.map((fault) => ({ ...fault, pattern: patternOf(fault.eventType) }));
    this.#choice = new FaultChoice(known, random);
  }

  write(event: LogEvent, now: Date): void {
    const effect = this.#choice.next(({ pattern }) => pattern.test(event.eventType))?.effect;
    if (effect?.kind === "missing") return;
    if (effect?.kind === "late") {
      this.#waiting = [...this.#waiting, { event, due: now.getTime() + effect.seconds * 1000 }];
      return;
    }
    this.#log.push(event);
    if (effect?.kind === "doubled") this.#log.push(event);
  }

  /** Writes the late events whose time has come, the longest due first. */
  settle(now: Date): void {
    const isDue = ({ due }: Waiting) => due <= now.getTime();
    const due = this.#waiting.filter(isDue).sort((a, b) => a.due - b.due);
    if (due.length === 0) return;
    this.#waiting = this.#waiting.filter((one) => !isDue(one));
    this.#log.push(...due.map(({ event }) => event));
  }
}

function patternOf(eventType: string): RegExp {
  const literal = eventType.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replaceAll("*", ".*")}$`);
}
