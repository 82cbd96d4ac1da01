import { setTimeout as sleep } from "node:timers/promises";
import type { AlertChange } from "../alerts/alert-record.ts";
import { alertRules, refuseUnknownNames } from "../alerts/settings.ts";
import { deliveryTaker } from "../alerts/take-delivery.ts";
import { errorLines } from "../model/error-lines.ts";
import { type ErrorCode, PlumblineError } from "../model/errors.ts";
import { connect } from "../okta/connect.ts";
import { readConnectionSettings } from "../okta/connection-settings.ts";
import { readOrganization } from "../okta/reading/read-organization.ts";
import { loadBaseline } from "../policy/load-baseline.ts";
import { alertChangeLine } from "../report/alert-text.ts";
import { count } from "../report/count.ts";
import { inertText } from "../report/inert-text.ts";
import type { ExitCode } from "./exit-code.ts";
import { withLedger } from "./ledger-option.ts";
import { loadChecks } from "./load-checks.ts";
import { loadDetections } from "./load-detections.ts";
import { loadNotifiers } from "./load-notifiers.ts";
import { momentOf } from "./option-values.ts";
import { openChannels, postAlerts } from "./post-alerts.ts";
import { refuseOtherEngine } from "./read-org.ts";
import type { Terminal } from "./terminal.ts";
import type { WatchOptions } from "./watch-options.ts";
import { type PassSummary, type Watch, watchPass } from "./watch-pass.ts";

/** What passes: the next reading may well succeed. */
const passing: ReadonlySet<ErrorCode> = new Set([
  "NETWORK",
  "OKTA_REFUSED",
  "TIMEOUT",
  "LEDGER_BUSY",
  "LEDGER_LEASED",
  "LEDGER_LEASE_LOST",
  "LEDGER_UNREACHABLE",
]);

/**
 * Watches an org: once, or until Ctrl-C.
 *
 * @returns 0 when all was read, 1 when something could not be, or a post was given up; open alerts change nothing
 * @throws PlumblineError when nothing could be read
 */
export async function watchOrg(options: WatchOptions, terminal: Terminal): Promise<ExitCode> {
  const { baseline } = await loadBaseline(options.baseline);
  const [checks, detections, notifiers] = await Promise.all([
    loadChecks(),
    loadDetections(),
    loadNotifiers(),
  ]);
  refuseUnknownNames(
    baseline,
    detections,
    notifiers.map(({ name }) => name),
  );
  const channels = openChannels(notifiers, baseline.alerts.routes, terminal.env);
  const connection = connect(readConnectionSettings(terminal.env), {
    signal: terminal.signal,
    ...(options.rateShare === undefined ? {} : { rateShare: options.rateShare }),
  });
  const remark = (text: string): void => {
    if (options.quiet !== true) terminal.stderr.write(`${inertText(text)}\n`);
  };
  return withLedger({ ...options, create: true }, terminal, async (ledger) => {
    refuseOtherEngine(baseline.org.engine, await readOrganization(connection, terminal.signal));
    const since = momentOf(options.since, terminal.now());
    const onChanges = async (changes: readonly AlertChange[]): Promise<void> => {
      for (const { kind, record } of oneAnAlert(changes)) {
        terminal.stdout.write(alertChangeLine(kind, record.alert));
      }
    };
    const watch: Watch = {
      take: deliveryTaker(detections, alertRules(baseline)),
      ledger,
      connection,
      baseline,
      checks,
      detections,
      since,
      terminal,
      remark,
      onChanges,
      post: (lease, signal) => postAlerts({ ledger, channels, remark }, lease, signal),
    };
    return options.once === true ? once(watch, options) : forever(watch, options);
  });
}

/** What became of each alert in the end: one that was opened and told more of was opened. */
function oneAnAlert(changes: readonly AlertChange[]): readonly AlertChange[] {
  const last = new Map<string, AlertChange>();
  for (const change of changes) {
    const before = last.get(change.record.alert.id);
    const kind = change.kind === "joined" ? (before?.kind ?? change.kind) : change.kind;
    last.set(change.record.alert.id, { ...change, kind });
  }
  return [...last.values()];
}

function pass(watch: Watch, { timeout }: WatchOptions): Promise<PassSummary> {
  return watchPass(
    watch,
    timeout === undefined ? new AbortController().signal : AbortSignal.timeout(timeout),
  );
}

async function once(watch: Watch, options: WatchOptions): Promise<ExitCode> {
  const { events, unread, givenUp } = await pass(watch, options);
  const records = await watch.ledger.records(watch.connection.orgUrl);
  const open = records.filter(({ record }) => record.alert.state !== "resolved").length;
  watch.remark(
    `${count(events, "event")} read; ${count(open, "alert")} ${open === 1 ? "is" : "are"} open or acknowledged`,
  );
  for (const reason of unread) watch.remark(`not read: ${reason}`);
  return unread.length === 0 && givenUp === 0 ? 0 : 1;
}

async function forever(watch: Watch, options: WatchOptions): Promise<ExitCode> {
  const { terminal, remark } = watch;
  const { signal } = terminal;
  while (!signal.aborted) {
    try {
      const { unread } = await pass(watch, options);
      for (const reason of unread) remark(`not read: ${reason}`);
    } catch (error) {
      if (signal.aborted) break;
      if (!(error instanceof PlumblineError) || !passing.has(error.code)) throw error;
      for (const line of errorLines(error)) remark(line);
    }
    await terminal.stdout.flush();
    await sleep(options.interval, undefined, { signal }).catch(() => {});
  }
  return 0;
}
