import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A process that reads the System Log again and again, over the same ledger as others. */
export interface Watcher {
  /** @param dieBeforeStatement it kills itself just before that one of its database statements */
  go(dieBeforeStatement?: number): void;
  /** Resolves when the process killed itself. Rejects when a reading of it failed before. */
  dead(): Promise<void>;
  /** `kill -9`, then the same. */
  kill(): Promise<void>;
  /** Lets it finish the reading that it is at; what it printed. */
  stop(): Promise<string>;
  /** How long each reading took that it finished, in milliseconds. */
  readonly readings: readonly number[];
}

interface Reading {
  readonly exitCode: number;
  readonly ms: number;
}

const isReading = (message: unknown): message is Reading =>
  typeof message === "object" && message !== null && "exitCode" in message;

/** Starts a process from what `bundleWatch` built; resolves once it is loaded. */
export async function startWatcher(
  file: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Watcher> {
  const child: ChildProcess = fork(file, [...argv], {
    execArgv: [],
    env,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
    });
  }
  const gone = once(child, "close");
  const readings: number[] = [];
  let failures = 0;
  child.on("message", (message: unknown) => {
    if (!isReading(message)) return;
    readings.push(message.ms);
    if (message.exitCode !== 0) failures += 1;
  });
  const ready = await Promise.race([once(child, "message"), gone]);
  if (ready[0] !== "ready") throw new Error(`the watcher did not start: ${written.stderr}`);
  const end = async (): Promise<void> => {
    const [code, signal] = await gone;
    if (failures > 0 || (code !== 0 && signal !== "SIGKILL")) throw new Error(written.stderr);
  };
  return {
    readings,
    go: (dieBeforeStatement) => child.send({ dieBeforeStatement: dieBeforeStatement ?? null }),
    dead: end,
    kill: async () => {
      child.kill("SIGKILL");
      await end();
    },
    stop: async () => {
      child.send("stop");
      await end();
      return written.stdout;
    },
  };
}
