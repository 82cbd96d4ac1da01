import { isMap, isSeq, parseDocument } from "yaml";
import type { PathStep } from "../../../policy/source/tree.ts";
import type { Baseline } from "../../model/baseline.ts";
import { sameName } from "../../model/words.ts";

/**
 * Follows a path of a baseline, as merged from its files, in the text of one of them: items of lists are known by name,
 * and a file may declare some of them only. Null where this text does not have one of them.
 */
export function ownPath(
  text: string,
  path: readonly PathStep[],
  baseline: Baseline,
): readonly PathStep[] | null {
  let there: unknown = parseDocument(text).contents;
  let merged: unknown = baseline;
  const own: PathStep[] = [];
  for (const step of path) {
    const place = typeof step === "number" ? placeOf(nameOf(childOf(merged, step)), there) : step;
    if (place === null) return null;
    own.push(place);
    merged = childOf(merged, step);
    there = isMap(there) || isSeq(there) ? there.get(place, true) : undefined;
  }
  return own;
}

const childOf = (value: unknown, step: PathStep): unknown =>
  typeof value === "object" && value !== null
    ? (value as Readonly<Record<PathStep, unknown>>)[step]
    : undefined;

/** By what an item is known: its name; an exemption by whom it exempts from what. */
function nameOf(item: unknown): string {
  const [name, user, requirement] = ["name", "user", "requirement"].map((key) => childOf(item, key));
  return typeof name === "string" ? name : `${user} ${requirement}`;
}

function placeOf(name: string, there: unknown): number | null {
  const items = isSeq(there) ? there.items : [];
  const place = items.findIndex((item) => isMap(item) && sameName(nameOf(item.toJSON()), name));
  return place < 0 ? null : place;
}
