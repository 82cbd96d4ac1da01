import type { Check } from "../../../checks/contract/check.ts";
import type { Detection } from "../../alerts/detections/detection.ts";
import { isPushEvent, pushAnswer } from "../../alerts/event/push-answer.ts";
import type { AlertChange } from "../../alerts/lifecycle/alert-record.ts";
import { isOpen } from "../../alerts/lifecycle/alert-record.ts";
import {
  asksOfPolicies,
  peopleToRead,
  peopleToRecall,
  watchedEventTypes,
} from "../../alerts/lifecycle/people-to-read.ts";
import type { deliveryTaker } from "../../alerts/lifecycle/take-delivery.ts";
import { type LiveFacts, noLiveFacts } from "../../alerts/memory/live-facts.ts";
import { postsFor } from "../../alerts/outbox/posts-for.ts";
import type { Lease } from "../../ledger/lease.ts";
import type { Ledger, LogPosition, RecollectionRequest } from "../../ledger/ledger.ts";
import type { Baseline } from "../../model/baseline.ts";
import { hourMs, logRetentionMs } from "../../model/durations.ts";
import type { UserId } from "../../model/ids.ts";
import type { LogEvent } from "../../model/log-event.ts";
import { asLogEvent } from "../../model/unread-event.ts";
import type { OktaConnection } from "../../okta/connection/connection.ts";
import { isPositionRefused } from "../../okta/system-log.ts";
import type { Caller } from "../caller.ts";
import { withLease } from "../lease/with-lease.ts";
import { type EventIntake, streamedAs } from "./event-intake.ts";
import { readLiveFacts } from "./live-facts.ts";
import { type LogBatch, logBatches } from "./log-batches.ts";
import { type ChosenStart, firstStart, logFilter, nextStart, startByTime } from "./log-start.ts";
import type { PostSummary } from "./post-alerts.ts";

/** Dependencies of a pass over the System Log. */
export interface Watch {
  readonly ledger: Ledger;
  readonly connection: OktaConnection;
  readonly baseline: Baseline;
  readonly checks: readonly Check[];
  readonly detections: readonly Detection[];
  readonly take: ReturnType<typeof deliveryTaker>;
  /** Where a new ledger begins. */
  readonly since: Date;
  readonly caller: Caller;
  /** Called once changes are in the ledger. */
  readonly onChanges: (changes: readonly AlertChange[]) => Promise<void>;
  /** Events that came by a stream, besides the log; left out where none come. */
  readonly intake?: EventIntake;
  /** Sends what waits to be sent. */
  readonly post: (lease: Lease, signal: AbortSignal) => Promise<PostSummary>;
}

/** Result of a pass. */
export interface PassSummary extends PostSummary {
  readonly events: number;
  /** Parts that could not be read, one line each. */
  readonly unread: readonly string[];
}

/**
 * Reads what was logged since the last pass, and writes what became of it: a batch is one transaction, so whoever
 * dies half-way has lost nothing and doubled nothing.
 *
 * @throws PlumblineError LEDGER_*, and whatever keeps from reading the org
 */
export async function watchPass(watch: Watch, timeout: AbortSignal): Promise<PassSummary> {
  const { ledger, connection, caller } = watch;
  return withLease(ledger, connection.orgUrl, caller, async (lease, held) => {
    const reading = readOn(watch, lease, AbortSignal.any([held, timeout]));
    // An org that cannot be read must not hold up what is known already.
    await Promise.allSettled([reading]);
    const posted = await watch.post(lease, held);
    return { ...(await reading), ...posted };
  });
}

type ReadSummary = Omit<PassSummary, keyof PostSummary>;

/** Goes on where the last pass ended. */
async function readOn(watch: Watch, lease: Lease, signal: AbortSignal): Promise<ReadSummary> {
  const filter = logFilter(watchedEventTypes(watch.detections, watch.baseline.alerts));
  const position = await watch.ledger.position(lease.org);
  const now = watch.caller.now();
  const chosen = position === null ? firstStart(watch.since, now) : nextStart(position, filter, now);
  const followed = { lease, chosen, filter, signal, isFirst: position === null };
  // A ledger that never read the org learns of its past first.
  const streamed = position === null ? [] : await dealWithStreamed(watch, { lease, signal, position });
  try {
    const read = await follow(watch, followed);
    return { ...read, unread: [...new Set([...streamed, ...read.unread])] };
  } catch (error) {
    if (position === null || !("position" in chosen.start) || !isPositionRefused(error)) throw error;
    const again = startByTime(position, now, "Okta does not follow the kept link any more");
    return follow(watch, { ...followed, chosen: again });
  }
}

/** Events may come late by a stream, and clocks differ. */
const streamLagMs = hourMs;

/** Whether an event may be one that the log has still to show: of older ones it is the log that tells. */
function isNews({ published }: LogEvent, { updatedAt }: LogPosition, now: Date): boolean {
  const time = Date.parse(published);
  return time >= Date.parse(updatedAt) - streamLagMs && time <= now.getTime() + streamLagMs;
}

/** Deals with what came by a stream. The position stays: the log shows these events, too, and whatever the stream lost. */
async function dealWithStreamed(
  watch: Watch,
  {
    lease,
    signal,
    position,
  }: { readonly lease: Lease; readonly signal: AbortSignal; readonly position: LogPosition },
): Promise<readonly string[]> {
  const { intake, caller, ledger } = watch;
  if (intake === undefined) return [];
  const waiting = intake.take();
  for (const text of intake.remarks()) caller.remark(text);
  const now = caller.now();
  const uuids = waiting.flatMap(namesOf);
  const { seen } = await ledger.recall(lease.org, { uuids, people: [], resolvedSince: now });
  const events = waiting.filter((event) => !isHandled(event, seen) && isNews(event, position, now));
  if (events.length === 0) return [];
  intake.expect(events);
  const part = { events, nameOf: streamedAs, position: () => position };
  return dealWith(part, watch, { lease, signal, watchedSince: null, isFirst: false });
}

interface Followed {
  readonly lease: Lease;
  readonly chosen: ChosenStart;
  readonly filter: string;
  readonly signal: AbortSignal;
  /** The ledger never read the org before. */
  readonly isFirst: boolean;
}

const linkMissing =
  "a page of the System Log came without the link to the next, which Okta promises: its events are handled, and reading " +
  "goes on by time, an overlap twice; does a proxy take Link headers away?";

async function follow(watch: Watch, followed: Followed): Promise<ReadSummary> {
  const { chosen, filter, signal, lease, isFirst } = followed;
  const watchedSince = "since" in chosen.start ? chosen.start.since.toISOString() : null;
  for (const text of chosen.remarks) watch.caller.remark(text);
  let events = 0;
  const unread: string[] = [];
  for await (const batch of logBatches(watch.connection, chosen.start, { filter, signal })) {
    if (batch.isLinkMissing) watch.caller.warn(linkMissing);
    unread.push(...batch.malformed.map(({ reason }) => reason));
    const part = partOf(batch, watch, filter);
    unread.push(...(await dealWith(part, watch, { lease, signal, watchedSince, isFirst })));
    events += batch.events.length;
  }
  return { events, unread: [...new Set(unread)] };
}

/** Events to deal with at once. */
interface Part {
  readonly events: readonly LogEvent[];
  /** By what they are known to be handled. */
  readonly nameOf: (event: LogEvent) => string;
  /** Position in the log after them. */
  position(now: Date): LogPosition;
}

/** Names by which an event may have been handled: as the log has it, or as a stream told of this very event. */
const namesOf = (event: LogEvent): readonly string[] => [event.uuid, streamedAs(event)];

/** An event that the log shows otherwise than a stream told it is handled as the log shows it. */
const isHandled = (event: LogEvent, seen: ReadonlySet<string>): boolean =>
  namesOf(event).some((name) => seen.has(name));

/** A batch of the log as a part. */
function partOf(batch: LogBatch, { intake, caller }: Watch, filter: string): Part {
  const now = caller.now().toISOString();
  // An event that cannot be read is no less of an event: an alert tells of it.
  const events = [...batch.events, ...batch.malformed.map((one) => asLogEvent(one, now))];
  intake?.shown(events);
  return {
    events,
    nameOf: ({ uuid }) => uuid,
    position: (at) => ({ next: batch.position, filter, updatedAt: at.toISOString() }),
  };
}

/** Circumstances of a part. */
interface Dealing {
  readonly lease: Lease;
  readonly signal: AbortSignal;
  /** From when on a new ledger knows the org. */
  readonly watchedSince: string | null;
  readonly isFirst: boolean;
}

/** Deals with a part; what of the org could not be read, one line each. */
async function dealWith(
  { events, nameOf, position: positionAt }: Part,
  watch: Watch,
  { lease, signal, watchedSince, isFirst }: Dealing,
): Promise<readonly string[]> {
  const { ledger, caller, take } = watch;
  const { routes } = watch.baseline.alerts;
  const now = caller.now();
  const wanted = await wantedFor(events, watch, now);
  const { live, unread } = await liveFactsFor(wanted, watch, { now, signal });
  const position = positionAt(now);
  const { changes } = await ledger.keepRun(lease, { now, wanted }, (known) => {
    const { changes, alerts, people, org, undoings } = take({
      events: events.filter((event) => !isHandled(event, known.seen)),
      alerts: known.records,
      people: known.people,
      undoings: known.undoings,
      org: { ...known.org, watchedSince: known.org.watchedSince ?? watchedSince },
      live,
    });
    const told = new Set(alerts.flatMap(({ alert }) => alert.events));
    const seen = events
      .filter((event) => !isPushEvent(event) || told.has(event.uuid) || pushAnswer(event) === "denied")
      .map((event) => ({ uuid: nameOf(event), published: event.published }));
    const posts = postsFor(changes, known.records, { routes, isFirstReading: isFirst });
    return { changes, records: alerts, people: [...people.values()], org, undoings, seen, position, posts };
  });
  await watch.onChanges(changes);
  return unread;
}

interface Wanted extends RecollectionRequest {
  /** Those of the people whom the org is asked about. */
  readonly toRead: readonly string[];
  readonly asksOfPolicies: boolean;
  /** False: nothing happened but people signing in, and no alert waits for anything. */
  readonly isAnythingToJudge: boolean;
}

/** The people whom the events or an open alert are about, and what else the ledger is asked for. */
async function wantedFor(
  events: readonly LogEvent[],
  { ledger, connection }: Watch,
  now: Date,
): Promise<Wanted> {
  const uuids = events.flatMap(namesOf);
  // A resolved alert may be told more of for as long as Okta keeps its log.
  const request = { uuids, people: [], resolvedSince: new Date(now.getTime() - logRetentionMs) };
  const { seen, records } = await ledger.recall(connection.orgUrl, request);
  const fresh = events.filter((event) => !isHandled(event, seen));
  const toRead = peopleToRead(fresh, records);
  return {
    ...request,
    people: peopleToRecall(fresh, toRead),
    toRead,
    asksOfPolicies: asksOfPolicies(fresh, records),
    subjects: subjectsOf(fresh),
    isAnythingToJudge: records.some(isOpen) || !fresh.every(isPushEvent),
  };
}

const subjectsOf = (events: readonly LogEvent[]): readonly string[] => [
  ...new Set(events.flatMap(({ targets }) => targets.flatMap(({ id }) => (id === null ? [] : [id])))),
];

async function liveFactsFor(
  { toRead, asksOfPolicies, isAnythingToJudge }: Wanted,
  { connection, baseline, checks }: Watch,
  { now, signal }: { readonly now: Date; readonly signal: AbortSignal },
): Promise<{ readonly live: LiveFacts; readonly unread: readonly string[] }> {
  if (!isAnythingToJudge) return { live: noLiveFacts(now.toISOString()), unread: [] };
  const ids = toRead.map((id) => id as UserId);
  const about = { people: ids, asksOfPolicies };
  const { live, gaps } = await readLiveFacts({ connection, baseline, checks, ...about, now, signal });
  return { live, unread: gaps.map(({ slice, reason }) => `${slice}: ${reason}`) };
}
