import type { LiveIndex } from "../../src/evaluator/live-index.ts";
import type { Exemption } from "../../src/model/baseline.ts";
import type { FindingExemption, Subject } from "../../src/model/report.ts";

/** The exemption in effect for a person and a requirement. */
export type FindExemption = (subject: Subject, requirement: string | null) => FindingExemption | null;

const keyOf = (user: string, requirement: string): string => JSON.stringify([user, requirement]);

/** In effect up to and including its last day, by UTC. */
function isInEffect({ until }: Exemption, now: Date): boolean {
  return now.toISOString().slice(0, 10) <= until;
}

/** Looks exemptions up by whom they mean: a user id first, then a login. One that has ended exempts nobody. */
export function findExemptions(exemptions: readonly Exemption[], live: LiveIndex, now: Date): FindExemption {
  const inEffect = new Map<string, FindingExemption>();
  for (const exemption of exemptions) {
    const person = live.personCalled(exemption.user);
    if (person === undefined || !isInEffect(exemption, now)) continue;
    const key = keyOf(person.id, exemption.requirement);
    const { until, reason, owner } = exemption;
    const known = inEffect.get(key);
    if (known === undefined || known.until < until) inEffect.set(key, { until, reason, owner });
  }
  if (inEffect.size === 0) return () => null;
  return (subject, requirement) => {
    if (subject.type !== "user" || subject.id === null || requirement === null) return null;
    return inEffect.get(keyOf(subject.id, requirement)) ?? null;
  };
}
