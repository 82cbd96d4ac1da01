import type { FoundRun } from "../../ledger/kept-runs.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { LedgerStamp } from "../../ledger/revisions.ts";
import type { Alert } from "../../model/alert.ts";
import type { AuditEntry } from "../../model/audit.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { Fleet } from "../../model/fleet.ts";
import type { FleetStatus } from "../../model/fleet-status.ts";
import type { KeptRun } from "../../model/kept-run.ts";
import { parseOrgUrl } from "../../model/org-url.ts";
import type { Report } from "../../model/report.ts";
import type { RunView } from "../../model/run-view.ts";
import type { Caller } from "../caller.ts";
import { fleetStatus } from "../fleet/fleet-status.ts";
import { othersOf, type PageStandards, readStandings, type Standing, standardsOf } from "./standards.ts";

/** A run with all that the page shows of it: its people and policies, and what was found about these. */
export interface ShownRun {
  readonly run: string;
  readonly view: RunView;
  readonly report: Report;
  /** When it was true: ISO 8601, UTC. */
  readonly asOf: string;
}

/** One org as a page shows it, from the ledger. Parts that did not change are the same objects as before. */
export interface PageSource {
  readonly ledger: Ledger;
  /** The org's URL. */
  readonly org: string;
  /** Latest first. */
  runs(): Promise<readonly KeptRun[]>;
  /** Null: no check kept its report yet. */
  latest(): Promise<FoundRun | null>;
  /** The latest check that kept its people and policies for the page; null: none did. */
  shown(): Promise<ShownRun | null>;
  /** Oldest first. */
  alerts(): Promise<readonly Alert[]>;
  /** Latest first; no more than are of use on a page. */
  audit(): Promise<readonly AuditEntry[]>;
  /** How the org stands to each standard that a run judged. */
  standings(): Promise<readonly Standing[]>;
  /** The same with what is known of standards, and, a few seconds ago at most, the other orgs of the fleet. */
  standards(): Promise<PageStandards>;
  /** How the orgs of the fleet stand, a few seconds ago at most; null where there is no fleet. */
  readonly fleet: (() => Promise<FleetStatus>) | null;
  /** Has the next question read anew, after something was written. */
  forget(): void;
}

/** A stamp is good for so long: a page asks for several things at once, somebody who types asks again and again. */
const stampMs = 1000;

const mostAudited = 5000;

/**
 * Keeps what was read of an org for as long as the ledger's stamp says that it is the same.
 *
 * @param fleet orgs to show beside it; the first of them is the one that is shown where the environment names none
 * @throws PlumblineError ORG_NOT_WATCHED, USAGE
 */
export async function pageSource(
  ledger: Ledger,
  caller: Caller,
  fleet: Fleet | null = null,
): Promise<PageSource> {
  const org = await orgOfPage(ledger, caller, fleet);
  let stamped: { readonly at: number; readonly stamp: Promise<LedgerStamp> } | null = null;
  const stamp = (): Promise<LedgerStamp> => {
    const at = caller.now().getTime();
    if (stamped !== null && at - stamped.at < stampMs) return stamped.stamp;
    stamped = { at, stamp: ledger.stamp(org) };
    return stamped.stamp;
  };
  const runs = whileSame(
    async () => (await stamp()).runs,
    () => ledger.runs(org),
  );
  const latest = whileSame(
    async () => (await stamp()).runs,
    async () => {
      const [first] = await runs();
      return first === undefined ? null : ledger.run(first.id);
    },
  );
  const standings = whileSame(
    async () => (await stamp()).standards,
    () => readStandings(ledger, org, null),
  );
  const others = whileRecent(caller, async () => {
    const standings: Awaited<ReturnType<typeof readStandings>>[] = [];
    for (const { url, name } of othersOf(fleet, org)) standings.push(await readStandings(ledger, url, name));
    return standings;
  });
  return {
    ledger,
    org,
    runs,
    latest,
    standings,
    standards: whileSame(
      async () => `${(await stamp()).standards} ${fleet === null ? "" : recentOf(caller)}`,
      async () => standardsOf([await standings(), ...(await others())]),
    ),
    shown: whileSame(
      async () => (await stamp()).runs,
      async () => {
        const kept = await ledger.view(org);
        if (kept === null) return null;
        const found = await latest();
        const { report } = found?.id === kept.run ? found : await ledger.run(kept.run);
        return { ...kept, report, asOf: asOfReport(report) };
      },
    ),
    alerts: whileSame(async () => (await stamp()).alerts, changedAlerts(ledger, org)),
    audit: whileSame(
      async () => (await stamp()).audit,
      () => ledger.audit(org, mostAudited),
    ),
    fleet: fleet === null ? null : whileRecent(caller, () => fleetStatus(fleet, ledger, caller.now())),
    forget: () => {
      stamped = null;
    },
  };
}

/** Reads the alerts of an org, and from then on those that changed: the others are the same objects as before. */
function changedAlerts(ledger: Ledger, org: string): () => Promise<readonly Alert[]> {
  let known: { readonly revision: string | null; readonly alerts: readonly Alert[] } = {
    revision: null,
    alerts: [],
  };
  return async () => {
    const before = known;
    const { revision, records } = await ledger.recordsAfter(org, before.revision);
    const changed = new Map(records.map(({ alert }) => [alert.id, alert]));
    const same = before.alerts.filter(({ id }) => !changed.has(id));
    known = { revision, alerts: [...same, ...changed.values()].sort(byAge) };
    return known.alerts;
  };
}

function byAge(one: Alert, other: Alert): number {
  if (one.openedAt !== other.openedAt) return one.openedAt < other.openedAt ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

/** Every org of a fleet is read for it: not for each letter that somebody types. */
const recentMs = 10_000;

const recentOf = ({ now }: Caller): string => String(Math.floor(now().getTime() / recentMs));

/** Reads once in a while. A reading that failed is tried again. */
function whileRecent<Value>(caller: Caller, read: () => Promise<Value>): () => Promise<Value> {
  return whileSame(async () => recentOf(caller), read);
}

/** Reads once for each stamp. A reading that failed is tried again. */
function whileSame<Value>(stampOf: () => Promise<string>, read: () => Promise<Value>): () => Promise<Value> {
  let kept: { readonly stamp: string; readonly value: Promise<Value> } | null = null;
  return async () => {
    const stamp = await stampOf();
    if (kept?.stamp === stamp) return kept.value;
    const reading = { stamp, value: read() };
    kept = reading;
    reading.value.catch(() => {
      if (kept === reading) kept = null;
    });
    return reading.value;
  };
}

/** When what a report says was true: ISO 8601, UTC. */
export const asOfReport = ({ asOf, finishedAt }: Report): string => asOf ?? finishedAt;

/** The org that the environment names, or the only one in the ledger. */
async function orgOfPage(ledger: Ledger, { env }: Caller, fleet: Fleet | null): Promise<string> {
  const url = env["OKTA_ORG_URL"] ?? "";
  if (url !== "") return parseOrgUrl(url);
  const [first] = fleet?.orgs ?? [];
  if (first !== undefined) return first.url;
  const judged = [...(await ledger.runs(null)), ...(await ledger.standards(null))];
  const orgs = new Set([...(await ledger.orgs()), ...judged.map(({ org }) => org)]);
  const [only, another] = orgs;
  if (only !== undefined && another === undefined) return only;
  if (only === undefined) {
    throw new PlumblineError("ORG_NOT_WATCHED", `nothing was kept in the ledger ${ledger.place} yet`, {
      remedy: `run plumbline check --ledger ${ledger.place}, or plumbline watch --once, or set OKTA_ORG_URL`,
    });
  }
  throw new PlumblineError("USAGE", `the ledger has several orgs: ${[...orgs].join(", ")}`, {
    remedy: "set OKTA_ORG_URL to the one to show",
  });
}
