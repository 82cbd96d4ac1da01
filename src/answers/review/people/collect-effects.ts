import type { ChangeEffect, EffectKind } from "../../../model/review.ts";
import type { Person } from "../../../model/snapshot.ts";
import { changeId } from "../change/draft-change.ts";

/** People whom something happens to, before it is known what explains it. */
export interface Found {
  readonly id: string;
  readonly kind: EffectKind;
  readonly effect: ChangeEffect;
  readonly names: readonly string[];
  readonly people: { readonly person: Person; readonly certain: boolean }[];
  /** Policies that the people are under, before or after: what changed of them explains it. */
  readonly policies: Set<string>;
}

/** Collects what happens to people, one entry for each kind and what it is about. */
export function collectEffects() {
  const found = new Map<string, Found>();
  return {
    add: (
      person: Person,
      said: {
        readonly kind: EffectKind;
        readonly effect: ChangeEffect;
        readonly names?: readonly string[];
        readonly certain?: boolean;
      },
      policies: Iterable<string>,
    ): void => {
      const { kind, effect, names = [], certain = true } = said;
      const id = changeId(kind, names);
      const entry = found.get(id) ?? { id, kind, effect, names, people: [], policies: new Set<string>() };
      found.set(id, entry);
      entry.people.push({ person, certain });
      for (const policy of policies) entry.policies.add(policy);
    },
    all: (): readonly Found[] => [...found.values()],
  };
}
