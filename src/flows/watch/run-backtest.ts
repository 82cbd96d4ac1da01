import { loadBaseline } from "../../../policy/load-baseline.ts";
import { type RunningBacktest, startBacktest } from "../../alerts/backtest.ts";
import { alertRules, enabledDetections } from "../../alerts/detections/settings.ts";
import type { Baseline } from "../../model/baseline.ts";
import { readConnectionSettings } from "../../okta/access/connection-settings.ts";
import { connect } from "../../okta/connect.ts";
import { readOrganization } from "../../okta/reading/read-organization.ts";
import type { BacktestReport } from "../../report/pages/backtest-text.ts";
import type { Caller } from "../caller.ts";
import { loadDetections } from "../catalogue/load-detections.ts";
import { refuseOtherEngine } from "../check/read-org.ts";
import type { ReadingOptions } from "../check/reading-options.ts";
import { type BacktestOver, momentOf, type Since } from "../since.ts";
import { eventsOfFile, eventsOfOrg, type PastEvents } from "./past-events.ts";

type BacktestOptions = Omit<ReadingOptions, "snapshot">;

const thenUnread = "the org as it was then: alerts close here by events only";

/**
 * Counts what each detection would have raised over past events; no ledger is opened, nothing is sent.
 *
 * @throws PlumblineError when nothing could be read
 */
export async function runBacktest(
  over: BacktestOver,
  options: BacktestOptions,
  caller: Caller,
): Promise<BacktestReport> {
  const { baseline } = await loadBaseline(options.baseline);
  const detections = await loadDetections();
  const rules = alertRules(baseline);
  const running = startBacktest(detections, rules);
  const signal =
    options.timeout === undefined
      ? caller.signal
      : AbortSignal.any([caller.signal, AbortSignal.timeout(options.timeout)]);
  const past =
    "file" in over
      ? await eventsOfFile(over.file, running, signal)
      : await liveEvents(over, { running, baseline, options, caller, signal });
  const {
    events: concerned,
    duplicates,
    alerts,
    recorded,
    opened,
  } = running.finish(past.range?.from ?? null);
  const isOn = new Set(enabledDetections(detections, rules).map(({ id }) => id));
  return {
    source: "file" in over ? over.file : "the System Log",
    ...past,
    concerned,
    duplicates,
    notSeen: [...past.notSeen, thenUnread],
    opened: Object.fromEntries(detections.map(({ id }) => [id, isOn.has(id) ? (opened[id] ?? 0) : null])),
    recorded,
    alerts: alerts.map(({ alert }) => alert),
  };
}

interface Live {
  readonly running: RunningBacktest;
  readonly baseline: Baseline;
  readonly options: BacktestOptions;
  readonly caller: Caller;
  readonly signal: AbortSignal;
}

async function liveEvents(
  since: Since,
  { running, baseline, options, caller, signal }: Live,
): Promise<PastEvents> {
  const connection = connect(readConnectionSettings(caller.env), {
    signal: caller.signal,
    ...(options.rateShare === undefined ? {} : { rateShare: options.rateShare }),
  });
  refuseOtherEngine(baseline.org.engine, await readOrganization(connection, signal));
  const now = caller.now();
  return eventsOfOrg(connection, running, { since: momentOf(since, now), now, signal });
}
