import { loadBaseline } from "../../../policy/load-baseline.ts";
import { alertRules } from "../../alerts/detections/settings.ts";
import { guideBy } from "../../alerts/guidance/guidance.ts";
import type { AlertChange } from "../../alerts/lifecycle/alert-record.ts";
import { watchedEventTypes } from "../../alerts/lifecycle/people-to-read.ts";
import { deliveryTaker } from "../../alerts/lifecycle/take-delivery.ts";
import { fetchOf } from "../../alerts/outbox/fetch-of.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { errorLines } from "../../model/error-lines.ts";
import { readConnectionSettings } from "../../okta/access/connection-settings.ts";
import { connect } from "../../okta/connect.ts";
import { readOrganization } from "../../okta/reading/read-organization.ts";
import { count } from "../../report/text/count.ts";
import type { Caller } from "../caller.ts";
import { loadChecks } from "../catalogue/load-checks.ts";
import { loadDetections } from "../catalogue/load-detections.ts";
import { loadNotifiers } from "../catalogue/load-notifiers.ts";
import { refuseOtherEngine } from "../check/read-org.ts";
import { paceOf } from "../check/reading-options.ts";
import type { ExitCode } from "../exit-code.ts";
import { withLedger } from "../ledger.ts";
import { publicUrlOf } from "../public-url.ts";
import { momentOf } from "../since.ts";
import { EventIntake } from "./event-intake.ts";
import { withEvents } from "./event-stream.ts";
import { withHooks } from "./hook-listening.ts";
import type { HookTrigger } from "./hook-trigger.ts";
import { openChannels, postAlerts } from "./post-alerts.ts";
import { watchForever } from "./watch-forever.ts";
import type { WatchOptions } from "./watch-options.ts";
import { type PassSummary, type Watch, watchPass } from "./watch-pass.ts";

/** Listener that a watch reports to while it lasts. */
export interface WatchListener {
  /** Receives each change of an alert, once that is in the ledger. */
  readonly changed: (change: AlertChange) => void;
  /** Ends each pass of a watch that goes on. */
  readonly passEnded: () => Promise<void>;
}

/**
 * Watches an org: once, or until the caller wants it to stop.
 *
 * @returns 0 when all was read, 1 when something could not be, a post was given up or a destination cannot be used;
 *   open alerts change nothing
 * @throws PlumblineError when nothing could be read
 */
export async function watchOrg(
  options: WatchOptions,
  caller: Caller,
  listener: WatchListener,
): Promise<ExitCode> {
  const { baseline } = await loadBaseline(options.baseline);
  const [checks, detections, notifiers] = await Promise.all([
    loadChecks(),
    loadDetections(),
    loadNotifiers(),
  ]);
  const { channels, problem } = openChannels(notifiers, baseline.alerts.routes, caller.env);
  // Whoever cannot be told must not keep alerts from being raised: their posts wait in the ledger.
  for (const line of problem === null ? [] : errorLines(problem)) caller.warn(line);
  const fetch = await fetchOf(channels.size === 0 ? {} : caller.env);
  const connection = connect(readConnectionSettings(caller.env), {
    signal: caller.signal,
    wallClock: () => caller.now().getTime(),
    ...paceOf(options),
  });
  const { remark } = caller;
  const guide = guideBy(detections, publicUrlOf(options, caller.env));
  const watched = watchedEventTypes(detections, baseline.alerts);
  const intake = new EventIntake(() => caller.now().getTime(), watched, detections);
  const onLedger = async (ledger: Ledger, trigger: HookTrigger): Promise<ExitCode> => {
    refuseOtherEngine(baseline.org.engine, await readOrganization(connection, caller.signal));
    const since = momentOf(options.since, caller.now());
    const onChanges = async (changes: readonly AlertChange[]): Promise<void> => {
      for (const change of oneAnAlert(changes)) listener.changed(change);
    };
    const watch: Watch = {
      take: deliveryTaker(detections, alertRules(baseline)),
      ledger,
      connection,
      baseline,
      checks,
      detections,
      since,
      caller,
      onChanges,
      intake,
      post: (lease, signal) => postAlerts({ ledger, channels, fetch, guide, remark }, lease, signal),
    };
    if (options.once === true) {
      const exitCode = await once(watch, options);
      return problem === null ? exitCode : 1;
    }
    await watchForever(caller, {
      pass: () => pass(watch, options),
      seen: async (uuids) =>
        (await ledger.recall(connection.orgUrl, { uuids, people: [], resolvedSince: since })).seen,
      interval: options.interval,
      trigger,
      passEnded: listener.passEnded,
    });
    return 0;
  };
  const needs = { detections, rules: baseline.alerts, env: caller.env, remark };
  return withHooks(options.listen, needs, (trigger) => {
    const streaming = { intake, trigger, once: options.once === true };
    return withEvents(options.eventSource, streaming, caller, () =>
      withLedger({ ...options, create: true }, caller, (ledger) => onLedger(ledger, trigger)),
    );
  });
}

/** Keeps the last change of each alert: one that was opened and told more of was opened. */
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
  const waiting = [...(await watch.ledger.outbox.waiting(watch.connection.orgUrl)).values()];
  const posts = waiting.reduce((sum, line) => sum + line.posts, 0);
  const unsent = posts === 0 ? "" : `; ${count(posts, "post")} ${posts === 1 ? "waits" : "wait"} to be sent`;
  watch.caller.remark(
    `${count(events, "event")} read; ${count(open, "alert")} ${open === 1 ? "is" : "are"} open or acknowledged${unsent}`,
  );
  for (const reason of unread) watch.caller.remark(`not read: ${reason}`);
  for (const text of watch.intake?.remarks(true) ?? []) watch.caller.remark(text);
  return unread.length === 0 && givenUp === 0 ? 0 : 1;
}
