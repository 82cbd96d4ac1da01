import type { Readable } from "node:stream";
import type { Environment } from "../model/environment.ts";

/** One of the two streams a command may write to. */
export interface OutputStream {
  readonly isTTY: boolean;
  /** Width in characters; 100 where there is no terminal to ask. */
  readonly columns: number;
  /** Height in lines; undefined where there is no terminal. */
  readonly rows?: number | undefined;
  write(text: string): void;
  /** Waits until all of it is written; rejects when it could not be (a full disk). A reader that left is no error. */
  flush(): Promise<void>;
}

/** Everything of the outside world that a command may touch besides files and sockets; tests bring their own. */
export interface Terminal {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Environment;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /**
   * Asks on stderr and waits for a line; null at the end of the input (Ctrl-D), or when the signal aborts. Left out
   * where nobody can answer: stdin or stderr is no terminal.
   */
  readonly ask?: (question: string) => Promise<string | null>;
  /** Input that is piped in; left out where none is. */
  readonly stdin?: Readable;
  now(): Date;
}
