import type { DeliveredEvent } from "../../okta/event-hooks/hook-delivery.ts";

/** For so long after a delivery the log is asked again for what it does not show yet. */
const expectMs = 60_000;
/** The first look again comes after this, every further one after twice as long. */
const firstLookMs = 2_000;
const longestLookMs = 16_000;
/** Deliveries that come close together fire once: a busy org must not use up its budget of log requests. */
const quietMs = 2_000;
/** A delivery beyond that still fires; that its events came is then not waited for. */
const mostExpected = 10_000;

/**
 * Wakes a watch when Okta delivers events, and keeps it looking until the System Log shows them: the log may lag behind
 * the hook. What a delivery holds is never handled itself, so that it can neither be lost nor doubled.
 */
export class HookTrigger {
  readonly #now: () => number;
  readonly #watched: ReadonlySet<string>;
  /** Until when an event is looked for, by uuid. */
  readonly #expected = new Map<string, number>();
  #isRung = false;
  #wake: () => void = () => {};
  #lookMs = firstLookMs;

  /**
   * @param now epoch milliseconds
   * @param watched the event types that are read from the log; others never come
   */
  constructor(now: () => number, watched: Iterable<string>) {
    this.#now = now;
    this.#watched = new Set(watched);
  }

  /** Somebody delivered events. */
  fire(events: readonly DeliveredEvent[]): void {
    const wanted = events.filter(({ eventType }) => this.#watched.has(eventType));
    if (wanted.length === 0) return;
    const until = this.#now() + expectMs;
    for (const { uuid } of wanted) {
      if (this.#expected.size < mostExpected) this.#expected.set(uuid, until);
    }
    this.#lookMs = firstLookMs;
    this.#isRung = true;
    this.#wake();
  }

  /** Lists events that the log has not shown yet. */
  expected(): readonly string[] {
    return [...this.#expected.keys()];
  }

  /** The log showed these. */
  arrived(uuids: Iterable<string>): void {
    for (const uuid of uuids) this.#expected.delete(uuid);
  }

  /** Waits until the log is to be read again: for the interval, or less when there is something to look for. */
  async wait(intervalMs: number, signal: AbortSignal): Promise<void> {
    await this.#sleep(Math.min(quietMs, intervalMs), signal, false);
    const now = this.#now();
    for (const [uuid, until] of this.#expected) if (until < now) this.#expected.delete(uuid);
    const isLooking = this.#expected.size > 0;
    const waitMs = isLooking ? Math.min(this.#lookMs, intervalMs) : intervalMs;
    if (isLooking) this.#lookMs = Math.min(this.#lookMs * 2, longestLookMs);
    if (!this.#isRung) await this.#sleep(Math.max(0, waitMs - quietMs), signal, true);
    this.#isRung = false;
  }

  #sleep(ms: number, signal: AbortSignal, canBeWoken: boolean): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        this.#wake = () => {};
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener("abort", end);
      if (canBeWoken) this.#wake = end;
    });
  }
}
