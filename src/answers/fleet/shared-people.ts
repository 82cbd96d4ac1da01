import {
  factorStrengths,
  type HeldPerson,
  type SharedPeople,
  type SharedPerson,
} from "../../model/fleet-report.ts";
import { rankOfShown } from "../explain/judged-entries.ts";
import type { FleetPerson } from "./fleet-people.ts";

/** People of one org. */
export interface OrgPeople {
  readonly org: string;
  readonly people: readonly FleetPerson[];
}

/**
 * Who is in several orgs, known by login whatever the case of its letters, and where each of them is held least: by the
 * weakest way in, or where that is known in fewer of them by the strongest factor that they could use. Pure.
 */
export function sharedPeople(orgs: readonly OrgPeople[]): SharedPeople {
  const shared = [...byLogin(orgs).values()].filter(({ held }) => held.length > 1).map(comparedPerson);
  const sorted = shared.toSorted((left, right) => (left.login < right.login ? -1 : 1));
  const isAdministrator = ({ orgs: those }: SharedPerson): boolean =>
    those.filter(({ roles }) => roles !== null && roles.length > 0).length > 1;
  return {
    people: sorted.length,
    undecided: sorted.filter(({ weakest }) => weakest.length === 0).length,
    administrators: sorted.filter(isAdministrator),
    uneven: sorted.filter((person) => !isAdministrator(person) && isUneven(person)),
  };
}

interface Held {
  readonly login: string;
  readonly held: readonly HeldPerson[];
}

function byLogin(orgs: readonly OrgPeople[]): ReadonlyMap<string, Held> {
  const found = new Map<string, Held>();
  for (const { org, people } of orgs) {
    for (const { login, ...held } of people) {
      const key = login.normalize("NFC").toLowerCase();
      const known = found.get(key);
      found.set(key, { login: known?.login ?? login, held: [...(known?.held ?? []), { org, ...held }] });
    }
  }
  return found;
}

const isUneven = ({ orgs, weakest, unknownIn }: SharedPerson): boolean =>
  weakest.length > 0 && weakest.length < orgs.length - unknownIn.length;

/** By what tells of more orgs; of two that tell of as many, by how they sign in, which is what counts. */
function comparedPerson({ login, held }: Held): SharedPerson {
  const bySignIn = held.map(({ signIn }) =>
    signIn === null || signIn === "unknown" ? null : rankOfShown(signIn),
  );
  const byUsable = held.map(({ usable }) => (usable === null ? null : factorStrengths.indexOf(usable)));
  const isByUsable = knownIn(byUsable) > knownIn(bySignIn);
  const ranks = isByUsable ? byUsable : bySignIn;
  const isKnown = knownIn(ranks) > 1;
  const least = Math.min(...ranks.filter((rank) => rank !== null));
  const orgsOf = (wanted: number | null): readonly string[] =>
    held.filter((_, index) => ranks[index] === wanted).map(({ org }) => org);
  return {
    login,
    orgs: held,
    weakest: isKnown ? orgsOf(least) : [],
    unknownIn: orgsOf(null),
    comparedBy: isKnown ? (isByUsable ? "usable factors" : "sign-in") : null,
  };
}

const knownIn = (ranks: readonly (number | null)[]): number => ranks.filter((rank) => rank !== null).length;
