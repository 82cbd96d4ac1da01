import { readFileSync } from "node:fs";

/** Text of a file on a process; empty where it has ended, or where there is no Linux to tell. */
function told(pid: number | undefined, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** The most memory that a process had so far, in bytes; 0 where nobody tells. */
export const mostMemoryOf = (pid: number | undefined): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(told(pid, "status"))?.[1] ?? 0) * 1024;

/** Processor time of a process so far, in milliseconds: Linux counts in hundredths of a second. */
export function cpuMsOf(pid: number | undefined): number {
  const [, fields = ""] = told(pid, "stat").split(") ");
  const [user, system] = fields.split(" ").slice(11, 13).map(Number);
  return 10 * ((user ?? 0) + (system ?? 0));
}
