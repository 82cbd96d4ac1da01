import type { RunningBacktest } from "../../alerts/backtest.ts";
import { logRetentionDays, logRetentionMs } from "../../model/durations.ts";
import { PlumblineError } from "../../model/errors.ts";
import { asLogEvent } from "../../model/unread-event.ts";
import type { OktaConnection } from "../../okta/connection/connection.ts";
import { type MalformedLine, readLogFile } from "../../okta/log-file.ts";
import { pollLog } from "../../okta/system-log.ts";
import type { BacktestReport } from "../../report/pages/backtest-text.ts";
import { logFilter } from "./log-start.ts";

/** Result of reading past events. */
export type PastEvents = Pick<BacktestReport, "range" | "events" | "malformed" | "notSeen">;

/** Enough to see what is wrong with a file. */
const shownMalformed = 20;
/** As many as an alert keeps. */
const alertedMalformed = 1000;

/** Gives a running backtest the events of a file. @throws PlumblineError LOG_FILE_UNREADABLE */
export async function eventsOfFile(
  path: string,
  running: RunningBacktest,
  signal: AbortSignal,
): Promise<PastEvents> {
  let [events, malformed, from, to] = [0, 0, "", ""];
  const first: string[] = [];
  const alerted: MalformedLine[] = [];
  for await (const part of readLogFile(path, running.eventTypes, signal)) {
    running.take(part.events);
    alerted.push(...part.malformed.slice(0, alertedMalformed - alerted.length));
    events += part.count;
    malformed += part.malformed.length;
    for (const { line, reason } of part.malformed.slice(0, shownMalformed - first.length)) {
      first.push(`line ${line}: ${reason}`);
    }
    if (part.range === null) continue;
    if (from === "" || part.range.from < from) from = part.range.from;
    if (part.range.to > to) to = part.range.to;
  }
  if (events === 0) {
    throw new PlumblineError("LOG_FILE_UNREADABLE", `${path} holds no System Log event`, {
      remedy:
        "give an export with one event a line (jq -c '.[]' makes one), or a JSON array as Okta's API gives it",
      details: first,
    });
  }
  running.take(alerted.map((one) => asLogEvent(one, to)));
  return { range: { from, to }, events, malformed: { count: malformed, first }, notSeen: [] };
}

/** Gives a running backtest what Okta has logged since. @throws PlumblineError when the log cannot be read */
export async function eventsOfOrg(
  connection: OktaConnection,
  running: RunningBacktest,
  range: { readonly since: Date; readonly now: Date; readonly signal: AbortSignal },
): Promise<PastEvents> {
  const oldest = new Date(range.now.getTime() - logRetentionMs);
  const since = range.since < oldest ? oldest : range.since;
  const filter = logFilter([...running.eventTypes]);
  const malformed: string[] = [];
  let events = 0;
  for await (const page of pollLog(connection, { since }, range.signal, filter)) {
    running.take(page.events);
    running.take(page.malformed.map((one) => asLogEvent(one, range.now.toISOString())));
    events += page.events.length;
    malformed.push(...page.malformed.map(({ reason }) => reason));
  }
  return {
    range: { from: since.toISOString(), to: range.now.toISOString() },
    events,
    malformed: { count: malformed.length, first: malformed.slice(0, shownMalformed) },
    notSeen:
      since === range.since
        ? []
        : [`what lies further back: Okta keeps its log for ${logRetentionDays} days`],
  };
}
