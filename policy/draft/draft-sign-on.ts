import { childOf, type MapNode, type TreeNode } from "../source/tree.ts";
import type { DraftConstraint, DraftSignOnPolicy, DraftSignOnRule, Text } from "./draft.ts";
import { keysOf, mapsOf, policyHead, textOf, textsOf } from "./draft-nodes.ts";

/** Reads an entry of `signOn.sessionPolicies` or `signOn.appPolicies`, as far as it is well-formed. */
export function draftSignOnPolicy(node: MapNode): DraftSignOnPolicy {
  return {
    ...policyHead(node),
    apps: textsOf(node, "apps"),
    rules: mapsOf(node, "rules").map(draftSignOnRule),
  };
}

const listsOfPeople = ["groups", "exceptGroups", "users", "exceptUsers", "userTypes", "exceptUserTypes"];

function draftSignOnRule(node: MapNode): DraftSignOnRule {
  const people = childOf(node, "people");
  return {
    name: textOf(childOf(node, "name")),
    keys: keysOf(node),
    access: textOf(childOf(node, "access"))?.text ?? null,
    secondFactor: textOf(childOf(node, "secondFactor"))?.text ?? null,
    zones: ["in", "notIn"].flatMap((side) => textsOf(childOf(node, "network"), side)),
    people: new Map([
      ...listsOfPeople.map((list) => [list, textsOf(people, list)] as const),
      // A session rule has its own, and no `people`.
      ...(people === undefined ? [["exceptUsers", textsOf(node, "exceptUsers")] as const] : []),
    ]),
    constraints: mapsOf(node, "constraints").map(draftConstraint),
    chains: textsWithin(childOf(node, "chains")),
  };
}

const methodFields = [
  ["possession", "methods"],
  ["possession", "exceptMethods"],
  ["knowledge", "methods"],
] as const;

const draftConstraint = (node: MapNode): DraftConstraint => ({
  map: { at: node.at, keys: keysOf(node) },
  methods: new Map(
    methodFields.map(([part, field]) => [`${part}.${field}`, textsOf(childOf(node, part), field)]),
  ),
});

/** Every text in lists within lists. */
function textsWithin(node: TreeNode | undefined): readonly Text[] {
  if (node?.kind === "list") return node.items.flatMap(textsWithin);
  const text = textOf(node);
  return text === null ? [] : [text];
}
