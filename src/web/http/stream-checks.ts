import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { CheckState, RunningChecks } from "../../flows/page/running-checks.ts";
import type { WebEnv } from "./env.ts";

/** The longest that nothing is sent: proxies end what is silent. */
const silenceMs = 15_000;

/** Sends how the running check stands, now and whenever it changes, for as long as somebody listens. */
export function streamChecks(c: Context<WebEnv>, checks: RunningChecks): Response {
  return streamSSE(c, async (stream) => {
    let wake: () => void = () => {};
    let latest: CheckState | null = checks.state();
    const stop = checks.listen((state) => {
      latest = state;
      wake();
    });
    stream.onAbort(() => wake());
    try {
      while (!stream.aborted) {
        const state = latest;
        latest = null;
        if (state === null) await stream.writeSSE({ event: "quiet", data: "" });
        else await stream.writeSSE({ event: "state", data: JSON.stringify(state) });
        if (latest === null && !stream.aborted) await untilWoken(silenceMs);
      }
    } finally {
      stop();
    }

    function untilWoken(ms: number): Promise<void> {
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  });
}
