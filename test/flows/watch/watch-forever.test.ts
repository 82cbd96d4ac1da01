import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HookTrigger } from "../../../src/flows/watch/hook-trigger.ts";
import { watchForever } from "../../../src/flows/watch/watch-forever.ts";
import type { PassSummary } from "../../../src/flows/watch/watch-pass.ts";
import { PlumblineError } from "../../../src/model/errors.ts";
import { fakeTerminal } from "../../support/fake-terminal.ts";

const start = new Date("2026-11-23T10:00:00.000Z");
const hourMs = 3_600_000;
const quiet: PassSummary = { events: 0, unread: [], givenUp: 0, nextPostAt: null };

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Watches for three hours, once an hour, with these passes first; when each pass began, in seconds. */
async function passesOf(...passes: readonly (() => Promise<PassSummary>)[]) {
  const terminal = fakeTerminal();
  const remarks: string[] = [];
  const begun: number[] = [];
  const watching = watchForever(
    { ...terminal, remark: (text) => remarks.push(text) },
    {
      pass: () => {
        begun.push((Date.now() - start.getTime()) / 1000);
        return passes[begun.length - 1]?.() ?? Promise.resolve(quiet);
      },
      seen: async () => [],
      interval: hourMs,
      trigger: new HookTrigger(Date.now, []),
      passEnded: terminal.stdout.flush,
    },
  );
  // The clock of a test starts no timers by itself, and what is thrown must not go unheard meanwhile.
  const ended = watching.then(
    () => null,
    (error: unknown) => error,
  );
  await vi.advanceTimersByTimeAsync(2.5 * hourMs);
  terminal.interrupt();
  await vi.advanceTimersByTimeAsync(1);
  return { begun, remarks, error: await ended };
}

const withPostIn = (ms: number) => async (): Promise<PassSummary> => ({
  ...quiet,
  nextPostAt: new Date(Date.now() + ms),
});
const failing = (error: Error) => (): Promise<PassSummary> => Promise.reject(error);

describe("watching", () => {
  it.each([
    ["once an interval", [], [0, 3600, 7200]],
    ["sooner where a post is to be tried again", [withPostIn(45_000)], [0, 45, 3645, 7245]],
    [
      "after a moment where posts are left over",
      [withPostIn(-1_000), withPostIn(0)],
      [0, 10, 20, 3620, 7220],
    ],
    ["no later than the interval", [withPostIn(9 * hourMs)], [0, 3600, 7200]],
  ])("reads %s", async (_, passes, begun) => {
    expect(await passesOf(...passes)).toEqual({ begun, remarks: [], error: null });
  });

  it("says what passes, and goes on", async () => {
    const away = new PlumblineError("NETWORK", "the org does not answer", { remedy: "look at the network" });
    expect(await passesOf(failing(away))).toEqual({
      begun: [0, 3600, 7200],
      remarks: ["error[NETWORK]: the org does not answer", "fix: look at the network"],
      error: null,
    });
  });

  it("ends with what does not pass", async () => {
    const full = new PlumblineError("LEDGER_UNWRITABLE", "the disk is full", { remedy: "make room" });
    expect(await passesOf(failing(full))).toEqual({ begun: [0], remarks: [], error: full });
  });
});
