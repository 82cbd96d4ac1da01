import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Doorbell } from "../../../src/flows/watch/doorbell.ts";

const reset = "user.mfa.factor.reset_all";
const minute = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-23T10:00:00.000Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A doorbell, and how long its next wait lasts, in seconds. */
function hung() {
  const bell = new Doorbell(Date.now, [reset]);
  const interrupt = new AbortController();
  const secondsOfWait = async (during: (afterMs: number) => void = () => {}): Promise<number> => {
    const startedAt = Date.now();
    let isOver = false;
    const waiting = bell.wait(minute, interrupt.signal).then(() => {
      isOver = true;
    });
    while (!isOver) {
      during(Date.now() - startedAt);
      await vi.advanceTimersByTimeAsync(500);
    }
    await waiting;
    return Math.floor((Date.now() - startedAt) / 1000);
  };
  return { bell, interrupt, secondsOfWait };
}

const ringAt =
  (bell: Doorbell, atMs: number, eventType = reset) =>
  (afterMs: number) => {
    if (afterMs === atMs) bell.ring([{ uuid: "e1", eventType }]);
  };

describe("a doorbell", () => {
  it("lets the whole interval pass where nobody rings", async () => {
    const { secondsOfWait } = hung();
    expect(await secondsOfWait()).toBe(60);
  });

  it("ends the wait at once when somebody rings", async () => {
    const { bell, secondsOfWait } = hung();
    expect(await secondsOfWait(ringAt(bell, 30_000))).toBe(30);
  });

  it("gathers rings that come close after a reading", async () => {
    const { bell, secondsOfWait } = hung();
    bell.ring([{ uuid: "e1", eventType: reset }]);
    expect(await secondsOfWait(ringAt(bell, 500))).toBe(2);
  });

  it("does not ring for events that are never read", async () => {
    const { bell, secondsOfWait } = hung();
    expect(await secondsOfWait(ringAt(bell, 30_000, "user.session.start"))).toBe(60);
    expect(bell.expected()).toEqual([]);
  });

  it("makes look again, less and less often, until the log shows what was delivered", async () => {
    const { bell, secondsOfWait } = hung();
    await secondsOfWait(ringAt(bell, 30_000));
    expect([await secondsOfWait(), await secondsOfWait(), await secondsOfWait()]).toEqual([2, 4, 8]);
    expect(bell.expected()).toEqual(["e1"]);
    bell.arrived(["e1"]);
    expect(await secondsOfWait()).toBe(60);
  });

  it("gives up to look for what does not come within a minute", async () => {
    const { bell, secondsOfWait } = hung();
    await secondsOfWait(ringAt(bell, 30_000));
    const waits: number[] = [];
    for (let count = 0; count < 7; count += 1) waits.push(await secondsOfWait());
    expect(waits).toEqual([2, 4, 8, 16, 16, 16, 60]);
    expect(bell.expected()).toEqual([]);
  });

  it("ends with Ctrl-C", async () => {
    const { interrupt, secondsOfWait } = hung();
    const seconds = await secondsOfWait((afterMs) => {
      if (afterMs >= 10_000) interrupt.abort();
    });
    expect(seconds).toBe(10);
  });
});
