import { readFile } from "node:fs/promises";
import { readSeedReport, type SeedReport } from "../../answers/proof/seed-risk.ts";
import { PlumblineError } from "../../model/errors.ts";

const remedy =
  "export Reports > MFA Usage (or MFA Enrollment by User) from the admin console as CSV, and name that file unchanged";

/**
 * Reads a report of the console that says whom to read first.
 *
 * @throws PlumblineError SEED_REPORT_INVALID
 */
export async function loadSeedReport(file: string): Promise<SeedReport> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new PlumblineError("SEED_REPORT_INVALID", `the report ${file} cannot be read`, { remedy, cause });
  });
  const report = readSeedReport(new TextDecoder().decode(bytes));
  if (typeof report !== "string") return report;
  throw new PlumblineError(
    "SEED_REPORT_INVALID",
    `${file} is no report of the admin console on MFA: ${report}`,
    {
      remedy,
    },
  );
}
