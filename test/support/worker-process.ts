import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { compiledCli } from "./compiled.ts";
import type { EmulatedFleet } from "./emulated-fleet.ts";

/** `plumbline worker` in a process of its own, begun again a second after it ended by itself, as systemd does. */
export interface WorkerProcess {
  /** Everything it wrote so far. */
  readonly said: () => string;
  /** Ends it as it is, for good. */
  kill(): Promise<void>;
  /** Asks it to end, for good; its exit code. */
  stop(): Promise<number | null>;
}

/** Starts a worker on a fleet; whoever does ends it. */
export function startWorkerProcess(
  fleet: EmulatedFleet,
  ledger: string,
  flags: readonly string[] = [],
): WorkerProcess {
  const argv = [compiledCli, "worker", "--fleet", fleet.file, "--ledger", ledger, ...flags];
  let text = "";
  let isToEnd = false;
  let again: NodeJS.Timeout | undefined;
  const begin = (): ChildProcess => {
    const child = spawn(process.execPath, argv, {
      env: { ...process.env, ...fleet.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
    }
    child.once("exit", () => {
      if (isToEnd) return;
      again = setTimeout(() => {
        running = begin();
      }, 1000);
    });
    return child;
  };
  let running = begin();
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    isToEnd = true;
    clearTimeout(again);
    const { exitCode, signalCode } = running;
    if (exitCode === null && signalCode === null) {
      const ended = once(running, "exit");
      running.kill(signal);
      await ended;
    }
    return running.exitCode;
  };
  return {
    said: () => text,
    kill: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
  };
}
