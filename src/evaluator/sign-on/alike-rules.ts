import { once } from "../live/once.ts";
import type { AppRef } from "./app-candidates.ts";
import type { RuleOutcomes } from "./rule-outcomes.ts";
import type { SessionRef } from "./session-candidates.ts";

/** Answers what comes of two rules for somebody. */
export type OutcomesOf = (session: SessionRef, app: AppRef | null) => readonly RuleOutcomes[];

/** A rule whose name is in the answer, because something of it is not modelled, is like no other. */
function sessionContent({ name, rule }: SessionRef): string {
  if (rule === null) return name;
  const { access, primaryFactor, requiresFactor, unmodelled } = rule;
  return JSON.stringify([access, primaryFactor, requiresFactor, ...(unmodelled.length > 0 ? [rule.id] : [])]);
}

function appContent({ name, rule }: AppRef): string {
  if (rule === null) return name;
  const { id, access, verification, device, unmodelled } = rule;
  const isNamed = unmodelled.length > 0 || verification?.kind === "other";
  return JSON.stringify([access, verification, device !== null, ...(isNamed ? [id] : [])]);
}

/**
 * Makes sharers of outcomes: rules that ask for the same come to the same for a person, whatever policy they are of and
 * whatever they are called. Sixty policies seldom ask for more than a dozen things.
 */
export function outcomeSharing(): (answer: OutcomesOf) => OutcomesOf {
  const numbers = new Map<string, number>();
  const numberOf = (content: string): number => {
    const known = numbers.get(content) ?? numbers.size;
    numbers.set(content, known);
    return known;
  };
  const ofSession = once((ref: SessionRef) => numberOf(sessionContent(ref)));
  const ofApp = once((ref: AppRef | null) => (ref === null ? -1 : numberOf(appContent(ref))));
  return (answer) => {
    const known = new Map<number, Map<number, readonly RuleOutcomes[]>>();
    return (session, app) => {
      const number = ofSession(session);
      const byApp = known.get(number) ?? new Map<number, readonly RuleOutcomes[]>();
      known.set(number, byApp);
      const found = byApp.get(ofApp(app)) ?? answer(session, app);
      byApp.set(ofApp(app), found);
      return found;
    };
  };
}
