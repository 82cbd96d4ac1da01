import type { BenchLine } from "./bench-line.ts";
import { runMeasured } from "./run-measured.ts";

const runs = 15;

async function fastest(args: readonly string[], folder: string): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) best = Math.min(best, (await runMeasured(args, folder)).wallMs);
  return best;
}

/** How long commands take that load no SDK, against a Node that does nothing. */
export async function benchStart(cli: string, folder: string): Promise<readonly BenchLine[]> {
  const floor = await fastest(["-e", "0"], folder);
  const lines: BenchLine[] = [];
  for (const command of ["--help", "checks"]) {
    const ms = await fastest([cli, command], folder);
    const what = `plumbline ${command}: ${Math.round(ms)} ms; bare node: ${Math.round(floor)} ms`;
    lines.push({ what, ratio: ms / floor, limit: 150 / floor, unit: "of bare node (150 ms)" });
  }
  return lines;
}
