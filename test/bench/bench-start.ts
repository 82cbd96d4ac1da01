import { execFileSync } from "node:child_process";
import type { BenchLine } from "./bench-line.ts";

const rounds = 25;

/** CPU that commands take which load no SDK, against a Node that does nothing; in turns, so that both meet the same noise. */
export function benchStart(cli: string): readonly BenchLine[] {
  const limits: readonly (readonly [command: string, limit: number])[] = [
    ["--help", 1.5],
    ["check --help", 2],
    ["checks", 2],
  ];
  const programs = [["-e", "0"], ...limits.map(([command]) => [cli, ...command.split(" ")])];
  const taken = programs.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, program] of programs.entries()) taken[index]?.push(cpuMsOf(program));
  }
  const [floor = 0, ...times] = taken.map(median);
  return limits.map(([command, limit], index) => {
    const ms = times[index] ?? 0;
    const what = `plumbline ${command}: ${Math.round(ms)} ms of CPU; bare node: ${Math.round(floor)} ms`;
    return { what, ratio: ms / floor, limit, unit: "of bare node" };
  });
}

/** The shell's `times` tells user and system time of what it ran: on a busy machine steadier than a clock on the wall. */
function cpuMsOf(program: readonly string[]): number {
  const shell = ["-c", '"$@" >&2; times', "bash", process.execPath, ...program];
  const told = execFileSync("bash", shell, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const times = told.trim().split("\n").at(-1) ?? "";
  return [...times.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
