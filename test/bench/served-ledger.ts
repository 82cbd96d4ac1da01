import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";

/** `plumbline serve` in a process of its own. */
export interface ServedLedger {
  readonly url: string;
  /** Physical memory that it takes now, in bytes. */
  memory(): Promise<number>;
  close(): Promise<void>;
}

/** Serves a ledger as its users do. */
export async function serveLedger(cli: string, place: string, org: string): Promise<ServedLedger> {
  const child = spawn(process.execPath, [cli, "serve", "--ledger", place, "--port", "0", "--read-only"], {
    env: { ...process.env, OKTA_ORG_URL: org },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (text: Buffer) => resolve(text.toString("utf8").trim()));
    child.once("exit", () => reject(new Error("plumbline serve ended")));
  });
  return {
    url,
    async memory() {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8");
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) * 1024;
    },
    async close() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
