import {
  type Document,
  isAlias,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { SourcePosition } from "../../src/model/baseline.ts";
import type { Problem } from "./problem.ts";
import type { MapEntry, ScalarNode, TreeNode } from "./tree.ts";

/** Far deeper than any baseline, and far above the stack's end. */
const deepest = 40;

/** Aliases save typing; a file that multiplies itself with them is an attack on the reader. */
const mostAliasedValues = 10_000;

/** Turns a parsed YAML document into a tree with positions; what has no place in a baseline becomes a problem. */
export function convertYaml(
  document: Document.Parsed,
  placeOf: (offset: number) => SourcePosition,
): { readonly root: TreeNode | null; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const anchors = new Map<string, Node>();
  const openAliases = new Set<string>();
  let aliasedValues = 0;

  const place = (node: unknown): SourcePosition => placeOf(startOf(node));

  const refuse = (at: SourcePosition, message: string): ScalarNode => {
    problems.push({ at, message });
    return nothing(at);
  };

  const convertPair = (pair: Pair, depth: number, entries: Map<string, MapEntry>): void => {
    const keyAt = place(pair.key);
    const key = isScalar(pair.key) ? textOfKey(pair.key.value) : null;
    const value = pair.value === null ? nothing(keyAt) : convert(pair.value, depth + 1);
    if (key === null) refuse(keyAt, "a key must be plain text");
    else if (key === "__proto__") refuse(keyAt, '"__proto__" cannot be a key');
    else if (key === "<<")
      refuse(keyAt, "merge keys (<<) are not read; write the fields out, or use extends");
    else if (entries.has(key)) refuse(keyAt, `the key "${key}" is written twice; keep one of them`);
    else entries.set(key, { keyAt, value });
  };

  const convertAlias = (name: string, at: SourcePosition, depth: number): TreeNode => {
    const target = anchors.get(name);
    if (target === undefined) {
      return refuse(at, `the alias *${name} stands for nothing; an anchor &${name} must come before it`);
    }
    if (openAliases.has(name)) return refuse(at, `the alias *${name} contains itself`);
    openAliases.add(name);
    const resolved = convert(target, depth);
    openAliases.delete(name);
    return { ...resolved, at };
  };

  const convertCollection = (node: YAMLMap | YAMLSeq, depth: number, at: SourcePosition): TreeNode => {
    if (isSeq(node)) return { kind: "list", items: node.items.map((item) => convert(item, depth + 1)), at };
    const entries = new Map<string, MapEntry>();
    for (const pair of node.items) convertPair(pair, depth, entries);
    return { kind: "map", entries, at };
  };

  const convert = (node: unknown, depth: number): TreeNode => {
    const at = place(node);
    if (openAliases.size > 0) aliasedValues += 1;
    if (aliasedValues > mostAliasedValues || !isNode(node)) return nothing(at);
    if (depth > deepest) return refuse(at, `nested deeper than ${deepest} levels`);
    if (isAlias(node)) return convertAlias(node.source, at, depth);
    // An alias means the latest anchor before it, so anchors are noted in the order of the document.
    if (node.anchor !== undefined && openAliases.size === 0) anchors.set(node.anchor, node);
    return isScalar(node)
      ? { kind: "scalar", value: plainScalar(node.value, node.source), at }
      : convertCollection(node, depth, at);
  };

  const root = document.contents === null ? null : convert(document.contents, 0);
  if (aliasedValues > mostAliasedValues) {
    problems.push({
      at: placeOf(0),
      message: `the aliases stand for more than ${mostAliasedValues} values; write out what you mean`,
    });
  }
  return { root, problems };
}

const nothing = (at: SourcePosition): ScalarNode => ({ kind: "scalar", value: null, at });

// Every parsed node has a range; a value that was left out altogether has none.
const startOf = (node: unknown): number => (isNode(node) ? node.range?.[0] : undefined) ?? 0;

const textOfKey = (value: unknown): string | null =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : null;

// With `%YAML 1.1` the library makes a Date of an unquoted day: the baseline wants what was written.
function plainScalar(value: unknown, source: string | undefined): ScalarNode["value"] {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return value === null ? null : (source ?? null);
}
