import type { SignInTarget } from "../../model/baseline-sign-on.ts";
import type { ZoneId } from "../../model/ids.ts";
import type { AppPolicy } from "../../model/live-sign-on.ts";
import type { OtherDoor } from "../../model/sign-on-words.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";
import type { EffectivePolicy } from "../effective-policy/effective-policy.ts";
import type { Reach } from "../effective-policy/reach.ts";
import { readZones } from "../effective-policy/zone-condition.ts";
import type { LiveIndex } from "../live/live-index.ts";
import { once } from "../live/once.ts";
import { accountManagement } from "./account-management.ts";
import { outcomeSharing } from "./alike-rules.ts";
import type { AppRef } from "./app-candidates.ts";
import type { Atom } from "./context.ts";
import { type EntryPoint, type EntryPoints, entryPoints } from "./entry-points.ts";
import type { LevelOf } from "./factor-sets.ts";
import { decidedElsewhere, eitherDoor, federationOf } from "./federation.ts";
import { personMatcher } from "./match-person.ts";
import { onceOfTwo } from "./once-of-two.ts";
import { peopleKinds } from "./people-kinds.ts";
import { readRuleChains } from "./rule-chains.ts";
import { ruleOutcomes, withIdentityProvider } from "./rule-outcomes.ts";
import { ruleReader } from "./rule-reader.ts";
import type { SessionRef, SignInPath } from "./session-candidates.ts";
import type { Side } from "./side.ts";
import { type UsableUses, usesOfPeople } from "./usable-uses.ts";
import type { WaysIn } from "./way-in.ts";
import { type PairsIn, pairsIn, waysIn } from "./ways.ts";

/**
 * Answers how a person can sign in, as far as a snapshot tells: which pairs of session rule and app rule can be in effect,
 * and the weakest factors of the person that satisfy both. It is asked for whoever holds the person's password and chooses
 * network, platform and user agent freely; devices, risk and behaviours are tried both ways (sign-on 1.8, 1.9).
 *
 * Ask `alike` first, and each question once for those who are: an org of a hundred thousand people has some hundreds of
 * kinds.
 */
export interface SignOn {
  /** Meaning of a requirement's target. */
  entriesTo(target: SignInTarget): EntryPoints;
  /** The same object for people whom no rule tells apart and who can use the same factors. */
  alike(person: Person): Alike;
  /**
   * Every way in for people to what is under an app policy, the weakest first.
   *
   * @param policy - null on Classic, where session policies alone are shown
   * @param outside - only sign-ins from outside these zones, by name; from anywhere unless given
   */
  waysFor(people: Alike, policy: AppPolicy | null, outside?: readonly string[]): WaysIn;
  /** The same for an entry point, whichever door it has; null: it is a door that no session rule opens to these people. */
  waysTo(people: Alike, entry: EntryPoint, outside?: readonly string[]): WaysIn | null;
}

/** People who are the same to every sign-on rule and can use the same factors. */
export interface Alike {
  /** Any of them. */
  readonly one: Person;
  readonly uses: UsableUses;
}

/** Parameters of the evaluator of sign-in. */
export interface SignOnInput {
  readonly org: OrgSnapshot;
  readonly live: LiveIndex;
  effectivePolicyOf(person: Person["id"]): EffectivePolicy;
  /** How strong sets of factors are; ours unless given. */
  readonly scale?: LevelOf;
}

const anywhere: readonly string[] = [];

/** Prepares answering for an org. Pure; each part is worked out when it is first asked for. */
export function readSignOn({ org, live, effectivePolicyOf, scale }: SignOnInput): SignOn {
  const matcher = personMatcher(org, live);
  const chains = readRuleChains(org, ruleReader(matcher, readZones(org.slices)));
  const federation = federationOf(org);
  const usesOf = usesOfPeople(org);
  const kindOf = peopleKinds(org.slices, live);
  const input = {
    engine: org.org.engine,
    accounts: accountManagement(org, matcher),
    ...(scale !== undefined && { scale }),
  };
  const nameOfZone = (id: ZoneId): string => live.zone(id)?.name ?? id;

  const known = new Map<UsableUses, Map<string, Alike>>();
  const alike = (person: Person): Alike => {
    const uses = usesOf(person, org.slices.factors?.[person.id], effectivePolicyOf(person.id));
    const byKind = known.get(uses) ?? new Map<string, Alike>();
    known.set(uses, byKind);
    const kind = kindOf(person);
    const found = byKind.get(kind) ?? { one: person, uses };
    byKind.set(kind, found);
    return found;
  };

  /** Where sign-ins are judged from; a zone that does not exist leaves nothing out. */
  const regionOutside = once((names: readonly string[]): Reach<Atom> => {
    const ids = names.flatMap((name) => live.zonesNamed(name).map(({ id }) => id));
    return { outside: new Set(ids.map((id) => `zone:${id}`)), inside: [] };
  });
  const pairsFrom = once((outside: readonly string[]) =>
    onceOfTwo(
      (sessions: Side<SessionRef>, apps: Side<AppRef> | null): PairsIn =>
        pairsIn(sessions, apps, regionOutside(outside), nameOfZone),
    ),
  );
  const bridged = once(withIdentityProvider);
  const sharing = outcomeSharing();
  const outcomesFor = onceOfTwo(({ one, uses }: Alike, path: SignInPath) => {
    const usedThere = path === "idp" ? bridged(uses) : uses;
    return sharing((session, app) => ruleOutcomes(session, app, one, usedThere, input));
  });

  const onPath = (
    people: Alike,
    policy: AppPolicy | null,
    path: SignInPath,
    outside: readonly string[],
  ): WaysIn => {
    const apps = policy === null ? null : chains.appSide(people.one, policy);
    const pairs = pairsFrom(outside)(chains.sessionSide(people.one, path), apps);
    const ways = waysIn(pairs, policy, outcomesFor(people, path));
    return policy === null ? floorOf(ways, aboveSession.classic) : ways;
  };

  const waysFrom = once((outside: readonly string[]) =>
    onceOfTwo((people: Alike, policy: AppPolicy | null): WaysIn => {
      const { viaOkta, viaProvider } = federation.pathsOf(people.one);
      const direct = viaOkta ? onPath(people, policy, "okta", outside) : null;
      if (!viaProvider) return direct ?? noWays;
      const there = decidedElsewhere(onPath(people, policy, "idp", outside), federation.uncertainties);
      return direct === null ? there : eitherDoor(direct, there);
    }),
  );
  const waysByDoor = once((outside: readonly string[]) =>
    onceOfTwo((people: Alike, door: OtherDoor): WaysIn | null => {
      if (!chains.isAtDoor(people.one, door)) return null;
      if (!federation.pathsOf(people.one).viaOkta) return noWays;
      const pairs = pairsFrom(outside)(chains.sessionSide(people.one, door), null);
      return floorOf(waysIn(pairs, null, outcomesFor(people, door)), aboveSession[door]);
    }),
  );
  return {
    entriesTo: entryPoints(org),
    alike,
    waysFor: (people, policy, outside = anywhere) => waysFrom(outside)(people, policy),
    waysTo: (people, { policy, door }, outside = anywhere) =>
      door === null ? waysFrom(outside)(people, policy) : waysByDoor(outside)(people, door),
  };
}

/** Why it is not known what is asked for on top of a session. */
const aboveSession: Readonly<Record<OtherDoor | "classic", string>> = {
  classic: "what applications ask for on top is not shown by the Classic Engine",
  RADIUS: "what is asked for on top of the session rules for RADIUS is not shown by Okta",
  LDAP_INTERFACE: "what is asked for on top of the session rules for the LDAP interface is not shown by Okta",
};

/** Demands of the session alone are a floor: more may be asked for, which is not shown. */
const floorOf = (ways: WaysIn, above: string): WaysIn => ({
  ways: ways.ways,
  variants: [...ways.variants, []],
  uncertainties: [...ways.uncertainties, above],
});

const noWays: WaysIn = { ways: [], variants: [[]], uncertainties: ["how the person signs in is not known"] };
