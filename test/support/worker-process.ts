import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { compiledCli } from "./compiled.ts";
import type { EmulatedFleet } from "./emulated-fleet.ts";
import { mostMemoryOf } from "./process-usage.ts";

/** `plumbline worker` in a process of its own, begun again a second after it ended by itself, as systemd does. */
export interface WorkerProcess {
  /** Everything it wrote so far. */
  readonly said: () => string;
  /** Resolves once it does jobs, or has had half a minute to begin. */
  atWork(): Promise<void>;
  /** The most memory that the process had so far, in bytes; 0 where only Linux would tell, or it is at its end. */
  readonly mostMemory: () => number;
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
    atWork: async () => {
      for (let tries = 0; tries < 300 && !text.includes("working on "); tries += 1) await sleep(100);
    },
    mostMemory: () => mostMemoryOf(running.pid),
    kill: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
  };
}
