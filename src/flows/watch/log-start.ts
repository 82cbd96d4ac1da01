import type { LogPosition } from "../../ledger/ledger.ts";
import { dayMs, hourMs, logRetentionDays, logRetentionMs, minuteMs } from "../../model/durations.ts";
import { unreadEventType } from "../../model/unread-event.ts";
import type { LogStart } from "../../okta/system-log.ts";

/** Okta refuses to look further back than 180 days (E0000053, okta-api 6); a minute for clocks that differ. */
const furthestMs = 180 * dayMs - minuteMs;
/** Read again where a link cannot be followed: clocks differ, and what was seen is known by its uuid. */
const overlapMs = hourMs;

/** Where to begin to read, and what there is to say about it. */
export interface ChosenStart {
  readonly start: LogStart;
  readonly remarks: readonly string[];
}

const day = (time: Date): string => `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** Okta's filter for events of these types: a large org logs millions of others. */
export const logFilter = (eventTypes: readonly string[]): string =>
  eventTypes
    .filter((type) => type !== unreadEventType)
    .map((type) => `eventType eq "${type}"`)
    .join(" or ");

/** Where a ledger that never read the org begins. */
export function firstStart(since: Date, now: Date): ChosenStart {
  const oldest = new Date(now.getTime() - logRetentionMs);
  const furthest = new Date(now.getTime() - furthestMs);
  const start = since < furthest ? furthest : since;
  return {
    start: { since: start },
    remarks: [
      `a new ledger: reading the System Log from ${day(start)}; what happened before is not looked at`,
      ...(since < furthest ? ["Okta looks back 180 days at most"] : []),
      ...(since < oldest
        ? [`Okta keeps its log for ${logRetentionDays} days: nothing from before ${day(oldest)} comes`]
        : []),
    ],
  };
}

/**
 * Where a ledger goes on that read the org before. It follows its link also after a long time: Okta knows best what it
 * still has, and a clock that went wrong must not skip anything.
 */
export function nextStart(position: LogPosition, filter: string, now: Date): ChosenStart {
  const last = new Date(position.updatedAt);
  const oldest = new Date(now.getTime() - logRetentionMs);
  const lost =
    last < oldest
      ? [
          `last read ${day(last)}, and Okta keeps its log for ${logRetentionDays} days: what happened until ${day(oldest)} is lost`,
        ]
      : [];
  if (position.filter === filter) return { start: { position: position.next }, remarks: lost };
  const { start, remarks } = startByTime(position, now, "other kinds of events are read than before");
  return { start, remarks: [...lost, ...remarks] };
}

/** Where a ledger goes on whose link cannot be followed. @param why as a clause */
export function startByTime(position: LogPosition, now: Date, why: string): ChosenStart {
  // The last reading may have had a clock that was ahead.
  const last = Math.min(Date.parse(position.updatedAt), now.getTime());
  const from = new Date(Math.max(last - overlapMs, now.getTime() - furthestMs));
  return { start: { since: from }, remarks: [`${why}: reading again from ${day(from)}`] };
}
