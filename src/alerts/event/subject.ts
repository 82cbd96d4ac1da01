import type { AlertSubject } from "../../model/alert.ts";
import type { LogEvent, LogTarget } from "../../model/log-event.ts";
import { plainName } from "./plain-name.ts";

/** The first target of one of these types; the first of the list that is there wins. */
export function targetOf({ targets }: LogEvent, types: readonly string[]): LogTarget | null {
  for (const type of types) {
    const found = targets.find((target) => target.type === type);
    if (found !== undefined) return found;
  }
  return null;
}

/** The person whom an event is about; null when it names none. */
export function personOf(event: LogEvent): AlertSubject | null {
  const target = targetOf(event, ["User"]);
  if (target === null || target.id === null) return null;
  const { id, alternateId, displayName } = target;
  return { type: "user", id, name: plainName([alternateId, displayName, id]) };
}

/** A thing that an event is about, called by its display name; without an id its name has to do. */
export function thingOf(type: string, { id, alternateId, displayName }: LogTarget): AlertSubject {
  const name = plainName([displayName, alternateId, id]);
  return { type, id: id ?? name, name };
}

/** The org as a whole, where an event names nothing in particular. */
export const wholeOrg: AlertSubject = { type: "org", id: "org", name: "the org" };
