import { sameLogin } from "../../../policy/cross-checks/same-login.ts";
import type { Alert, AlertState } from "../../model/alert.ts";
import type { Severity } from "../../model/words.ts";

/** Which alerts to list; an empty list of choices leaves none out. */
export interface AlertFilter {
  readonly states: readonly AlertState[];
  readonly detections: readonly string[];
  readonly severities: readonly Severity[];
  /** Login or id of whom the alert is about. */
  readonly person: string | null;
  /** Seen at that time or later. */
  readonly since: Date | null;
}

const isAmong = <Item>(choices: readonly Item[], item: Item): boolean =>
  choices.length === 0 || choices.includes(item);

/** Whether the filter lets an alert through. */
export function passes(filter: AlertFilter, alert: Alert): boolean {
  const { lastSeenAt } = alert;
  return (
    isAmong(filter.states, alert.state) &&
    isAmong(filter.detections, alert.detection) &&
    isAmong(filter.severities, alert.severity) &&
    (filter.person === null || isAbout(alert, filter.person)) &&
    (filter.since === null || Date.parse(lastSeenAt) >= filter.since.getTime())
  );
}

/** Whether an alert is about the person of that login or id. */
export function isAbout({ subject }: Alert, person: string): boolean {
  return subject.type === "user" && (subject.id === person || sameLogin(subject.name) === sameLogin(person));
}
