// Loaded into a measured process by `--import`: what it used of the machine, written where the bench will look.
import { writeFileSync } from "node:fs";

process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage = { maxRssBytes: maxRSS * 1024, cpuMs: (userCPUTime + systemCPUTime) / 1000 };
  writeFileSync(process.env["PLUMBLINE_BENCH_USAGE"], JSON.stringify(usage));
});
