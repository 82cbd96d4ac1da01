import type { z } from "zod";
import { type MapNode, nodeAt, type PathStep, type TreeNode } from "./tree.ts";

type Issue = z.core.$ZodIssue;

/** A whole entry of a list or map of the section: `alerts.routes[0]`, and not the one word that is wrong in it. */
const entryDepth = 3;

function pathsOf(issue: Issue): readonly (readonly PathStep[])[] {
  const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
  const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
  return paths.map((one) => one.slice(0, entryDepth));
}

function without(node: TreeNode, wrong: ReadonlySet<TreeNode | undefined>): TreeNode {
  if (node.kind === "scalar") return node;
  if (node.kind === "list") {
    return {
      ...node,
      items: node.items.filter((item) => !wrong.has(item)).map((item) => without(item, wrong)),
    };
  }
  const entries = [...node.entries].filter(([, { value }]) => !wrong.has(value));
  return {
    ...node,
    entries: new Map(entries.map(([key, entry]) => [key, { ...entry, value: without(entry.value, wrong) }])),
  };
}

/** A baseline without the entries of one section that its schema refuses; null where it refuses more than those. */
export function withoutWrong(root: MapNode, issues: readonly Issue[], section: string): MapNode | null {
  const paths = issues.flatMap(pathsOf);
  if (!paths.every(([first]) => first === section)) return null;
  const left = without(root, new Set(paths.map((path) => nodeAt(root, path))));
  return left.kind === "map" ? left : null;
}
