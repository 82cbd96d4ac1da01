import type { Alert } from "../../model/alert.ts";
import { actorText, toTheMinute } from "../../model/alert-words.ts";
import { inertText } from "../../model/inert-text.ts";
import { count } from "../text/count.ts";
import { jsonText } from "../text/json-text.ts";
import { wrapText } from "../text/wrap-text.ts";

/** Alerts that the detections would have raised over past events, and over which. */
export interface BacktestReport {
  /** Where the events came from, as a title calls it. */
  readonly source: string;
  /** Period that was really covered, ISO 8601, UTC; null where there was nothing. */
  readonly range: { readonly from: string; readonly to: string } | null;
  /** Events in that range, as far as they were given. */
  readonly events: number;
  /** Of these, events of a kind that detections read. */
  readonly concerned: number;
  readonly duplicates: number;
  readonly malformed: {
    readonly count: number;
    /** The first of them, one line each. */
    readonly first: readonly string[];
  };
  /** Limits of what could be seen, one sentence each. */
  readonly notSeen: readonly string[];
  /** Alerts by detection, every detection; null for one that the baseline turns off. */
  readonly opened: Readonly<Record<string, number | null>>;
  /** Changes by managed actors, recorded and not alerted. */
  readonly recorded: number;
  /** As they would be now, oldest first. */
  readonly alerts: readonly Alert[];
}

export function backtestAsJson(report: BacktestReport): string {
  return jsonText(report);
}

/** A backtest for people: what was covered, how many alerts a detection, then the alerts, oldest first. */
export function backtestText(report: BacktestReport, width: number): string {
  const wrapped = (text: string): string => wrapText(inertText(text), width, 0, 2);
  const { range, source, malformed, alerts } = report;
  const { length } = malformed.first;
  const covered = range === null ? "nothing" : `${toTheMinute(range.from)} to ${toTheMinute(range.to)}`;
  const lines = [
    wrapped(`Backtest of ${source}: ${covered}`),
    wrapped(eventsLine(report)),
    ...report.notSeen.map((what) => wrapped(`not seen: ${what}`)),
    ...malformed.first.map((line) => wrapped(`malformed: ${line}`)),
    ...(malformed.count > length ? [`malformed: ${count(malformed.count - length, "more line")}`] : []),
    "",
    ...countLines(report.opened),
    "",
    wrapped(`${count(alerts.length, "alert")} would have been raised${recordedText(report.recorded)}.`),
    ...alerts.flatMap((alert) => alertLines(alert, width)),
  ];
  return `${lines.join("\n")}\n`;
}

const eventsLine = ({ events, concerned, duplicates, malformed }: BacktestReport): string =>
  [
    count(events, "event"),
    `${concerned} of a kind that detections read`,
    ...(duplicates === 0 ? [] : [`${duplicates} repeated and counted once`]),
    ...(malformed.count === 0 ? [] : [`${count(malformed.count, "line")} that could not be read`]),
  ].join(", ");

const recordedText = (recorded: number): string =>
  recorded === 0 ? "" : `; ${count(recorded, "change")} by managed actors recorded only`;

const countWidth = 6;

const countLines = (opened: BacktestReport["opened"]): readonly string[] =>
  Object.entries(opened).map(([detection, alerts]) =>
    inertText(`${String(alerts ?? "off").padStart(countWidth)}  ${detection}`),
  );

function alertLines(alert: Alert, width: number): readonly string[] {
  const { severity, title, detection, openedAt, lastSeenAt, actor, resolution } = alert;
  const [from, to] = [toTheMinute(openedAt), toTheMinute(lastSeenAt)];
  const until = from === to ? "" : ` until ${to}`;
  const closed = resolution === null ? "" : `; resolved: ${resolution}`;
  const by = `${from}${until}, ${detection}, by ${actorText(actor)}${closed}`;
  return [
    wrapText(inertText(`${severity.padEnd(8)}  ${title}`), width, 0, 10),
    wrapText(inertText(by), width, 10),
  ];
}
