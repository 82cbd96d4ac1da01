import { appendFileSync } from "node:fs";
import { onTestFinished } from "vitest";
import { fillState } from "../../src/emulator/filling/fill-state.ts";
import type { WrittenState } from "../../src/emulator/filling/state-schema.ts";
import type { Exchange } from "../../src/emulator/server/exchange.ts";
import {
  type EmulatorOptions,
  type RunningEmulator,
  startEmulator,
} from "../../src/emulator/start-emulator.ts";

/** Answer: the parsed body is typed as loosely as JSON is, so that tests can look into it. */
export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts what it reads, a wrong path fails there.
  readonly body: any;
  readonly headers: Headers;
  /** Target of the `next` link, or null. */
  readonly next: string | null;
}

export interface ServedOrg {
  readonly emulator: RunningEmulator;
  /** Sends a request with the emulator's token; `path` may also be a whole URL, such as a `next` link. */
  call(method: string, path: string, body?: unknown): Promise<Reply>;
  get(path: string): Promise<Reply>;
  /** The event types in the System Log, oldest first. */
  events(): readonly string[];
}

const record = process.env["PLUMBLINE_RECORD"];

/** Appends an exchange to the file that conformance judges, where one is named. */
export function recordExchange(exchange: Exchange): void {
  if (record !== undefined && exchange.bucket !== null) {
    appendFileSync(record, `${JSON.stringify(exchange)}\n`);
  }
}

/** Serves a state over a real socket until the test ends. */
export async function serveOrg(
  written: WrittenState,
  options: Omit<EmulatorOptions, "state"> = {},
): Promise<ServedOrg> {
  const emulator = await startEmulator({
    onExchange: recordExchange,
    ...options,
    state: fillState(written),
  });
  onTestFinished(() => emulator.close());
  const call = async (method: string, path: string, body?: unknown): Promise<Reply> => {
    const response = await fetch(path.startsWith("http") ? path : emulator.url + path, {
      method,
      headers: {
        authorization: `SSWS ${emulator.token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === "" ? null : JSON.parse(text),
      headers: response.headers,
      next: /<([^>]+)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1] ?? null,
    };
  };
  return {
    emulator,
    call,
    get: (path) => call("GET", path),
    events: () => emulator.state.logEvents.map((event) => event.eventType),
  };
}
