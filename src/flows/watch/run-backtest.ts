import { loadBaseline } from "../../../policy/load-baseline.ts";
import { type RunningBacktest, startBacktest } from "../../alerts/backtest.ts";
import { alertRules, enabledDetections, refuseUnknownNames } from "../../alerts/detections/settings.ts";
import type { Baseline } from "../../model/baseline.ts";
import { connect } from "../../okta/connect.ts";
import { readConnectionSettings } from "../../okta/connection-settings.ts";
import { readOrganization } from "../../okta/reading/read-organization.ts";
import { backtestAsJson, backtestText } from "../../report/pages/backtest-text.ts";
import { loadDetections } from "../catalogue/load-detections.ts";
import { loadNotifiers } from "../catalogue/load-notifiers.ts";
import { refuseOtherEngine } from "../check/read-org.ts";
import type { ExitCode } from "../exit-code.ts";
import { type BacktestOver, momentOf, type Since } from "../since.ts";
import type { Terminal } from "../terminal.ts";
import { eventsOfFile, eventsOfOrg, type PastEvents } from "./past-events.ts";
import type { WatchOptions } from "./watch-options.ts";

const thenUnread = "the org as it was then: alerts close here by events only";

/**
 * Prints what each detection would have raised over past events; no ledger is opened, nothing is sent.
 *
 * @returns 0, or 1 when something of it could not be read
 * @throws PlumblineError when nothing could be read
 */
export async function runBacktest(
  over: BacktestOver,
  options: WatchOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { baseline } = await loadBaseline(options.baseline);
  const [detections, notifiers] = await Promise.all([loadDetections(), loadNotifiers()]);
  refuseUnknownNames(
    baseline,
    detections,
    notifiers.map(({ name }) => name),
  );
  const rules = alertRules(baseline);
  const running = startBacktest(detections, rules);
  const signal =
    options.timeout === undefined
      ? terminal.signal
      : AbortSignal.any([terminal.signal, AbortSignal.timeout(options.timeout)]);
  const past =
    "file" in over
      ? await eventsOfFile(over.file, running, signal)
      : await liveEvents(over, { running, baseline, options, terminal, signal });
  const {
    events: concerned,
    duplicates,
    alerts,
    recorded,
    opened,
  } = running.finish(past.range?.from ?? null);
  const isOn = new Set(enabledDetections(detections, rules).map(({ id }) => id));
  const report = {
    source: "file" in over ? over.file : "the System Log",
    ...past,
    concerned,
    duplicates,
    notSeen: [...past.notSeen, thenUnread],
    opened: Object.fromEntries(detections.map(({ id }) => [id, isOn.has(id) ? (opened[id] ?? 0) : null])),
    recorded,
    alerts: alerts.map(({ alert }) => alert),
  };
  const { write, columns } = terminal.stdout;
  write(options.format === "json" ? backtestAsJson(report) : backtestText(report, columns));
  return past.malformed.count === 0 ? 0 : 1;
}

interface Live {
  readonly running: RunningBacktest;
  readonly baseline: Baseline;
  readonly options: WatchOptions;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

async function liveEvents(
  since: Since,
  { running, baseline, options, terminal, signal }: Live,
): Promise<PastEvents> {
  const connection = connect(readConnectionSettings(terminal.env), {
    signal: terminal.signal,
    ...(options.rateShare === undefined ? {} : { rateShare: options.rateShare }),
  });
  refuseOtherEngine(baseline.org.engine, await readOrganization(connection, signal));
  const now = terminal.now();
  return eventsOfOrg(connection, running, { since: momentOf(since, now), now, signal });
}
