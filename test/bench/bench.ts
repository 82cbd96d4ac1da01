// npm run bench [PEOPLE] [MOST_PEOPLE]: ratios to a floor measured in the same run; exits 1 when one is over its limit.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { benchAlerts } from "./bench-alerts.ts";
import { benchEvidence } from "./bench-evidence.ts";
import { benchFleet } from "./bench-fleet.ts";
import { benchInstall } from "./bench-install.ts";
import { benchText } from "./bench-line.ts";
import { benchManyWorkers } from "./bench-many-workers.ts";
import { benchNightly } from "./bench-nightly.ts";
import { benchPage } from "./bench-page.ts";
import { benchScale } from "./bench-scale.ts";
import { benchServe } from "./bench-serve.ts";
import { benchSignOn } from "./bench-sign-on.ts";
import { benchStart } from "./bench-start.ts";
import { benchStreamed } from "./bench-streamed.ts";
import { benchWorker } from "./bench-worker.ts";

const people = Number(process.argv[2] ?? 100_000);
/** Of whom the memory alone is measured. */
const mostPeople = Number(process.argv[3] ?? 10 * people);
const logEvents = 1_000_000;
const baseline = fileURLToPath(new URL("../../policy/baseline.yaml", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));
const cli = fileURLToPath(new URL("../../dist/src/cli/main.js", import.meta.url));
const folder = await mkdtemp(join(tmpdir(), "plumbline-bench-"));
try {
  for (const bench of [
    () => benchStart(cli),
    () => benchInstall(root, folder),
    () => benchAlerts(baseline, logEvents),
    () => benchScale(cli, folder, people),
    () => benchNightly(cli, folder, people),
    () => benchStreamed(cli, folder, mostPeople),
    () => benchEvidence(cli, folder, people),
    () => benchSignOn(people),
    () => benchPage(folder, people),
    () => benchServe(cli, folder, people),
    () => benchWorker(cli, folder, people),
    () => benchFleet(cli, folder, 50),
    () => benchManyWorkers(cli, folder, 500),
  ]) {
    for (const line of await bench()) {
      process.stdout.write(benchText(line));
      if (line.ratio > line.limit) process.exitCode = 1;
    }
  }
} finally {
  await rm(folder, { recursive: true });
}
