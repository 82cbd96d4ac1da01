import type { BaselineRule, NamedNetwork } from "../../model/baseline.ts";
import { sameLogin } from "../cross-checks/same-login.ts";

/** Somebody signing in from somewhere: by the zones the address is in, and who it is where a rule names them. */
export interface SignIn {
  readonly zones: ReadonlySet<string>;
  /** Null: nobody whom a rule leaves out. */
  readonly user: string | null;
}

/** Okta's word for every zone, in place of a name (okta-api 4.2). */
const allZones = "ALL_ZONES";
/** Stands for a zone that no rule names. */
const otherZone = "\u0000other";

/** Two to the power of this many places is what is tried; a policy that names more zones is not told apart. */
const mostZones = 8;

const zonesOf = (network: NamedNetwork): readonly string[] =>
  network.kind === "anywhere" ? [] : network.zones.map((zone) => zone.normalize("NFC"));

/**
 * Every sign-in that the rules of these lists can tell apart: an address can be in any set of zones at once. Null when
 * there are too many zones to try.
 */
export function signInsOf(lists: readonly (readonly BaselineRule[])[]): readonly SignIn[] | null {
  const rules = lists.flat();
  const named = new Set(rules.flatMap(({ network }) => zonesOf(network)));
  const zones = [...named].map((zone) => (zone === allZones ? otherZone : zone)).toSorted();
  if (zones.length > mostZones) return null;
  const users = [null, ...new Set(rules.flatMap(({ exceptUsers }) => exceptUsers.map(sameLogin)))];
  let places: readonly (readonly string[])[] = [[]];
  for (const zone of zones) places = [...places, ...places.map((place) => [...place, zone])];
  return places.flatMap((place) => users.map((user) => ({ zones: new Set(place), user })));
}

/** The rule that takes a sign-in; null when none does and the next policy is tried. */
export function ruleFor(rules: readonly BaselineRule[], signIn: SignIn): BaselineRule | null {
  return rules.find((rule) => matches(rule, signIn)) ?? null;
}

function matches({ network, exceptUsers }: BaselineRule, { zones, user }: SignIn): boolean {
  if (user !== null && exceptUsers.some((one) => sameLogin(one) === user)) return false;
  if (network.kind === "anywhere") return true;
  const isInside = zonesOf(network).some((zone) => (zone === allZones ? zones.size > 0 : zones.has(zone)));
  return network.kind === "in" ? isInside : !isInside;
}
