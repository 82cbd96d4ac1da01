import type { AppPolicy } from "../../model/live-sign-on.ts";
import type { OtherDoor } from "../../model/sign-on-words.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";
import { once } from "../live/once.ts";
import { type AppRef, appCandidates } from "./app-candidates.ts";
import type { RuleReader } from "./rule-reader.ts";
import { type SessionRef, type SignInPath, sessionCandidates } from "./session-candidates.ts";
import { type Candidate, type Side, sideOf } from "./side.ts";

/** The rules of both sides as they are tried for a person; people to whom they apply alike share one object. */
export interface RuleChains {
  sessionSide(person: Person, path: SignInPath): Side<SessionRef>;
  appSide(person: Person, policy: AppPolicy): Side<AppRef>;
  /** Whether a session rule for that very door may take the person. */
  isAtDoor(person: Person, door: OtherDoor): boolean;
}

/** Works a side out once for all candidates that are the same, with the same uncertainties. */
function sharing<Rule extends { readonly name: string; readonly rule: object | null }>() {
  const numbers = new Map<object, number>();
  const sides = new Map<string, Side<Rule>>();
  const numberOf = (one: object): number => {
    const known = numbers.get(one) ?? numbers.size;
    numbers.set(one, known);
    return known;
  };
  return (candidates: readonly Candidate<Rule>[]): Side<Rule> => {
    let key = "";
    for (const { rule, uncertainty } of candidates) {
      key += `${rule.rule === null ? rule.name : numberOf(rule.rule)}|${uncertainty ?? ""}\n`;
    }
    const known = sides.get(key) ?? sideOf(candidates);
    sides.set(key, known);
    return known;
  };
}

/** Prepares an org's sign-on rules. */
export function readRuleChains(org: OrgSnapshot, reader: RuleReader): RuleChains {
  const sessionsFor = sessionCandidates(org, reader);
  const appsFor = appCandidates(reader);
  const sharedSession = sharing<SessionRef>();
  const sharedApp = once((_: AppPolicy) => sharing<AppRef>());
  return {
    sessionSide: (person, path) => sharedSession(sessionsFor(person, path)),
    isAtDoor: (person, door) => sessionsFor(person, door).some(({ rule }) => rule.rule?.authType === door),
    appSide: (person, policy) => sharedApp(policy)(appsFor(person, policy)),
  };
}
