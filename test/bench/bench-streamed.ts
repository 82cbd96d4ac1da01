import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Report } from "../../src/model/report.ts";
import type { BenchLine } from "./bench-line.ts";
import { type Measured, runMeasured } from "./run-measured.ts";
import { serveOrg } from "./served-org.ts";

const megabyte = 1_000_000;

const memoryLine = (what: string, { maxRssBytes, wallMs }: Measured): BenchLine => ({
  what: `${what} took ${Math.round(maxRssBytes / megabyte)} MB, ${Math.round(wallMs / 1000)} s`,
  ratio: maxRssBytes / megabyte / 1000,
  limit: 1,
  unit: "of 1 GB",
});

/**
 * Memory of a first check by memory and of a nightly one of so many people. The first asks the org once about people with
 * the same factors: a request for each would take longer than all other benches.
 */
export async function benchStreamed(
  cli: string,
  folder: string,
  people: number,
): Promise<readonly BenchLine[]> {
  const org = await serveOrg(people, folder);
  const script = fileURLToPath(new URL("./first-check.ts", import.meta.url));
  const [ledger, reportFile] = [join(folder, "streamed.db"), join(folder, "streamed.json")];
  try {
    const first = await runMeasured(
      ["--import", "tsx", script, org.baselineFile, ledger, `${org.baselineFile}.kits`],
      folder,
      org.env,
    );
    const night = await runMeasured(
      [
        ...[cli, "check", "--baseline", org.baselineFile, "--quiet", "--timeout", "3h", "--ledger", ledger],
        ...["--max-proof-age", "30d", "--request-share", "1%", "--format", `json=${reportFile}`],
      ],
      folder,
      org.env,
    );
    const { summary, cost }: Report = JSON.parse(await readFile(reportFile, "utf8"));
    const used = `${cost.requests} requests, ${summary.proof?.reused} people by memory, ${summary.unknown} unknown`;
    return [
      memoryLine(
        `${people} people: a first check that keeps all it reads, asking once about people with the same factors,`,
        first,
      ),
      memoryLine(`${people} people: the nightly check after it (${used})`, night),
    ];
  } finally {
    await org.close();
  }
}
