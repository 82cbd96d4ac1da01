import type { AccessAction } from "../../model/sign-on-words.ts";
import type { DeclaredRule, LiveRule, RuleDifference, RulePair } from "../declared/policy-family.ts";
import { type Compare, compareNetwork, nameUnmodelled } from "../declared/rule-differences.ts";
import type { ComparedOrg } from "../live/compared-org.ts";

const isOfActions = (path: string): boolean => path.startsWith("actions.");

/** Conditions of a network that `LiveNetwork` cannot say are among what is not modelled. */
const isOfNetwork = (path: string): boolean => path.startsWith("conditions.network");

/**
 * Compares a sign-on rule, field by field; what it has and we do not model is named.
 *
 * @param demands - what it asks of whom it lets in: of one that lets nobody in, that says nothing
 */
export function withUnmodelled<
  Declared extends DeclaredRule & { readonly access: AccessAction },
  Live extends LiveRule & { readonly access: string; readonly unmodelled: readonly string[] },
>(
  rule: RulePair<Declared, Live>,
  conditions: readonly Compare<Declared, Live>[],
  demands: readonly Compare<Declared, Live>[],
  input: ComparedOrg,
): readonly RuleDifference<Live>[] {
  const { declared, live } = rule;
  const { unmodelled } = live;
  const isSaid = !unmodelled.some(isOfNetwork);
  const lets = declared.access === "ALLOW" && live.access === "ALLOW";
  const asked = [
    ...conditions.filter((compare) => isSaid || compare !== compareNetwork),
    ...(lets ? demands : []),
  ];
  return [
    ...asked.map((compare) => compare(rule, input)),
    nameUnmodelled(unmodelled, !unmodelled.some(isOfActions)),
  ].filter((difference) => difference !== null);
}
