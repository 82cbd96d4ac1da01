import type { AlertRecord } from "../../ledger/alert-record.ts";
import type { Undoing } from "../../ledger/undoing.ts";
import type { LogEvent } from "../../model/log-event.ts";
import type { Detection } from "../detections/detection.ts";
import { byWhom } from "../event/sentence.ts";
import type { AlertChange } from "./alert-record.ts";
import { isOpen } from "./alert-record.ts";
import { resolved } from "./manual-resolution.ts";

/** The detections whose alerts an event of a type closes. */
type Endings = ReadonlyMap<string, ReadonlySet<string>>;

/** Which alerts are undone by which events. */
export function endingsOf(detections: readonly Detection[]): Endings {
  const byType = new Map<string, Set<string>>();
  for (const { id, closedBy } of detections) {
    for (const eventType of closedBy) byType.set(eventType, (byType.get(eventType) ?? new Set()).add(id));
  }
  return byType;
}

/** Last undone action on each subject, by each type of event. */
export class Undoings {
  readonly #endings: Endings;
  readonly #last = new Map<string, Map<string, Undoing>>();
  readonly #fresh: Undoing[] = [];

  constructor(endings: Endings, known: readonly Undoing[]) {
    this.#endings = endings;
    for (const undoing of known) this.#keep(undoing);
  }

  /** Notes what an event that was done undoes. */
  take(event: LogEvent): readonly Undoing[] {
    const { eventType, published: at, targets } = event;
    if (!this.#endings.has(eventType)) return [];
    const by = byWhom(event);
    const subjects = new Set(targets.flatMap(({ id }) => (id === null ? [] : [id])));
    const undoings = [...subjects].map((subject) => ({ subject, eventType, at, by }));
    for (const undoing of undoings) if (this.#keep(undoing)) this.#fresh.push(undoing);
    return undoings;
  }

  /** Closes an alert that an undoing concerns and that tells of nothing later; null when it stays as it is. */
  close(record: AlertRecord, { eventType, at, by }: Undoing): AlertChange | null {
    const { detection, lastSeenAt } = record.alert;
    const isConcerned = this.#endings.get(eventType)?.has(detection) === true;
    if (!isOpen(record) || !isConcerned || lastSeenAt > at) return null;
    return resolved(record, `undone ${by} (${eventType})`, at, "itself");
  }

  /** Closes an alert that was undone before it was heard of; null when it stays as it is. */
  closeLate(record: AlertRecord): AlertChange | null {
    const undoings = [...(this.#last.get(record.alert.subject.id)?.values() ?? [])];
    const oldestFirst = undoings.toSorted((left, right) => (left.at < right.at ? -1 : 1));
    for (const undoing of oldestFirst) {
      const change = this.close(record, undoing);
      if (change !== null) return change;
    }
    return null;
  }

  /** Those that were noted since the beginning. */
  fresh(): readonly Undoing[] {
    return this.#fresh;
  }

  /** True when it is later than what was known. */
  #keep(undoing: Undoing): boolean {
    const { subject, eventType, at } = undoing;
    const ofSubject = this.#last.get(subject) ?? new Map<string, Undoing>();
    this.#last.set(subject, ofSubject);
    const before = ofSubject.get(eventType);
    if (before !== undefined && before.at >= at) return false;
    ofSubject.set(eventType, undoing);
    return true;
  }
}
