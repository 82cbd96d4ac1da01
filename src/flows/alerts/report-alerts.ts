import { reviewAlerts } from "../../alerts/review-alerts.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { AlertReview } from "../../model/alert-review.ts";
import { parseOrgUrl } from "../../model/org-url.ts";
import type { Caller } from "../caller.ts";
import { type LedgerOption, withLedger } from "../ledger.ts";
import { momentOf, type Since } from "../since.ts";

/** Over which days to look back. */
export interface ReportOptions extends LedgerOption {
  readonly since: Since;
}

/**
 * History of alerts in the last days, of the org that the environment names or, where it names none, of
 * every org in the ledger.
 * It names no org when nobody ever watched one: that is no quiet week.
 */
export async function reportAlerts(options: ReportOptions, caller: Caller): Promise<AlertReview> {
  const now = caller.now();
  const url = caller.env["OKTA_ORG_URL"] ?? "";
  const org = url === "" ? null : parseOrgUrl(url);
  const { records, orgs } = await withLedger({ ...options, create: false }, caller, async (ledger) => ({
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
  if (orgs.length === 0) {
    const nobody = org === null ? "no org was ever" : `${org} was never`;
    caller.warn(`${nobody} read into this ledger: run plumbline watch --once`);
  }
  return review;
}

async function readOrgs(ledger: Ledger, wanted: string | null) {
  const urls = (await ledger.orgs()).filter((url) => wanted === null || url === wanted);
  return Promise.all(
    urls.map(async (url) => ({ url, readUntil: (await ledger.position(url))?.updatedAt ?? "" })),
  );
}
