import { reviewAlerts } from "../alerts/review-alerts.ts";
import type { ExitCode } from "../flows/exit-code.ts";
import { type LedgerOption, withLedger } from "../flows/ledger.ts";
import { momentOf, type Since } from "../flows/since.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { inertText } from "../model/inert-text.ts";
import { parseOrgUrl } from "../okta/org-url.ts";
import { alertReviewAsJson, alertReviewAsMarkdown } from "../report/pages/alert-review-text.ts";
import type { Terminal } from "./terminal.ts";

/** The flags of `plumbline alerts report`. */
export interface ReportOptions extends LedgerOption {
  readonly format: "markdown" | "json";
  readonly since: Since;
}

/**
 * Prints what became of alerts in the last days, of the org that the environment names or, where it names none, of
 * every org in the ledger.
 *
 * @returns 0, or 1 when nobody ever watched the org: its report would look like a quiet week
 */
export async function reportAlerts(options: ReportOptions, terminal: Terminal): Promise<ExitCode> {
  const now = terminal.now();
  const url = terminal.env["OKTA_ORG_URL"] ?? "";
  const org = url === "" ? null : parseOrgUrl(url);
  const { records, orgs } = await withLedger({ ...options, create: false }, terminal, async (ledger) => ({
    records: await ledger.records(org),
    orgs: await readOrgs(ledger, org),
  }));
  const since = momentOf(options.since, now);
  const review = {
    ...reviewAlerts(
      records.map(({ record }) => record),
      { since, now },
    ),
    orgs,
  };
  const { stdout, stderr } = terminal;
  stdout.write(options.format === "json" ? alertReviewAsJson(review) : alertReviewAsMarkdown(review));
  if (orgs.length > 0) return 0;
  const nobody = org === null ? "no org was ever" : `${inertText(org)} was never`;
  stderr.write(`${nobody} read into this ledger: run plumbline watch --once\n`);
  return 1;
}

async function readOrgs(ledger: Ledger, wanted: string | null) {
  const urls = (await ledger.orgs()).filter((url) => wanted === null || url === wanted);
  return Promise.all(
    urls.map(async (url) => ({ url, readUntil: (await ledger.position(url))?.updatedAt ?? "" })),
  );
}
