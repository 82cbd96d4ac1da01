import type { AppPolicy } from "../../model/live-sign-on.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";
import { readZones } from "../effective-policy/zone-condition.ts";
import type { LiveIndex } from "../live/live-index.ts";
import { once } from "../live/once.ts";
import { type AppRef, appCandidates } from "./app-candidates.ts";
import type { Atom } from "./context.ts";
import { personMatcher } from "./match-person.ts";
import { peopleKinds, whatDivides } from "./people-kinds.ts";
import type { Link } from "./reachable-pairs.ts";
import { ruleReader } from "./rule-reader.ts";
import { type SessionRef, type SignInPath, sessionCandidates } from "./session-candidates.ts";
import type { Candidate } from "./side.ts";

/** The rules of an org as they are tried for people, whatever factors those have. */
export interface RulesAlone {
  /** The same for people whom no rule tells apart. */
  kindOf(person: Person): string;
  /** Traits that set people apart: where they are the same, so are their kinds. */
  readonly divides: string;
  /** One of each kind; worked out once for a list of people. */
  oneOfEach(people: readonly Person[]): readonly Person[];
  /** @param path - with Okta's own factors unless given */
  sessionsFor(person: Person, path?: SignInPath): readonly Candidate<SessionRef>[];
  appsFor(person: Person, policy: AppPolicy): readonly Candidate<AppRef>[];
}

/** A candidate as a link; what is not known of it may hold or not, alike wherever it is asked. */
export function linkOf<
  Rule extends { readonly name: string; readonly rule: { readonly id: string } | null },
>({ rule, condition, uncertainty }: Candidate<Rule>): Link<Rule> {
  if (uncertainty === null) return { rule, condition };
  const atom: Atom = `uncertainty:${rule.rule?.id ?? rule.name}`;
  const chance = { kind: "in", zones: new Set([atom]) } as const;
  return { rule, condition: { ...condition, atoms: [...condition.atoms, chance] } };
}

/** One person of each kind, the first. */
export function oneOfEach(people: readonly Person[], kindOf: (person: Person) => string): readonly Person[] {
  const kinds = new Map<string, Person>();
  for (const person of people) {
    const kind = kindOf(person);
    if (!kinds.has(kind)) kinds.set(kind, person);
  }
  return [...kinds.values()];
}

/** Prepares reading an org's sign-on rules alone, for whoever signs in with Okta. */
export function readRulesAlone(org: OrgSnapshot, live: LiveIndex): RulesAlone {
  const reader = ruleReader(personMatcher(org, live), readZones(org.slices));
  const sessionsFor = sessionCandidates(org, reader);
  const appsFor = appCandidates(reader);
  const kinds = once((_: "kinds") => peopleKinds(org.slices, live));
  const kindOf = (person: Person): string => kinds("kinds")(person);
  return {
    kindOf,
    divides: whatDivides(org.slices),
    oneOfEach: once((people: readonly Person[]) => oneOfEach(people, kindOf)),
    sessionsFor: (person, path = "okta") => sessionsFor(person, path),
    appsFor,
  };
}
