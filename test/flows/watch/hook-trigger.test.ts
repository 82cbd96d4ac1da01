import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HookTrigger } from "../../../src/flows/watch/hook-trigger.ts";

const reset = "user.mfa.factor.reset_all";
const minute = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-23T10:00:00.000Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A trigger, and how long its next wait lasts, in seconds. */
function hung() {
  const trigger = new HookTrigger(Date.now, [reset]);
  const interrupt = new AbortController();
  const secondsOfWait = async (during: (afterMs: number) => void = () => {}): Promise<number> => {
    const startedAt = Date.now();
    let isOver = false;
    const waiting = trigger.wait(minute, interrupt.signal).then(() => {
      isOver = true;
    });
    while (!isOver) {
      during(Date.now() - startedAt);
      await vi.advanceTimersByTimeAsync(500);
    }
    await waiting;
    return Math.floor((Date.now() - startedAt) / 1000);
  };
  return { trigger, interrupt, secondsOfWait };
}

const ringAt =
  (trigger: HookTrigger, atMs: number, eventType = reset) =>
  (afterMs: number) => {
    if (afterMs === atMs) trigger.fire([{ uuid: "e1", eventType }]);
  };

describe("a trigger", () => {
  it("lets the whole interval pass where nobody fires", async () => {
    const { secondsOfWait } = hung();
    expect(await secondsOfWait()).toBe(60);
  });

  it("ends the wait at once when somebody fires", async () => {
    const { trigger, secondsOfWait } = hung();
    expect(await secondsOfWait(ringAt(trigger, 30_000))).toBe(30);
  });

  it("gathers fires that come close after a reading", async () => {
    const { trigger, secondsOfWait } = hung();
    trigger.fire([{ uuid: "e1", eventType: reset }]);
    expect(await secondsOfWait(ringAt(trigger, 500))).toBe(2);
  });

  it("does not ring for events that are never read", async () => {
    const { trigger, secondsOfWait } = hung();
    expect(await secondsOfWait(ringAt(trigger, 30_000, "user.session.start"))).toBe(60);
    expect(trigger.expected()).toEqual([]);
  });

  it("makes look again, less and less often, until the log shows what was delivered", async () => {
    const { trigger, secondsOfWait } = hung();
    await secondsOfWait(ringAt(trigger, 30_000));
    expect([await secondsOfWait(), await secondsOfWait(), await secondsOfWait()]).toEqual([2, 4, 8]);
    expect(trigger.expected()).toEqual(["e1"]);
    trigger.arrived(["e1"]);
    expect(await secondsOfWait()).toBe(60);
  });

  it("gives up to look for what does not come within a minute", async () => {
    const { trigger, secondsOfWait } = hung();
    await secondsOfWait(ringAt(trigger, 30_000));
    const waits: number[] = [];
    for (let count = 0; count < 7; count += 1) waits.push(await secondsOfWait());
    expect(waits).toEqual([2, 4, 8, 16, 16, 16, 60]);
    expect(trigger.expected()).toEqual([]);
  });

  it("ends with Ctrl-C", async () => {
    const { interrupt, secondsOfWait } = hung();
    const seconds = await secondsOfWait((afterMs) => {
      if (afterMs >= 10_000) interrupt.abort();
    });
    expect(seconds).toBe(10);
  });
});
