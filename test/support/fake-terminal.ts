import type { Readable } from "node:stream";
import type { OutputStream, Terminal } from "../../src/cli/terminal.ts";
import type { Environment } from "../../src/model/environment.ts";

/** A terminal that keeps what is written to it. */
export interface FakeTerminal extends Terminal {
  readonly written: { stdout: string; stderr: string };
  /** As Ctrl-C would. */
  interrupt(): void;
}

/** Options that a test may want otherwise. */
export interface FakeTerminalOptions {
  readonly env?: Environment;
  readonly now?: Date;
  readonly columns?: number;
  readonly isTTY?: boolean;
  /** Lines that somebody types when asked, then Ctrl-D; left out: nobody is there to ask. */
  readonly answers?: readonly string[];
  /** Input that is piped in. */
  readonly stdin?: Readable;
}

/** A terminal 100 columns wide that is no TTY, at ten o'clock on a Monday in November. */
export function fakeTerminal(options: FakeTerminalOptions = {}): FakeTerminal {
  const written = { stdout: "", stderr: "" };
  const interrupt = new AbortController();
  const now = options.now ?? new Date("2026-11-23T10:00:00.000Z");
  const stream = (name: "stdout" | "stderr"): OutputStream => ({
    isTTY: options.isTTY ?? false,
    columns: options.columns ?? 100,
    write: (text) => {
      written[name] += text;
    },
    flush: async () => {},
  });
  const answers = [...(options.answers ?? [])];
  const ask = async (question: string): Promise<string | null> => {
    written.stderr += question;
    return answers.shift() ?? null;
  };
  return {
    ...(options.answers === undefined ? {} : { ask }),
    ...(options.stdin !== undefined && { stdin: options.stdin }),
    written,
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    env: options.env ?? {},
    signal: interrupt.signal,
    now: () => now,
    interrupt: () => interrupt.abort(),
  };
}
