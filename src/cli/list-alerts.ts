import { type LedgerOption, withLedger } from "../flows/ledger.ts";
import { momentOf, type Since } from "../flows/since.ts";
import type { Terminal } from "../flows/terminal.ts";
import type { Severity } from "../model/words.ts";
import { parseOrgUrl } from "../okta/org-url.ts";
import { alertList, alertsAsJson } from "../report/pages/alert-text.ts";
import { passes } from "./alert-filter.ts";

/** The flags of `plumbline alerts list`. */
export interface ListOptions extends LedgerOption {
  readonly format: "pretty" | "json";
  readonly all?: boolean;
  readonly detection: readonly string[];
  readonly severity: readonly Severity[];
  readonly person?: string;
  readonly since?: Since;
}

/** Prints the alerts of the org that the environment names or, where it names none, of every org in the ledger. */
export async function listAlerts(options: ListOptions, terminal: Terminal): Promise<void> {
  const filter = {
    all: options.all === true,
    detections: options.detection,
    severities: options.severity,
    person: options.person ?? null,
    since: options.since === undefined ? null : momentOf(options.since, terminal.now()),
  };
  const url = terminal.env["OKTA_ORG_URL"] ?? "";
  const org = url === "" ? null : parseOrgUrl(url);
  const { records, isKnown } = await withLedger({ ...options, create: false }, terminal, async (ledger) => ({
    records: await ledger.records(org),
    isKnown: org === null || (await ledger.orgs()).includes(org),
  }));
  // An empty list must not look like an org without alerts where nobody ever looked.
  if (!isKnown) terminal.stderr.write(`${org} was never read into this ledger: run plumbline watch --once\n`);
  const alerts = records.map(({ record }) => record.alert).filter((alert) => passes(filter, alert));
  const { write, columns } = terminal.stdout;
  if (options.format === "json") write(alertsAsJson(alerts));
  else write(alerts.length === 0 ? "No alerts.\n" : alertList(alerts, columns));
}
