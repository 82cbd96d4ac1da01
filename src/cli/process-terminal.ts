import process from "node:process";
import type { WriteStream } from "node:tty";
import { PlumblineError } from "../model/errors.ts";
import { askOn } from "./ask-line.ts";
import type { OutputStream, Terminal } from "./terminal.ts";

const defaultColumns = 100;

/** A reader that went away (`plumbline check | head -1`) is no failure: what is written after is dropped. */
function quietStream(stream: WriteStream): OutputStream {
  let failure: NodeJS.ErrnoException | null = null;
  let written: Promise<void> = Promise.resolve();
  stream.on("error", (error: NodeJS.ErrnoException) => {
    failure ??= error;
  });
  return {
    isTTY: stream.isTTY === true,
    get columns() {
      // A terminal that was given no size says 0.
      return stream.columns || defaultColumns;
    },
    get rows() {
      return stream.rows || undefined;
    },
    write: (text) => {
      if (failure === null) written = new Promise((resolve) => stream.write(text, () => resolve()));
    },
    flush: async () => {
      await written;
      // The error event follows the callback of the write that failed.
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (failure === null || failure.code === "EPIPE") return;
      throw new PlumblineError("OUTPUT_FAILED", `cannot write the output (${failure.code})`, {
        remedy: "make room where the output goes, or write to another place",
        cause: failure,
      });
    },
  };
}

/** The terminal of this process. The first Ctrl-C aborts the signal; the second one kills, as always. */
export function processTerminal(): Terminal {
  const interrupt = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => interrupt.abort());
  return {
    stdout: quietStream(process.stdout),
    stderr: quietStream(process.stderr),
    env: process.env,
    signal: interrupt.signal,
    now: () => new Date(),
    ...(process.stdin.isTTY === true ? {} : { stdin: process.stdin }),
    ...(process.stdin.isTTY === true && process.stderr.isTTY === true
      ? { ask: askOn({ input: process.stdin, output: process.stderr }, interrupt.signal) }
      : {}),
  };
}
