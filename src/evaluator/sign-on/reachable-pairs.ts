import { type Reach, whereMet, whereNotMet } from "../effective-policy/reach.ts";
import { type Atom, type Context, type ContextCondition, contextsFor } from "./context.ts";

/** A rule with what it asks of a sign-in, as it stands in the order in which Okta tries them. */
export interface Link<Rule> {
  readonly rule: Rule;
  readonly condition: ContextCondition;
}

/** A session rule and an app rule that are in effect together in some sign-in. */
export interface Pair<Session, App> {
  readonly session: Session;
  readonly app: App;
  /** Where: each as far as atoms tell. Never empty. */
  readonly where: readonly Reach<Atom>[];
}

/** More regions than this are too many to follow; real orgs have a few dozen. */
const mostRegions = 20_000;

/** Thrown where conditions are so entangled that they cannot be followed. */
export class TooEntangled extends Error {}

/** The parts of a region that meet all conditions on atoms, and those that do not meet one of them. */
function split(
  region: Reach<Atom>,
  { atoms }: ContextCondition,
): { readonly met: Reach<Atom> | null; readonly unmet: readonly Reach<Atom>[] } {
  const unmet: Reach<Atom>[] = [];
  let met: Reach<Atom> | null = region;
  for (const condition of atoms) {
    if (met === null) break;
    const rest = whereNotMet(met, condition);
    if (rest !== null) unmet.push(rest);
    met = whereMet(met, condition);
  }
  return { met, unmet };
}

/** Who is first to match: for each rule that can be, the regions in which it is. */
function firstMatches<Rule>(
  links: readonly Link<Rule>[],
  context: Context,
  from: readonly Reach<Atom>[],
): readonly { readonly rule: Rule; readonly regions: readonly Reach<Atom>[] }[] {
  const found: { readonly rule: Rule; readonly regions: readonly Reach<Atom>[] }[] = [];
  let left = from;
  for (const { rule, condition } of links) {
    if (left.length === 0) break;
    if (!condition.allows(context)) continue;
    const parts = left.map((region) => split(region, condition));
    const regions = parts.flatMap(({ met }) => met ?? []);
    if (regions.length > 0) found.push({ rule, regions });
    left = parts.flatMap(({ unmet }) => unmet);
    if (left.length > mostRegions) throw new TooEntangled();
  }
  return found;
}

/**
 * Every pair of rules that decides some sign-in: the session rule and the app rule that are the first to match it. The
 * conditions of all rules are followed together, since both rules judge one and the same sign-in.
 *
 * @param from - where sign-ins are judged from
 * @throws TooEntangled
 */
export function reachablePairs<Session, App>(
  sessions: readonly Link<Session>[],
  apps: readonly Link<App>[],
  from: Reach<Atom>,
): readonly Pair<Session, App>[] {
  const pairs = new Map<Session, Map<App, Reach<Atom>[]>>();
  for (const context of contextsFor([...sessions, ...apps].map(({ condition }) => condition))) {
    for (const session of firstMatches(sessions, context, [from])) {
      const byApp = pairs.get(session.rule) ?? new Map<App, Reach<Atom>[]>();
      pairs.set(session.rule, byApp);
      for (const app of firstMatches(apps, context, session.regions)) {
        byApp.set(app.rule, [...(byApp.get(app.rule) ?? []), ...app.regions]);
      }
    }
  }
  return [...pairs].flatMap(([session, byApp]) =>
    [...byApp].map(([app, where]) => ({ session, app, where })),
  );
}

/**
 * Every way in which lists of rules can decide one and the same sign-in: for each list, the rule that is the first to match
 * it, each combination once.
 *
 * @param from - where sign-ins are judged from
 * @throws TooEntangled
 */
export function reachableTogether<Rule>(
  lists: readonly (readonly Link<Rule>[])[],
  from: Reach<Atom>,
): readonly (readonly Rule[])[] {
  const numbers = new Map<Rule, number>();
  const numberOf = (rule: Rule): number => {
    const known = numbers.get(rule) ?? numbers.size;
    numbers.set(rule, known);
    return known;
  };
  const found = new Map<string, readonly Rule[]>();
  const follow = (context: Context, rules: readonly Rule[], regions: readonly Reach<Atom>[]): void => {
    const links = lists[rules.length];
    if (links === undefined) {
      found.set(rules.map(numberOf).join(), rules);
      return;
    }
    for (const next of firstMatches(links, context, regions)) {
      follow(context, [...rules, next.rule], next.regions);
    }
  };
  const conditions = lists.flat().map(({ condition }) => condition);
  for (const context of contextsFor(conditions)) follow(context, [], [from]);
  return [...found.values()];
}
