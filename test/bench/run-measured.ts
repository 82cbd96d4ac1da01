import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const usageSchema = z.object({ maxRssBytes: z.number(), cpuMs: z.number() });

/** Time and memory of one run of a Node program. */
export interface Measured {
  readonly exitCode: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly maxRssBytes: number;
}

/** Runs Node with these arguments to its end and measures that process alone; its output goes nowhere. */
export async function runMeasured(
  args: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  const usageFile = join(folder, "usage.json");
  const hook = fileURLToPath(new URL("./usage-on-exit.mjs", import.meta.url));
  const started = performance.now();
  const child = spawn(process.execPath, ["--import", hook, ...args], {
    env: { ...process.env, ...env, PLUMBLINE_BENCH_USAGE: usageFile },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? -1));
  });
  const wallMs = performance.now() - started;
  const usage = usageSchema.parse(JSON.parse(await readFile(usageFile, "utf8")));
  return { exitCode, wallMs, ...usage };
}
