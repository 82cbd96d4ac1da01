import type { AlertRecord } from "../../ledger/alert-record.ts";
import type { OrgMemory, PersonMemory } from "../../ledger/memory.ts";
import type { Undoing } from "../../ledger/undoing.ts";
import type { LogEvent } from "../../model/log-event.ts";
import type { Detection } from "../detections/detection.ts";
import type { AlertRules } from "../event/alert-rules.ts";
import { byTime } from "../event/by-time.ts";
import { wasDone } from "../event/outcome.ts";
import type { LiveFacts } from "../memory/live-facts.ts";
import { type Memory, unknownPerson } from "../memory/memory.ts";
import { personRemembered, rememberEvent, rememberLive } from "../memory/remember.ts";
import { AlertBook } from "./alert-book.ts";
import type { AlertChange } from "./alert-record.ts";
import { isOpen } from "./alert-record.ts";
import { type Detect, detectWith } from "./detect.ts";
import { takeDraft } from "./lifecycle.ts";
import { settle } from "./settle.ts";
import { endingsOf, Undoings } from "./undoing.ts";

/** Events as they were delivered, and all that is known when they are handled. */
export interface Delivery {
  /** In any order, some perhaps twice; those that an earlier delivery handled are left out. */
  readonly events: readonly LogEvent[];
  /** Every open alert, and resolved ones of the days in which an event may still arrive late. */
  readonly alerts: readonly AlertRecord[];
  /** Memory of the people in the events and of those that open alerts are about. */
  readonly people: ReadonlyMap<string, PersonMemory>;
  readonly org: OrgMemory;
  /** Undone actions on the things that the events are about. */
  readonly undoings?: readonly Undoing[];
  /** Read after the events. */
  readonly live: LiveFacts;
}

/** Result of a delivery. */
export interface Aftermath {
  /** In the order in which it happened; the last of an alert says what it is now. */
  readonly changes: readonly AlertChange[];
  /** The alerts that changed, each once, as they are now. */
  readonly alerts: readonly AlertRecord[];
  /** Only those of whom something new is known. */
  readonly people: ReadonlyMap<string, PersonMemory>;
  readonly org: OrgMemory;
  /** Only the new ones. */
  readonly undoings: readonly Undoing[];
}

/** Deals with one delivery after the other: prepares the detections once. */
export function deliveryTaker(
  detections: readonly Detection[],
  rules: AlertRules,
): (delivery: Delivery) => Aftermath {
  const detect = detectWith(detections, rules);
  const byId = new Map<string, Detection>(detections.map((detection) => [detection.id, detection]));
  const endings = endingsOf(detections);
  return (delivery) => {
    const book = new AlertBook(delivery.alerts);
    const people = new Map<string, PersonMemory>();
    const memory: Memory = {
      person: (id) => people.get(id) ?? delivery.people.get(id) ?? null,
      org: delivery.org,
      live: delivery.live,
    };
    const undoings = new Undoings(endings, delivery.undoings ?? []);
    for (const event of inOrder(delivery.events)) {
      takeEvent(event, { detect, undoings, book, people, memory, rules });
    }
    for (const record of book.all().filter(isOpen)) {
      const change = settle(record, byId.get(record.alert.detection)?.closing ?? "by-hand", memory, rules);
      if (change !== null) book.put(change);
    }
    for (const live of delivery.live.people.values()) {
      const before = memory.person(live.id) ?? unknownPerson(live.id);
      people.set(live.id, rememberLive(before, live, delivery.live.at));
    }
    const { watchedSince, policies } = delivery.org;
    const org = { watchedSince, policies: delivery.live.policies ?? policies };
    return { changes: book.changes, alerts: book.changed(), people, org, undoings: undoings.fresh() };
  };
}

/** Each once, by `published`: Okta delivers in the order in which it stored them, and some twice (okta-api 6). */
function inOrder(events: readonly LogEvent[]): readonly LogEvent[] {
  const once = new Map(events.map((event) => [event.uuid, event]));
  return [...once.values()].sort(byTime);
}

interface Circumstances {
  readonly detect: Detect;
  readonly undoings: Undoings;
  readonly book: AlertBook;
  readonly people: Map<string, PersonMemory>;
  readonly memory: Memory;
  readonly rules: AlertRules;
}

function takeEvent(event: LogEvent, { detect, undoings, book, people, memory, rules }: Circumstances): void {
  if (wasDone(event)) end(event, undoings, book);
  for (const draft of detect(event, memory)) {
    for (const change of takeDraft(book.on(draft.subject.id), draft)) {
      book.put(change);
      const undone = undoings.closeLate(change.record);
      if (undone !== null) book.put(undone);
    }
  }
  const person = personRemembered(event);
  if (person === null) return;
  const before = memory.person(person.id) ?? unknownPerson(person.id);
  const after = rememberEvent(before, event, rules.managedActors);
  if (after !== before) people.set(person.id, after);
}

/** The event undoes what was done to the same subject before: its alerts close. */
function end(event: LogEvent, undoings: Undoings, book: AlertBook): void {
  for (const undoing of undoings.take(event)) {
    for (const record of book.on(undoing.subject)) {
      const change = undoings.close(record, undoing);
      if (change !== null) book.put(change);
    }
  }
}
