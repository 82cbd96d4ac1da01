import type { Baseline } from "../../model/baseline.ts";
import type { LogEvent } from "../../model/log-event.ts";
import type { Finding } from "../../model/report.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { sameName } from "../../model/words.ts";
import { wasDone } from "../outcome.ts";

/** Events that could have led to a finding. */
export interface Lead {
  readonly eventTypes: readonly string[];
  /** At least one of these ids is among the event's targets; null where the id is not known, since the thing is gone. */
  readonly targets: readonly string[] | null;
  /** What else must be true of the event; nothing unless given. */
  readonly tells?: (event: LogEvent) => boolean;
}

/** The most telling first: those that follow count only where those before found nothing. */
export type Leads = readonly (readonly Lead[])[];

/** A finding, and the org and baseline that it is about. */
export interface Inquiry {
  readonly finding: Finding;
  readonly org: OrgSnapshot;
  readonly baseline: Baseline;
}

/** Where to look for whoever is behind the findings of a check. */
export type FindLeads = (inquiry: Inquiry) => Leads;

/** Whether an event is one that a lead leads to; what was tried and failed changed nothing. */
export function isMeant({ eventTypes, targets, tells }: Lead, event: LogEvent): boolean {
  return (
    eventTypes.includes(event.eventType) &&
    wasDone(event) &&
    (targets === null || hasTarget(event, targets)) &&
    (tells?.(event) ?? true)
  );
}

export const hasTarget = ({ targets }: LogEvent, ids: readonly string[]): boolean =>
  targets.some(({ id }) => id !== null && ids.includes(id));

/** Whether one of the targets bears the name, which is all that is known of what was deleted. */
export const namesTarget = ({ targets }: LogEvent, name: string): boolean =>
  targets.some(({ displayName }) => displayName !== null && sameName(displayName, name));

/** The names in a finding's value. */
export const listed = (value: Finding["expected"]): readonly string[] =>
  value === null ? [] : typeof value === "string" ? [value] : value;
