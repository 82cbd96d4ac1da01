import type { AlertRecord } from "../../ledger/alert-record.ts";
import type { AlertChange } from "./alert-record.ts";

/** The alerts of an org while a delivery is handled: as they are now, and what became of them. */
export class AlertBook {
  readonly changes: AlertChange[] = [];
  readonly #bySubject = new Map<string, Map<string, AlertRecord>>();
  readonly #changed = new Map<string, AlertRecord>();

  constructor(records: readonly AlertRecord[]) {
    for (const record of records) this.#keep(record);
  }

  /** The alerts on one subject, oldest first where they came in that order. */
  on(subjectId: string): readonly AlertRecord[] {
    return [...(this.#bySubject.get(subjectId)?.values() ?? [])];
  }

  all(): readonly AlertRecord[] {
    return [...this.#bySubject.values()].flatMap((records) => [...records.values()]);
  }

  put(change: AlertChange): void {
    this.changes.push(change);
    this.#changed.set(change.record.alert.id, change.record);
    this.#keep(change.record);
  }

  /** The alerts that changed, each once, as they are now. */
  changed(): readonly AlertRecord[] {
    return [...this.#changed.values()];
  }

  #keep(record: AlertRecord): void {
    const { subject, id } = record.alert;
    const records = this.#bySubject.get(subject.id) ?? new Map<string, AlertRecord>();
    this.#bySubject.set(subject.id, records.set(id, record));
  }
}
