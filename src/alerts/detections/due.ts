import type { AlertRules } from "../event/alert-rules.ts";
import type { LivePerson } from "../memory/live-facts.ts";
import type { Memory } from "../memory/memory.ts";

/**
 * When a person must have what is asked: the soonest of the requirements on them, counted from the event (`within`
 * counts from the latest of created, activated and reactivated). Where the org was not read, of those on everyone.
 *
 * @param from ISO 8601, UTC
 * @returns null when nothing is asked, or it is not known of whom
 */
export function dueAt(id: string, from: string, memory: Memory, rules: AlertRules): string | null {
  const graces = gracesOf(memory.live.people.get(id), rules);
  if (graces.length === 0) return null;
  return new Date(Date.parse(from) + Math.min(...graces)).toISOString();
}

function gracesOf(live: LivePerson | undefined, { requirements }: AlertRules): readonly number[] {
  if (live !== undefined) return live.requirements.map(({ withinMs }) => withinMs);
  return requirements
    .filter(({ appliesTo }) => appliesTo.kind === "everyone")
    .map(({ withinMs }) => withinMs);
}
