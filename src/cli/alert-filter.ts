import { sameLogin } from "../../policy/cross-checks/same-login.ts";
import type { Alert } from "../model/alert.ts";
import type { Severity } from "../model/words.ts";

/** Which alerts to list; an empty list of choices leaves none out. */
export interface AlertFilter {
  /** Resolved ones, too. */
  readonly all: boolean;
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
  const { subject, lastSeenAt } = alert;
  return (
    (filter.all || alert.state !== "resolved") &&
    isAmong(filter.detections, alert.detection) &&
    isAmong(filter.severities, alert.severity) &&
    (filter.person === null ||
      (subject.type === "user" &&
        (subject.id === filter.person || sameLogin(subject.name) === sameLogin(filter.person)))) &&
    (filter.since === null || Date.parse(lastSeenAt) >= filter.since.getTime())
  );
}
