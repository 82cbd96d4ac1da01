import type { BaselineRule } from "../../../model/baseline.ts";
import type { NamedNetwork } from "../../../model/network.ts";
import { personKey } from "./person-key.ts";

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
const mostSignIns = 50_000;

const zonesOf = (network: NamedNetwork): readonly string[] =>
  network.kind === "anywhere" ? [] : network.zones.map((zone) => zone.normalize("NFC"));

/**
 * Every sign-in that the rules of these lists can tell apart: an address can be in any set of zones at once. Null when
 * there are too many to try.
 */
export function signInsOf(lists: readonly (readonly BaselineRule[])[]): readonly SignIn[] | null {
  const rules = lists.flat();
  const named = new Set(rules.flatMap(({ network }) => zonesOf(network)));
  const zones = [...named].map((zone) => (zone === allZones ? otherZone : zone)).toSorted();
  if (zones.length > mostZones) return null;
  const users = [null, ...new Set(rules.flatMap(({ exceptUsers }) => exceptUsers.map(personKey)))];
  let places: readonly (readonly string[])[] = [[]];
  for (const zone of zones) places = [...places, ...places.map((place) => [...place, zone])];
  if (places.length * users.length > mostSignIns) return null;
  return places.flatMap((place) => users.map((user) => ({ zones: new Set(place), user })));
}

/** The rule that takes a sign-in; null when none does and the next policy is tried. */
export function ruleFor(rules: readonly BaselineRule[], signIn: SignIn): BaselineRule | null {
  return rules.find((rule) => matches(rule, signIn)) ?? null;
}

const exceptions = new WeakMap<BaselineRule, ReadonlySet<string>>();

/** Worked out once a rule: it is asked for every sign-in. */
function exceptionsOf(rule: BaselineRule): ReadonlySet<string> {
  const found = exceptions.get(rule) ?? new Set(rule.exceptUsers.map(personKey));
  exceptions.set(rule, found);
  return found;
}

function matches(rule: BaselineRule, { zones, user }: SignIn): boolean {
  const { network } = rule;
  if (user !== null && exceptionsOf(rule).has(user)) return false;
  if (network.kind === "anywhere") return true;
  const isInside = zonesOf(network).some((zone) => (zone === allZones ? zones.size > 0 : zones.has(zone)));
  return network.kind === "in" ? isInside : !isInside;
}
