import type { SourcePosition } from "../../src/model/baseline.ts";
import { defaultPolicyName, sameName } from "../../src/model/words.ts";
import { childOf, type MapNode, type TreeNode } from "../source/tree.ts";
import type { DraftMap, DraftPolicyHead, DraftSetting, Text } from "./draft.ts";

/** The keys of a map; null where there is none. */
export const draftMap = (node: TreeNode | undefined): DraftMap | null =>
  node?.kind === "map" ? { at: node.at, keys: keysOf(node) } : null;

/** The keys of a map with their positions. */
export const keysOf = (node: MapNode): ReadonlyMap<string, SourcePosition> =>
  new Map([...node.entries].map(([key, entry]) => [key, entry.keyAt]));

/** Those of the fields that are not written, or are empty lists. */
export const lacksOf = (node: MapNode, fields: readonly string[]): ReadonlySet<string> =>
  new Set(
    fields.filter((field) => {
      const value = childOf(node, field);
      return value === undefined || (value.kind === "list" && value.items.length === 0);
    }),
  );

/** A text; null where there is none. */
export const textOf = (node: TreeNode | undefined): Text | null =>
  node?.kind === "scalar" && typeof node.value === "string" ? { text: node.value, at: node.at } : null;

/** The texts of the list under a key. */
export function textsOf(node: TreeNode | undefined, key: string): readonly Text[] {
  const list = childOf(node, key);
  return list?.kind === "list" ? list.items.map(textOf).filter((text) => text !== null) : [];
}

/** The maps of the list under a key. */
export function mapsOf(node: TreeNode | undefined, key: string): readonly MapNode[] {
  const list = childOf(node, key);
  return list?.kind === "list" ? list.items.filter((item) => item.kind === "map") : [];
}

/** The settings of the map under a key. */
export function settingsOf(node: TreeNode | undefined, key: string): readonly DraftSetting[] {
  const map = childOf(node, key);
  if (map?.kind !== "map") return [];
  return [...map.entries].map(([ref, { keyAt, value }]) => {
    const methods = childOf(value, "methods");
    const said = value.kind === "map" ? (childOf(value, "status") ?? childOf(value, "enroll")) : value;
    return {
      ref: { text: ref, at: keyAt },
      value: textOf(said)?.text ?? "",
      keys: value.kind === "map" ? keysOf(value) : new Map(),
      methods:
        methods?.kind === "map"
          ? [...methods.entries].map(([text, entry]) => ({ text, at: entry.keyAt }))
          : [],
    };
  });
}

/** Reads what policies of every kind have. */
export function policyHead(node: MapNode): DraftPolicyHead {
  const name = textOf(childOf(node, "name"));
  return {
    at: node.at,
    name,
    isDefault: name !== null && sameName(name.text, defaultPolicyName),
    groups: textsOf(node, "groups"),
    keys: keysOf(node),
    lacks: lacksOf(node, ["groups", "rules"]),
  };
}
