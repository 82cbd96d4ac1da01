import type { OrgMemory, PersonMemory } from "../../ledger/memory.ts";
import type { LiveFacts } from "./live-facts.ts";

/** Facts that a detection may look at besides the event. */
export interface Memory {
  /** Null: nothing is known yet. */
  person(id: string): PersonMemory | null;
  readonly org: OrgMemory;
  readonly live: LiveFacts;
}

/** A person of whom nothing is known. */
export const unknownPerson = (id: string): PersonMemory => ({
  id,
  login: null,
  created: null,
  status: null,
  factors: null,
  factorRestoredAt: null,
  factorRestored: null,
  marks: [],
  adminRoles: null,
  pushes: [],
});
