import type { Slice } from "../../src/model/snapshot.ts";
import type { SubjectRef } from "../../src/model/subject.ts";
import { sameName } from "../../src/model/words.ts";
import type { FindingRef } from "../contract/check.ts";

/** State of a thing that a stack made. */
export type Presence =
  | { readonly kind: "there" }
  /** Gone, with another one of its name in its place. */
  | { readonly kind: "remade"; readonly id: string }
  | { readonly kind: "gone" }
  | { readonly kind: "unread" };

/** A thing that a stack made, held against the org by its id. */
export interface StackThing {
  /** As findings name it, by the stack's names. */
  readonly subject: SubjectRef;
  /** Tells policies of one name apart: the section of the baseline; null: an enrollment policy, or what is no policy. */
  readonly field: string | null;
  readonly id: string;
  /** In a sentence: `group "MFA Required"`. */
  readonly words: string;
  readonly slice: Slice;
  readonly presence: Presence;
  /** Findings that say the same by the baseline. */
  readonly causes: readonly FindingRef[];
}

/** A thing, made or live. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Holds a thing against what was read of its like. */
export function presenceOf(thing: Named, live: readonly Named[] | null | undefined): Presence {
  if (live === undefined || live === null) return { kind: "unread" };
  if (live.some(({ id }) => id === thing.id)) return { kind: "there" };
  const namesake = live.find(({ name }) => sameName(name, thing.name));
  return namesake === undefined ? { kind: "gone" } : { kind: "remade", id: namesake.id };
}
