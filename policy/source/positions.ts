import type { SourcePosition } from "../../src/model/baseline.ts";
import type { PathStep, TreeNode } from "./tree.ts";

/** A JSON pointer (RFC 6901): `/authenticators/custom_app~1autA1`. */
export function jsonPointer(path: readonly PathStep[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/**
 * Where every part of a tree is written, by JSON pointer: a field where its key stands, an entry of a list where
 * it begins, the whole (the empty pointer) at its beginning.
 */
export function positionsOf(root: TreeNode): ReadonlyMap<string, SourcePosition> {
  const positions = new Map<string, SourcePosition>();
  const visit = (node: TreeNode, pointer: string, at: SourcePosition): void => {
    positions.set(pointer, at);
    if (node.kind === "list") {
      for (const [index, item] of node.items.entries()) visit(item, pointer + jsonPointer([index]), item.at);
    } else if (node.kind === "map") {
      for (const [key, entry] of node.entries) visit(entry.value, pointer + jsonPointer([key]), entry.keyAt);
    }
  };
  visit(root, "", root.at);
  return positions;
}
