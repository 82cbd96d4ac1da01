import type { LiveIndex } from "../../src/evaluator/live/live-index.ts";
import type { Acceptance, Exemption } from "../../src/model/baseline.ts";
import type { FindingExemption } from "../../src/model/report.ts";
import type { Subject } from "../../src/model/subject.ts";

/** The exemption in effect for a person and a requirement. */
export type FindExemption = (subject: Subject, requirement: string | null) => FindingExemption | null;

const keyOf = (user: string, requirement: string): string => JSON.stringify([user, requirement]);

/** In effect up to and including its last day, by UTC. */
function isInEffect({ until }: Pick<Exemption, "until">, now: Date): boolean {
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

/** The acceptance in effect for what a check says of the org itself. */
export type FindAcceptance = (check: string, subject: Subject) => FindingExemption | null;

/** Looks up accepted deviations by check and subject; of two for one, the later end counts. */
export function findAcceptances(accepted: readonly Acceptance[], now: Date): FindAcceptance {
  const inEffect = new Map<string, FindingExemption>();
  for (const { check, subject, until, reason, owner } of accepted) {
    const key = keyOf(check, subject.normalize("NFC"));
    const known = inEffect.get(key);
    if (!isInEffect({ until }, now) || (known !== undefined && known.until >= until)) continue;
    inEffect.set(key, { until, reason, owner });
  }
  return (check, { type, name }) =>
    type === "user" ? null : (inEffect.get(keyOf(check, name.normalize("NFC"))) ?? null);
}
