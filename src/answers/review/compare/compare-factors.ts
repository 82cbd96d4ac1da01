import {
  classicFactors,
  identityAuthenticators,
  parseFactorName,
  phishingResistantFactors,
} from "../../../model/authenticators.ts";
import type { FactorRequirement, Requirement } from "../../../model/baseline.ts";
import type { ChangeVerdict } from "../../../model/review.ts";
import type { Engine } from "../../../model/words.ts";
import { type DraftChange, draftChange } from "../change/draft-change.ts";
import { verdict } from "../change/order.ts";
import { isResistant } from "../change/policy-move.ts";
import { sortOutNames } from "./comparison.ts";

/** Compares the factors that must be enrolled. */
export function* compareFactors(
  { factors: from }: Requirement,
  { id, factors: to }: Requirement,
  parent: readonly (string | number)[],
  engine: Engine,
): Generator<DraftChange> {
  const path = [...parent, "factors"];
  if (from === null && to === null) return;
  if (from === null || to === null || from.kind !== to.kind) {
    yield draftChange(
      "requirement-factors",
      { requirement: id },
      { from: inWords(from), to: inWords(to), verdict: judgeKinds(from, to, engine), path },
    );
  } else if (from.kind === "anyOf" && to.kind === "anyOf") yield* compareAnyOf(id, from, to, path);
  if (from !== null && to !== null && from.atLeast !== to.atLeast) {
    yield draftChange(
      "requirement-at-least",
      { requirement: id },
      {
        from: String(from.atLeast),
        to: String(to.atLeast),
        verdict:
          to.atLeast < from.atLeast ? verdict("weaker", "asks-less") : verdict("stronger", "asks-more"),
        path: [...path, "atLeast"],
      },
    );
  }
}

type AnyOf = FactorRequirement & { readonly kind: "anyOf" };

function* compareAnyOf(
  requirement: string,
  from: AnyOf,
  to: AnyOf,
  path: readonly (string | number)[],
): Generator<DraftChange> {
  const { removed, added } = sortOutNames(from.anyOf, to.anyOf);
  // Where several are asked for, one more name for the same thing can count once more.
  const isOne = from.atLeast === 1 && to.atLeast === 1;
  const change = (factor: string, isNew: boolean, says: ChangeVerdict, at: readonly (string | number)[]) =>
    draftChange(
      "requirement-factor",
      { requirement, factor },
      { from: isNew ? null : factor, to: isNew ? factor : null, verdict: says, path: at },
    );
  const judge = (factor: string, rest: readonly string[], otherwise: ChangeVerdict): ChangeVerdict => {
    if (isOne && rest.some((other) => accepts(other, factor))) return verdict("neutral", "same-people");
    return isOne && isResistant(factor) ? verdict("neutral", "accepts-resistant") : otherwise;
  };
  for (const factor of removed) {
    yield change(factor, false, judge(factor, to.anyOf, verdict("stronger", "accepts-less")), [
      ...path,
      "anyOf",
    ]);
  }
  for (const { item, index } of added) {
    const says = judge(item, from.anyOf, verdict("weaker", "accepts-more"));
    yield change(item, true, says, [...path, "anyOf", index]);
  }
}

/** Whether whoever has `narrow` has `wide`: `okta_verify` takes `okta_verify:push`. */
function accepts(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  const [one, two] = [parseFactorName(wide), parseFactorName(narrow)];
  return one.key === two.key && one.id === two.id && (one.method === null || one.method === two.method);
}

function namesIn(factors: FactorRequirement, engine: Engine): readonly string[] {
  if (factors.kind === "anyOf") return factors.anyOf;
  const known = engine === "identity" ? identityAuthenticators : classicFactors;
  return phishingResistantFactors.filter((name) => Object.hasOwn(known, parseFactorName(name).key));
}

function judgeKinds(
  from: FactorRequirement | null,
  to: FactorRequirement | null,
  engine: Engine,
): ChangeVerdict {
  if (from === null) return verdict("stronger", "asks-more");
  if (to === null) return verdict("weaker", "asks-less");
  const [before, after] = [namesIn(from, engine), namesIn(to, engine)];
  const within = (inner: readonly string[], outer: readonly string[]): boolean =>
    inner.every((name) => outer.some((other) => accepts(other, name)));
  // A list of nothing but phishing-resistant factors is no weaker than all of them.
  const isNoWeaker = within(after, before) || (to.kind === "phishingResistant" && to.atLeast === 1);
  if (!isNoWeaker && !after.every(isResistant)) return verdict("weaker", "accepts-more");
  return within(before, after) || before.every(isResistant)
    ? verdict("neutral", "same-people")
    : verdict("stronger", "accepts-less");
}

const inWords = (factors: FactorRequirement | null): readonly string[] | null =>
  factors === null
    ? null
    : factors.kind === "phishingResistant"
      ? ["phishing-resistant"]
      : [...factors.anyOf].sort();
