import type { UserTypeId } from "../../model/ids.ts";
import type { LiveIndex } from "../live/live-index.ts";
import { listNames } from "../words/name-list.ts";

/** Beginning of Okta's ids of user types. */
export const isUserTypeId = (name: string): boolean => name.startsWith("oty");

/** Ids of the user types that a declared name, or id, may mean; none where types were not read, or none is called so. */
export function userTypesFor(name: string, live: LiveIndex): readonly UserTypeId[] {
  return isUserTypeId(name) ? [name as UserTypeId] : live.userTypesNamed(name).map(({ id }) => id);
}

/** The id that a declared user type means; null where nobody knows: ask `whyManyTypes`. */
export function userTypeFor(name: string, live: LiveIndex): UserTypeId | null {
  const [id, ...others] = userTypesFor(name, live);
  return id === undefined || others.length > 0 ? null : id;
}

/** Why a declared name means no single user type, as a clause that names their ids; null where it does, or means none. */
export function whyManyTypes(name: string, live: LiveIndex): string | null {
  const ids = [...userTypesFor(name, live)].sort();
  return ids.length < 2 ? null : `${ids.length} user types are called "${name}" (${listNames(ids)})`;
}
