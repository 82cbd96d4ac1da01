import type { Baseline } from "../../model/baseline.ts";
import type { LogEvent } from "../../model/log-event.ts";
import { type Finding, isList } from "../../model/report.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { sameName } from "../../model/words.ts";
import { wasDone } from "../event/outcome.ts";

/** Events that could have led to a finding. */
export interface Lead {
  readonly eventTypes: readonly string[];
  /** At least one of these ids is among the event's targets; null where the id is not known, since the thing is gone. */
  readonly targets: readonly string[] | null;
  /** Further condition on the event; nothing unless given. */
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

/**
 * Whether an event is about a thing. By its id; by one of its names where the thing is gone and so is its id, and where
 * no target has an id of that kind at all: how Okta names some things in the log was not verified against a live org.
 *
 * @param kind - the letters with which Okta's ids of such things begin
 */
export function isAbout(
  event: LogEvent,
  {
    id,
    kind,
    names,
  }: { readonly id: string | null; readonly kind: string; readonly names: readonly string[] },
): boolean {
  if (id !== null && hasTarget(event, [id])) return true;
  if (id !== null && event.targets.some((target) => target.id?.startsWith(kind))) return false;
  const wanted = names.map((name) => name.normalize("NFC").toLowerCase());
  const told = event.targets.flatMap((target) => [target.id, target.alternateId, target.displayName]);
  return [...told, event.debugData["factor"]].some(
    (name) => typeof name === "string" && wanted.includes(name.normalize("NFC").toLowerCase()),
  );
}

/** The names in a finding's value. */
export const listed = (value: Finding["expected"]): readonly string[] =>
  typeof value === "string" ? [value] : isList(value) ? value : [];
