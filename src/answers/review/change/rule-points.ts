import { type AppCondition, mapApps, type NamedApp } from "../../../model/app-condition.ts";
import type { BaselineRule } from "../../../model/baseline.ts";
import type { NamedNetwork } from "../../../model/network.ts";
import { personKey } from "./person-key.ts";

/** Somebody signing in from somewhere to something: by zones and applications, and who it is where a rule names them. */
export interface SignIn {
  /** Zones that the address is in. */
  readonly zones: ReadonlySet<string>;
  /** Names that conditions have for what is signed in to: its label, its type. */
  readonly apps: ReadonlySet<string>;
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

const inText = (app: NamedApp): string => JSON.stringify(app).normalize("NFC");

/** Every application that conditions tell apart: any may be of any type, and may be named by neither. */
function appsIn(rules: readonly BaselineRule[]): readonly ReadonlySet<string>[] {
  const named = rules.flatMap(({ apps: { include, exclude } }) => [...include, ...exclude]);
  const ofKind = (kind: NamedApp["kind"]) => [
    ...new Set(named.filter((app) => app.kind === kind).map(inText)),
  ];
  const types = [[], ...ofKind("type").map((type) => [type])];
  const labels = [[], ...ofKind("label").map((label) => [label])];
  return labels.flatMap((label) => types.map((type) => new Set([...label, ...type])));
}

/**
 * Every sign-in that the rules of these lists can tell apart: an address can be in any set of zones at once. Null when there
 * are too many to try.
 */
export function signInsOf(lists: readonly (readonly BaselineRule[])[]): readonly SignIn[] | null {
  const rules = lists.flat();
  const named = new Set(rules.flatMap(({ network }) => zonesOf(network)));
  const zones = [...named].map((zone) => (zone === allZones ? otherZone : zone)).toSorted();
  if (zones.length > mostZones) return null;
  const users = [null, ...new Set(rules.flatMap(({ exceptUsers }) => exceptUsers.map(personKey)))];
  let places: readonly (readonly string[])[] = [[]];
  for (const zone of zones) places = [...places, ...places.map((place) => [...place, zone])];
  const targets = appsIn(rules);
  if (places.length * users.length * targets.length > mostSignIns) return null;
  return places.flatMap((place) =>
    users.flatMap((user) => targets.map((apps) => ({ zones: new Set(place), apps, user }))),
  );
}

/** The rule that takes a sign-in; null when none does and the next policy is tried. */
export function ruleFor(rules: readonly BaselineRule[], signIn: SignIn): BaselineRule | null {
  return rules.find((rule) => matches(rule, signIn)) ?? null;
}

/** Names that a rule compares a sign-in with. */
interface RuleNames {
  readonly except: ReadonlySet<string>;
  readonly apps: AppCondition<string>;
}

const namesOf = new WeakMap<BaselineRule, RuleNames>();

/** Worked out once a rule: it is asked for every sign-in. */
function namesIn(rule: BaselineRule): RuleNames {
  const found = namesOf.get(rule) ?? {
    except: new Set(rule.exceptUsers.map(personKey)),
    apps: mapApps(rule.apps, inText),
  };
  namesOf.set(rule, found);
  return found;
}

function isForApps({ include, exclude }: AppCondition<string>, apps: SignIn["apps"]): boolean {
  const isOne = (those: readonly string[]): boolean => those.some((app) => apps.has(app));
  return (include.length === 0 || isOne(include)) && !isOne(exclude);
}

function matches(rule: BaselineRule, { zones, apps, user }: SignIn): boolean {
  const { network } = rule;
  const names = namesIn(rule);
  if (user !== null && names.except.has(user)) return false;
  if (!isForApps(names.apps, apps)) return false;
  if (network.kind === "anywhere") return true;
  const isInside = zonesOf(network).some((zone) => (zone === allZones ? zones.size > 0 : zones.has(zone)));
  return network.kind === "in" ? isInside : !isInside;
}
