import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FleetReport } from "../../src/model/fleet-report.ts";
import type { Report } from "../../src/model/report.ts";
import type { BenchLine } from "./bench-line.ts";
import { runMeasured } from "./run-measured.ts";
import { orgToken, serveOrgs } from "./served-org.ts";

const people = 200;

/** Requests and processor time of `fleet check` an org, held against `check` of one of them. */
export async function benchFleet(cli: string, folder: string, orgs: number): Promise<readonly BenchLine[]> {
  const served = await serveOrgs(people, folder, orgs);
  const { urls, baselineFile: baseline } = served;
  const file = join(folder, "fleet-of-many.yaml");
  const entries = urls.map((url, index) => ({ name: `org-${index}`, url, baseline, credentials: "ACME" }));
  await writeFile(file, JSON.stringify({ orgs: entries }));
  const [oneReport, fleetReport] = [join(folder, "one.json"), join(folder, "fleet.json")];
  try {
    const one = await runMeasured(
      [cli, "check", "--baseline", baseline, "--quiet", "--format", `json=${oneReport}`],
      folder,
      { OKTA_ORG_URL: urls[0] ?? "", OKTA_API_TOKEN: orgToken },
    );
    const many = await runMeasured(
      [cli, "fleet", "check", "--fleet", file, "--quiet", "--format", `json=${fleetReport}`],
      folder,
      { ACME_API_TOKEN: orgToken },
    );
    const single: Report = JSON.parse(await readFile(oneReport, "utf8"));
    const fleet: FleetReport = JSON.parse(await readFile(fleetReport, "utf8"));
    const requests = fleet.orgs.map(({ report }) => report?.cost.requests ?? Number.NaN);
    const cpuMs = many.cpuMs / orgs;
    return [
      {
        what: `a fleet of ${orgs} orgs of ${people} people: ${Math.max(...requests)} requests an org at most`,
        ratio: Math.max(...requests) / single.cost.requests,
        limit: 1,
        unit: `of a check of one, ${single.cost.requests}`,
      },
      {
        what: `a fleet of ${orgs} orgs of ${people} people: ${Math.round(cpuMs)} ms of CPU an org, ${Math.round(many.wallMs / orgs)} ms of time`,
        ratio: cpuMs / one.cpuMs,
        limit: 0.5,
        unit: `of a check of one, ${Math.round(one.cpuMs)} ms`,
      },
    ];
  } finally {
    await served.close();
  }
}
