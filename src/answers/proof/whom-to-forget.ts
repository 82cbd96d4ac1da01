import type { UserId } from "../../model/ids.ts";
import type { OrgAuthenticator } from "../../model/live-enrollment.ts";
import type { EnrolmentProof } from "../../model/proof.ts";
import type { Touched } from "./watched-events.ts";

/** Whose memory events have made worthless; a word where it may be anybody's. */
export type Forgotten = ReadonlySet<UserId> | "everybody";

/** Facts besides the events. */
export interface ForgetCase {
  readonly proofs: ReadonlyMap<UserId, EnrolmentProof>;
  /** Undefined where they were not read. */
  readonly authenticators: readonly OrgAuthenticator[] | undefined;
  /** Who holds a device; null where Okta did not say, such as of one that was deleted. */
  readonly holdersOf: (device: string) => readonly UserId[] | null;
}

/** Authenticators that live on a device. */
const onDevices: ReadonlySet<string> = new Set(["okta_verify", "custom_app", "okta_push", "okta_otp"]);
/** Switching it on gives it to everybody who has a verified address, without anybody enrolling. */
const givenToAll: ReadonlySet<string> = new Set(["okta_email"]);

function holdersOfKeys(keys: ReadonlySet<string>, proofs: ForgetCase["proofs"]): readonly UserId[] {
  return [...proofs].flatMap(([user, { read }]) =>
    [...read.enrolments, ...(read.factors ?? [])].some(({ key }) => keys.has(key)) ? user : [],
  );
}

/** Keys of the authenticators that events name; null where one is not known, or is everybody's. */
function keysOf(ids: ReadonlySet<string>, listed: ForgetCase["authenticators"]): ReadonlySet<string> | null {
  const keys = new Set<string>();
  for (const id of ids) {
    const key = (listed ?? []).find((one) => one.id === id || one.key === id)?.key;
    if (key === undefined || givenToAll.has(key)) return null;
    keys.add(key);
  }
  return keys;
}

/**
 * Tells whose memory counts no more after these events: people whom they name, holders of the devices that they name,
 * and, where an authenticator was switched for the org, whoever had enrolled it.
 */
export function whomToForget(touched: Touched, { proofs, authenticators, holdersOf }: ForgetCase): Forgotten {
  if (touched.everybody !== null) return "everybody";
  const keys = keysOf(touched.authenticators, authenticators);
  if (keys === null) return "everybody";
  const people = new Set<UserId>(touched.people);
  const enrolled = new Set(keys);
  for (const device of touched.devices) {
    const holders = holdersOf(device);
    if (holders === null) for (const key of onDevices) enrolled.add(key);
    for (const user of holders ?? []) people.add(user);
  }
  if (enrolled.size > 0) for (const user of holdersOfKeys(enrolled, proofs)) people.add(user);
  return people;
}
