import type { LogEvent } from "../../model/log-event.ts";
import { worthOf } from "../../model/strictness.ts";
import type { Memory } from "./memory.ts";
import { rememberEvent } from "./remember.ts";

/**
 * Whether a person has an acceptable factor after an event that took one away; null when that could not be told.
 * The live org, judged by the requirements, knows best; else what is remembered, by what factors are worth.
 */
export function hasAcceptableFactorAfter(event: LogEvent, id: string, memory: Memory): boolean | null {
  const live = memory.live.people.get(id);
  if (live !== undefined) return live.hasAcceptableFactor;
  const person = memory.person(id);
  if (person === null) return null;
  const { factors } = rememberEvent(person, event, []);
  return factors === null ? null : factors.some((factor) => worthOf(factor) === "protects");
}
