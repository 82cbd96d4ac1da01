import type { Reach } from "../../evaluator/effective-policy/reach.ts";
import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { once } from "../../evaluator/live/once.ts";
import type { AppRef } from "../../evaluator/sign-on/app-candidates.ts";
import type { Atom } from "../../evaluator/sign-on/context.ts";
import { signsInElsewhere } from "../../evaluator/sign-on/federation.ts";
import { reachableTogether, TooEntangled } from "../../evaluator/sign-on/reachable-pairs.ts";
import { type RulesAlone, readRulesAlone } from "../../evaluator/sign-on/rules-alone.ts";
import type { SessionRef } from "../../evaluator/sign-on/session-candidates.ts";
import { type Candidate, sideOf } from "../../evaluator/sign-on/side.ts";
import type { AppPolicy } from "../../model/live-sign-on.ts";
import type { Person } from "../../model/snapshot.ts";
import { perOrg } from "./per-org.ts";

/** A rule that somebody can come to, with who can. */
export interface Reached<Ref> {
  readonly ref: Ref;
  /** Surely, in some sign-in. */
  readonly sure: readonly Person[];
  /** Where something about its conditions or order is not known. */
  readonly perhaps: readonly Person[];
}

/** Rules that people can come to. */
export interface RulesReached<Ref> {
  readonly rules: readonly Reached<Ref>[];
  /** Why it is not known of some rules whether people come to them, one clause each. */
  readonly uncertainties: readonly string[];
  /** Why there may be rules that are not listed here. */
  readonly untold: readonly string[];
}

const anywhere: Reach<Atom> = { outside: new Set(), inside: [] };

interface Named {
  readonly name: string;
}

interface FirstMatches<Ref> {
  readonly sure: readonly Ref[];
  readonly perhaps: readonly Ref[];
  readonly uncertainties: readonly string[];
  readonly untold: readonly string[];
}

/** Rules of one list that can be the first to match: in every way in which uncertainties turn out, or only in some. */
function firstMatches<Ref extends Named>(candidates: readonly Candidate<Ref>[]): FirstMatches<Ref> {
  const { variants, isWhole, uncertainties } = sideOf(candidates);
  try {
    const found = variants.map((links) => new Set(reachableTogether([links], anywhere).flat()));
    const all = [...new Set(found.flatMap((one) => [...one]))];
    const isSure = (ref: Ref): boolean => isWhole && found.every((one) => one.has(ref));
    return {
      sure: all.filter(isSure),
      perhaps: all.filter((ref) => !isSure(ref)),
      uncertainties,
      untold: [],
    };
  } catch (error) {
    if (!(error instanceof TooEntangled)) throw error;
    const why = "the conditions of its rules are too entangled to be followed";
    return { sure: [], perhaps: [], uncertainties, untold: [why] };
  }
}

/** Collects rules over people who are told apart, each kind once. */
function collect<Ref extends Named & { readonly rule: object | null }>(
  kinds: readonly (readonly [Person, ...Person[]])[],
  candidatesFor: (person: Person) => readonly Candidate<Ref>[],
): RulesReached<Ref> {
  const rules = new Map<unknown, { ref: Ref; sure: Person[]; perhaps: Person[] }>();
  const found = kinds.map((people) => ({ people, ...firstMatches(candidatesFor(people[0])) }));
  for (const { people, sure, perhaps } of found) {
    for (const [side, refs] of Object.entries({ sure, perhaps } as const)) {
      for (const ref of refs) {
        const one = rules.get(ref.rule ?? ref.name) ?? { ref, sure: [], perhaps: [] };
        rules.set(ref.rule ?? ref.name, one);
        one[side === "sure" ? "sure" : "perhaps"].push(...people);
      }
    }
  }
  return {
    rules: [...rules.values()],
    uncertainties: [...new Set(found.flatMap(({ uncertainties }) => uncertainties))],
    untold: [...new Set(found.flatMap(({ untold }) => untold))],
  };
}

const prepared = perOrg((org) => {
  const rules: RulesAlone = readRulesAlone(org.org, org.judgement.live);
  const kinds = new Map<string, [Person, ...Person[]]>();
  for (const person of org.judgement.people.inScope) {
    const kind = `${rules.kindOf(person)} ${signsInElsewhere(person.signOn)}`;
    const those = kinds.get(kind);
    if (those === undefined) kinds.set(kind, [person]);
    else those.push(person);
  }
  return { rules, kinds: [...kinds.values()] };
});

/** Session rules that people in scope can come to; worked out once for an org. */
export const sessionRulesReached = perOrg((org): RulesReached<SessionRef> => {
  const { rules, kinds } = prepared(org);
  const isElsewhere = ([{ signOn }]: readonly [Person, ...Person[]]) => signsInElsewhere(signOn);
  const isHere = (those: readonly [Person, ...Person[]]) =>
    !isElsewhere(those) || those[0].signOn?.hasPassword === true;
  const here = collect(kinds.filter(isHere), (person) => rules.sessionsFor(person));
  const there = collect(kinds.filter(isElsewhere), (person) => rules.sessionsFor(person, "idp"));
  return {
    rules: [...here.rules, ...there.rules],
    uncertainties: [...new Set([...here.uncertainties, ...there.uncertainties])],
    untold: [...new Set([...here.untold, ...there.untold])],
  };
});

const ofPolicies = perOrg((org) =>
  once((policy: AppPolicy): RulesReached<AppRef> => {
    const { rules, kinds } = prepared(org);
    return collect(kinds, (person) => rules.appsFor(person, policy));
  }),
);

/** Rules of an app sign-in policy that people in scope can come to. */
export const appRulesReached = (org: JudgedOrg, policy: AppPolicy): RulesReached<AppRef> =>
  ofPolicies(org)(policy);
