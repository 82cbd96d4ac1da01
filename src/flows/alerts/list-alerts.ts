import { byUrgency } from "../../alerts/lifecycle/by-urgency.ts";
import { type Alert, type AlertState, alertStates } from "../../model/alert.ts";
import { PlumblineError } from "../../model/errors.ts";
import { parseOrgUrl } from "../../model/org-url.ts";
import { shortIds } from "../../model/short-ids.ts";
import type { Severity } from "../../model/words.ts";
import type { Caller } from "../caller.ts";
import { loadDetections } from "../catalogue/load-detections.ts";
import { type LedgerOption, withLedger } from "../ledger.ts";
import { momentOf, type Since } from "../since.ts";
import { type AlertFilter, passes } from "./alert-filter.ts";
import { refuseUnknownDetections, refuseUnknownPerson, refuseUnwatchedOrg } from "./known-names.ts";

/** Which alerts are wanted; an empty list of choices leaves none out. */
export interface ListOptions extends LedgerOption {
  readonly all?: boolean;
  readonly detection: readonly string[];
  readonly severity: readonly Severity[];
  readonly state: readonly AlertState[];
  readonly person?: string;
  readonly since?: Since;
}

/** Alerts that were found, the most urgent at the top. */
export interface ListedAlerts {
  readonly alerts: readonly Alert[];
  /** By id: enough of it to name the alert. */
  readonly shortIds: ReadonlyMap<string, string>;
}

const openStates = alertStates.filter((state) => state !== "resolved");

/**
 * The alerts of the org that the environment names or, where it names none, of every org in the ledger. A name
 * that nothing bears is refused: an empty list must not come of a typing mistake.
 *
 * @throws PlumblineError ORG_NOT_WATCHED, DETECTION_NOT_FOUND, USER_NOT_FOUND, USAGE or LEDGER_*
 */
export async function listAlerts(options: ListOptions, caller: Caller): Promise<ListedAlerts> {
  const filter = filterOf(options, caller.now());
  const url = caller.env["OKTA_ORG_URL"] ?? "";
  const org = url === "" ? null : parseOrgUrl(url);
  const records = await withLedger({ ...options, create: false }, caller, async (ledger) => {
    const known = { ledger, org, records: await ledger.records(org) };
    await refuseUnwatchedOrg(known);
    const detections = options.detection.length === 0 ? [] : await loadDetections();
    refuseUnknownDetections(
      options.detection,
      detections.map(({ id }) => id),
      known,
    );
    if (options.person !== undefined) await refuseUnknownPerson(options.person, known);
    return known.records;
  });
  const all = records.map(({ record }) => record.alert);
  return {
    alerts: all.filter((alert) => passes(filter, alert)).toSorted(byUrgency(caller.now())),
    shortIds: shortIds(all.map(({ id }) => id)),
  };
}

function filterOf(options: ListOptions, now: Date): AlertFilter {
  const since = options.since === undefined ? null : momentOf(options.since, now);
  if (since !== null && since > now) {
    throw new PlumblineError("USAGE", `--since ${since.toISOString()} lies ahead of now`, {
      remedy: "give a time that has passed, or how long ago: 7d",
    });
  }
  return {
    states: options.state.length > 0 ? options.state : options.all === true ? alertStates : openStates,
    detections: options.detection,
    severities: options.severity,
    person: options.person ?? null,
    since,
  };
}
