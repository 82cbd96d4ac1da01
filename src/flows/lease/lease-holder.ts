import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import process from "node:process";
import { errorCode } from "../../model/error-code.ts";

/**
 * Names this machine and process for the lease: `runner-7 (1f0c9a2b) 4711`. The part in brackets tells apart what may
 * bear one host name: a machine before and after it was started again, and containers with process ids of their own.
 */
export function leaseHolder(): string {
  return `${machine()} ${process.pid}`;
}

/** Whether the process behind a name is gone for certain: only this machine knows, and only of itself. */
export function isGone(holder: string): boolean {
  const space = holder.lastIndexOf(" ");
  const pid = Number(holder.slice(space + 1));
  if (holder.slice(0, space) !== machine() || !Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return errorCode(error) === "ESRCH";
  }
}

function machine(): string {
  const parts = [read(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8")), read(pidNamespace)];
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 8);
  return `${hostname()} (${digest})`;
}

const pidNamespace = (): string => readlinkSync("/proc/self/ns/pid");

/** Empty where the system has no such file (macOS, Windows). */
function read(from: () => string): string {
  try {
    return from().trim();
  } catch {
    return "";
  }
}
