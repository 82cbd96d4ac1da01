import type { SessionPolicy } from "../../model/live-sign-on.ts";
import type { Person } from "../../model/snapshot.ts";
import type { JudgedOrg } from "../judged-org.ts";
import { type Link, reachableTogether } from "../sign-on/reachable-pairs.ts";
import { linkOf, type RulesAlone } from "../sign-on/rules-alone.ts";
import type { SessionRef } from "../sign-on/session-candidates.ts";
import { anywhere, rulesOf, rulesWith } from "./open-wider.ts";

interface Taken {
  readonly people: number;
  readonly surely: number;
}

const reached = (links: readonly Link<SessionRef>[]): ReadonlySet<SessionPolicy | null> =>
  new Set(reachableTogether([links], anywhere).map(([ref]) => ref?.policy ?? null));

/** The session policies that can be in effect for somebody, and whether each surely is, somewhere. */
function policiesOf(rules: RulesAlone, person: Person): ReadonlyMap<SessionPolicy, boolean> {
  const candidates = rules.sessionsFor(person);
  const sure = candidates.filter(({ uncertainty }) => uncertainty === null);
  const withAll = reached(candidates.map((one) => linkOf({ ...one, uncertainty: null })));
  const withSure = reached(sure.map(linkOf));
  const found = new Map<SessionPolicy, boolean>();
  for (const policy of reached(candidates.map(linkOf))) {
    if (policy !== null) found.set(policy, withAll.has(policy) && withSure.has(policy));
  }
  return found;
}

/** Counts, by undeclared session policy, the people in scope whom it takes from a declared one. */
export function sessionTakers(
  unmanaged: ReadonlySet<SessionPolicy>,
  declared: ReadonlySet<SessionPolicy>,
  input: JudgedOrg,
): ReadonlyMap<SessionPolicy, Taken> {
  const now = rulesOf(input);
  const others = input.org.slices.sessionPolicies?.filter((policy) => !unmanaged.has(policy)) ?? [];
  const without = rulesWith(input, { sessionPolicies: others });
  const kinds = new Map<string, { readonly person: Person; readonly people: number }>();
  for (const person of input.judgement.people.inScope) {
    const kind = now.kindOf(person);
    const known = kinds.get(kind);
    kinds.set(kind, known === undefined ? { person, people: 1 } : { ...known, people: known.people + 1 });
  }
  const taken = new Map<SessionPolicy, Taken>();
  for (const { person, people } of kinds.values()) {
    const theirs = [...policiesOf(now, person)].filter(([policy]) => unmanaged.has(policy));
    if (theirs.length === 0) continue;
    if (![...policiesOf(without, person).keys()].some((policy) => declared.has(policy))) continue;
    for (const [policy, isSure] of theirs) {
      const before = taken.get(policy) ?? { people: 0, surely: 0 };
      taken.set(policy, {
        people: before.people + people,
        surely: before.surely + (isSure ? people : 0),
      });
    }
  }
  return taken;
}
