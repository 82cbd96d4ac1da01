import type { UserId } from "../../model/ids.ts";
import type { LogEvent } from "../../model/log-event.ts";

/**
 * Beginnings of the types of events after which somebody may have other enrolments, from Okta's event catalogue. Whole
 * families, so that a type that Okta adds is watched from its first day. Another list is another filter, and a log that was
 * read by another filter proves nothing.
 */
const families = [
  "device.",
  "group.user_membership.",
  "security.authenticator.",
  "system.import.user.",
  "system.mfa.",
  "user.account.",
  "user.credential.",
  "user.lifecycle.",
  "user.mfa.",
  "user.realm.",
] as const;

/** Okta's filter for them. */
export const watchedFilter = families.map((family) => `eventType sw "${family}"`).join(" or ");

/** Whom a stretch of the System Log may have changed. */
export interface Touched {
  readonly people: ReadonlySet<UserId>;
  /** Ids of devices whose holders are not named. */
  readonly devices: ReadonlySet<string>;
  /** Ids of authenticators that were switched or changed for the org. */
  readonly authenticators: ReadonlySet<string>;
  /** Why it may be anybody; null: it is those. */
  readonly everybody: string | null;
}

/** Nobody was touched. */
export const untouched: Touched = {
  people: new Set(),
  devices: new Set(),
  authenticators: new Set(),
  everybody: null,
};

/** Families whose events are about the org and name nobody. */
const isOfOrg = ({ eventType }: LogEvent): boolean =>
  eventType.startsWith("security.authenticator.") || eventType.startsWith("system.mfa.factor.");

const isOfDevice = ({ eventType }: LogEvent): boolean => eventType.startsWith("device.");

const isPerson = ({ type }: { readonly type: string }): boolean => type === "User";

/**
 * Whom these events may have changed, whatever their outcome: to ask about somebody once too often costs a request, to
 * believe a wrong outcome costs a false answer.
 */
export function touchedBy(events: readonly LogEvent[]): Touched {
  const people = new Set<UserId>();
  const devices = new Set<string>();
  const authenticators = new Set<string>();
  let everybody: string | null = null;
  for (const event of events) {
    const { actor, targets, eventType } = event;
    const named = targets.filter(isPerson).flatMap(({ id }) => id ?? []);
    const acting = actor !== null && isPerson(actor) ? [actor.id] : [];
    for (const id of [...named, ...acting]) people.add(id as UserId);
    const others = targets.filter((target) => !isPerson(target)).flatMap(({ id }) => id ?? []);
    if (isOfOrg(event)) {
      for (const id of others) authenticators.add(id);
      if (others.length === 0) everybody = `an event ${eventType} does not say of which authenticator`;
    } else if (isOfDevice(event)) {
      const isNamed = named.length + acting.length > 0 && !eventType.startsWith("device.lifecycle.");
      if (!isNamed) for (const id of others) devices.add(id);
      if (!isNamed && others.length === 0) everybody = `an event ${eventType} does not say of which device`;
    } else if (named.length === 0) {
      everybody = `an event ${eventType} does not say of whom`;
    }
  }
  return { people, devices, authenticators, everybody };
}

/** Whom either stretch touched. */
export function bothTouched(left: Touched, right: Touched): Touched {
  return {
    people: new Set([...left.people, ...right.people]),
    devices: new Set([...left.devices, ...right.devices]),
    authenticators: new Set([...left.authenticators, ...right.authenticators]),
    everybody: left.everybody ?? right.everybody,
  };
}
