import type { SourcePosition } from "../../src/model/baseline.ts";

/** A YAML value that remembers where it was written, also after files have been merged. */
export type TreeNode = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  readonly at: SourcePosition;
}

export interface ListNode {
  readonly kind: "list";
  readonly items: readonly TreeNode[];
  readonly at: SourcePosition;
}

export interface MapNode {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, MapEntry>;
  readonly at: SourcePosition;
}

export interface MapEntry {
  readonly keyAt: SourcePosition;
  readonly value: TreeNode;
}

/** The step from a value to a part of it: a key of a map, or an index of a list from 0. */
export type PathStep = string | number;

/** The plain data of a tree, as a schema wants it. */
export function plainValue(node: TreeNode): unknown {
  switch (node.kind) {
    case "scalar":
      return node.value;
    case "list":
      return node.items.map(plainValue);
    case "map":
      return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plainValue(entry.value)]));
  }
}

/** One step down; undefined where there is no such part. */
export function childOf(node: TreeNode | undefined, step: PathStep): TreeNode | undefined {
  if (node?.kind === "map") return node.entries.get(String(step))?.value;
  if (node?.kind === "list" && typeof step === "number") return node.items[step];
  return undefined;
}

/** All steps down; undefined where the path leads nowhere. */
export function nodeAt(root: TreeNode, path: readonly PathStep[]): TreeNode | undefined {
  return path.reduce<TreeNode | undefined>(childOf, root);
}
