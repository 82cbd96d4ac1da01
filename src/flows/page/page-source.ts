import type { FoundRun, KeptView } from "../../ledger/kept-runs.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { LedgerStamp } from "../../ledger/stamp.ts";
import type { Alert } from "../../model/alert.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { KeptRun } from "../../model/kept-run.ts";
import { parseOrgUrl } from "../../model/org-url.ts";
import type { Caller } from "../caller.ts";

/** One org as a page shows it, from the ledger. Parts that did not change are the same objects as before. */
export interface PageSource {
  readonly ledger: Ledger;
  /** The org's URL. */
  readonly org: string;
  /** Latest first. */
  runs(): Promise<readonly KeptRun[]>;
  /** Null: no check kept its report yet. */
  latest(): Promise<FoundRun | null>;
  /** View that the latest check kept for the page; null: none did. */
  view(): Promise<KeptView | null>;
  /** Oldest first. */
  alerts(): Promise<readonly Alert[]>;
  /** Has the next question read anew, after something was written. */
  forget(): void;
}

/** A stamp is good for so long: a page asks for several things at once, somebody who types asks again and again. */
const stampMs = 1000;

/**
 * Keeps what was read of an org for as long as the ledger's stamp says that it is the same.
 *
 * @throws PlumblineError ORG_NOT_WATCHED, USAGE
 */
export async function pageSource(ledger: Ledger, caller: Caller): Promise<PageSource> {
  const org = await orgOfPage(ledger, caller);
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
  return {
    ledger,
    org,
    runs,
    latest: whileSame(
      async () => (await stamp()).runs,
      async () => {
        const [latest] = await runs();
        return latest === undefined ? null : ledger.run(latest.id);
      },
    ),
    view: whileSame(
      async () => (await stamp()).runs,
      () => ledger.view(org),
    ),
    alerts: whileSame(
      async () => (await stamp()).alerts,
      async () => (await ledger.records(org)).map(({ record }) => record.alert),
    ),
    forget: () => {
      stamped = null;
    },
  };
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

/** The org that the environment names, or the only one in the ledger. */
async function orgOfPage(ledger: Ledger, { env }: Caller): Promise<string> {
  const url = env["OKTA_ORG_URL"] ?? "";
  if (url !== "") return parseOrgUrl(url);
  const orgs = new Set([...(await ledger.orgs()), ...(await ledger.runs(null)).map(({ org }) => org)]);
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
