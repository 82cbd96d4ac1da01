import type { OrgMemory, PersonMemory } from "../../ledger/memory.ts";
import { judgeActivation } from "../detections/activation.ts";

/** Clocks differ; what lies further ahead than this says nothing of now. */
const slackMs = 5 * 60_000;

/**
 * When people last came back, or were sent their activation again, as far as the ledger knows: what a requirement's
 * `within` counts from besides `created` and `activated`. Okta leaves `activated` as it was when an account comes back
 * (not verified against a live org), and `statusChanged` moves with every lock-out.
 *
 * @returns ISO 8601 in UTC, by user id; who never did has no entry
 */
export function reactivations(
  people: readonly PersonMemory[],
  { watchedSince }: OrgMemory,
  now: Date,
): ReadonlyMap<string, string> {
  const until = new Date(now.getTime() + slackMs).toISOString();
  return new Map(
    people.flatMap((person) => {
      const at = lastReactivation(person, watchedSince, until);
      return at === null ? [] : [[person.id, at] as const];
    }),
  );
}

function lastReactivation(person: PersonMemory, watchedSince: string | null, until: string): string | null {
  const { id, created, marks } = person;
  const known = { person, marks, created, watchedSince };
  const last = marks.findLast((mark) => {
    if (mark.at > until) return false;
    if (mark.eventType === "user.lifecycle.reactivate") return true;
    return mark.eventType === "user.lifecycle.activate" && judgeActivation(mark, id, known).kind === "return";
  });
  return last?.at ?? null;
}
