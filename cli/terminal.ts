/** One of the two streams a command may write to. */
export interface OutputStream {
  readonly isTTY: boolean;
  /** Width in characters; 100 where there is no terminal to ask. */
  readonly columns: number;
  write(text: string): void;
  /** Waits until all of it is written; rejects when it could not be (a full disk). A reader that left is no error. */
  flush(): Promise<void>;
}

/** Everything of the outside world that a command may touch besides files and Okta; tests bring their own. */
export interface Terminal {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute; relative paths on the command line are meant from here. */
  readonly cwd: string;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  now(): Date;
  /** Milliseconds; ends early, without an error, when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** From 0 to 1, as Math.random. */
  random(): number;
}
