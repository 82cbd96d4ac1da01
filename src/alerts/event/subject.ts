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

/** Whom an event is about, and what to call them in a sentence. */
export interface Whom {
  readonly subject: AlertSubject;
  readonly name: string;
}

/**
 * The same for what must not be lost: an event that names nobody, or nobody that can be found again, is raised on the
 * org as a whole (`target` may be null, okta-api 6).
 */
export function whomOf(event: LogEvent): Whom {
  const person = personOf(event);
  if (person !== null) return { subject: person, name: person.name };
  const target = targetOf(event, ["User"]);
  const name =
    target === null
      ? "somebody whom the event does not name"
      : plainName([target.alternateId, target.displayName]);
  return { subject: wholeOrg, name };
}

/** A thing that an event is about, called by its display name; without an id its name has to do. */
export function thingOf(type: string, { id, alternateId, displayName }: LogTarget): AlertSubject {
  const name = plainName([displayName, alternateId, id]);
  return { type, id: id ?? name, name };
}

/** The org as a whole, where an event names nothing in particular. */
export const wholeOrg: AlertSubject = { type: "org", id: "org", name: "the org" };
