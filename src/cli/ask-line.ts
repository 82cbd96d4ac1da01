import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

/** Streams to ask on. */
interface Streams {
  readonly input: Readable;
  readonly output: Writable;
}

/**
 * Prepares asking for one line at a time. The terminal edits the line itself, so that Ctrl-C stays what it is everywhere
 * else; the input is let go of after each answer, or the process would never end.
 */
export function askOn(
  { input, output }: Streams,
  signal: AbortSignal,
): (question: string) => Promise<string | null> {
  return (question) =>
    new Promise((resolve) => {
      const lines = createInterface({ input, terminal: false });
      const end = (answer: string | null): void => {
        resolve(answer);
        signal.removeEventListener("abort", stop);
        lines.close();
        input.pause();
      };
      const stop = (): void => end(null);
      signal.addEventListener("abort", stop, { once: true });
      lines.once("line", end);
      lines.once("close", stop);
      output.write(question);
    });
}
