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
  /** Those of them whose account may have changed, and not only their enrolments. */
  readonly accounts: ReadonlySet<UserId>;
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
  accounts: new Set(),
  devices: new Set(),
  authenticators: new Set(),
  everybody: null,
};

/** Families whose events are about the org and name nobody. */
const isOfOrg = ({ eventType }: LogEvent): boolean =>
  eventType.startsWith("security.authenticator.") || eventType.startsWith("system.mfa.factor.");

/** Families whose events leave a person's account as it was. */
const isOfEnrolments = ({ eventType }: LogEvent): boolean =>
  ["user.mfa.", "group.user_membership.", "system.mfa."].some((family) => eventType.startsWith(family));

const isPerson = ({ type }: { readonly type: string }): boolean => type === "User";

const touchedOnly = (part: Partial<Touched>): Touched => ({ ...untouched, ...part });

/** Of an event about the org as a whole. */
function touchedByOrg({ eventType }: LogEvent, others: readonly string[]): Touched {
  if (others.length > 0) return touchedOnly({ authenticators: new Set(others) });
  return touchedOnly({ everybody: `an event ${eventType} does not say of which authenticator` });
}

/** Families of device events that people cause on a device of their own. */
const isOfActor = ({ eventType }: LogEvent): boolean =>
  ["device.enrollment.", "device.token.", "device.desktop_mfa."].some((family) =>
    eventType.startsWith(family),
  );

/** Of an event about a device: it may name whoever did it, and nobody who holds the device. */
function touchedByDevice(
  event: LogEvent,
  people: ReadonlySet<UserId>,
  { named, others }: { readonly named: readonly string[]; readonly others: readonly string[] },
): Touched {
  const { eventType } = event;
  const isNamed = named.length > 0 || (isOfActor(event) && people.size > 0);
  if (isNamed && !eventType.startsWith("device.lifecycle.")) return touchedOnly({ people });
  // Whoever was taken off a device is not among its holders any more.
  if (eventType === "device.user.remove")
    return touchedOnly({ everybody: `an event ${eventType} does not say of whom` });
  if (others.length > 0) return touchedOnly({ people, devices: new Set(others) });
  return touchedOnly({ everybody: `an event ${eventType} does not say of which device` });
}

function touchedByOne(event: LogEvent): Touched {
  const { actor, targets, eventType } = event;
  const named = targets.filter(isPerson).flatMap(({ id }) => id ?? []);
  const acting = actor !== null && isPerson(actor) ? [actor.id] : [];
  const people = new Set([...named, ...acting].map((id) => id as UserId));
  const others = targets.filter((target) => !isPerson(target)).flatMap(({ id }) => id ?? []);
  if (isOfOrg(event)) return touchedByOrg(event, others);
  if (eventType.startsWith("device.")) return touchedByDevice(event, people, { named, others });
  const accounts = new Set(isOfEnrolments(event) ? [] : named.map((id) => id as UserId));
  if (named.length > 0) return touchedOnly({ people, accounts });
  return touchedOnly({ everybody: `an event ${eventType} does not say of whom` });
}

/**
 * Whom these events may have changed, whatever their outcome: to ask about somebody once too often costs a request, to
 * believe a wrong outcome costs a false answer.
 */
export function touchedBy(events: readonly LogEvent[]): Touched {
  const each = events.map(touchedByOne);
  return {
    people: new Set(each.flatMap(({ people }) => [...people])),
    accounts: new Set(each.flatMap(({ accounts }) => [...accounts])),
    devices: new Set(each.flatMap(({ devices }) => [...devices])),
    authenticators: new Set(each.flatMap(({ authenticators }) => [...authenticators])),
    everybody: each.find(({ everybody }) => everybody !== null)?.everybody ?? null,
  };
}

/** Whom either stretch touched. */
export function bothTouched(left: Touched, right: Touched): Touched {
  return {
    people: new Set([...left.people, ...right.people]),
    accounts: new Set([...left.accounts, ...right.accounts]),
    devices: new Set([...left.devices, ...right.devices]),
    authenticators: new Set([...left.authenticators, ...right.authenticators]),
    everybody: left.everybody ?? right.everybody,
  };
}
