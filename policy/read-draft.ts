import type { SourcePosition } from "../src/model/baseline.ts";
import { defaultPolicyName, sameName } from "../src/model/words.ts";
import type {
  Draft,
  DraftGroup,
  DraftMap,
  DraftPolicy,
  DraftRequirement,
  DraftSetting,
  Text,
} from "./draft.ts";
import { childOf, type MapNode, type TreeNode } from "./source/tree.ts";

/** Reads what is well-formed and passes over the rest, which the schema complains of. */
export function draftOf(root: MapNode): Draft {
  const engine = textOf(childOf(childOf(root, "org"), "engine"))?.text;
  return {
    engine: engine === "identity" || engine === "classic" ? engine : null,
    groups: mapsOf(root, "groups").map(draftGroup),
    authenticators: settingsOf(root, "authenticators"),
    policies: mapsOf(root, "enrollmentPolicies").map(draftPolicy),
    requirements: mapsOf(root, "requirements").map(draftRequirement),
    exemptions: mapsOf(root, "exemptions").map((node) => ({
      user: textOf(childOf(node, "user")),
      requirement: textOf(childOf(node, "requirement")),
    })),
  };
}

function draftGroup(node: MapNode): DraftGroup {
  const managed = childOf(node, "managed");
  return {
    name: textOf(childOf(node, "name")),
    managed: !(managed?.kind === "scalar" && managed.value === false),
    ruleName: textOf(childOf(childOf(node, "filledBy"), "rule")),
    members: textsOf(node, "members"),
    keys: keysOf(node),
  };
}

function draftPolicy(node: MapNode): DraftPolicy {
  const name = textOf(childOf(node, "name"));
  return {
    at: node.at,
    name,
    isDefault: name !== null && sameName(name.text, defaultPolicyName),
    groups: textsOf(node, "groups"),
    authenticators: settingsOf(node, "authenticators"),
    rules: mapsOf(node, "rules").map((rule) => ({
      name: textOf(childOf(rule, "name")),
      zones: ["in", "notIn"].flatMap((side) => textsOf(childOf(rule, "network"), side)),
      exceptUsers: textsOf(rule, "exceptUsers"),
    })),
    keys: keysOf(node),
    lacks: lacksOf(node, ["groups", "rules"]),
  };
}

function draftRequirement(node: MapNode): DraftRequirement {
  const appliesTo = childOf(node, "appliesTo");
  const factors = childOf(node, "factors");
  return {
    at: node.at,
    id: textOf(childOf(node, "id")),
    appliesTo: draftMap(appliesTo),
    targetGroups: textsOf(appliesTo, "groups"),
    targetApps: textsOf(appliesTo, "apps"),
    memberOf: textsOf(node, "memberOf"),
    governedBy: textsOf(node, "governedBy"),
    factors: draftMap(factors),
    anyOf: textsOf(factors, "anyOf"),
    lacks: lacksOf(node, ["memberOf", "governedBy", "factors"]),
  };
}

const draftMap = (node: TreeNode | undefined): DraftMap | null =>
  node?.kind === "map" ? { at: node.at, keys: keysOf(node) } : null;

const keysOf = (node: MapNode): ReadonlyMap<string, SourcePosition> =>
  new Map([...node.entries].map(([key, entry]) => [key, entry.keyAt]));

const lacksOf = (node: MapNode, fields: readonly string[]): ReadonlySet<string> =>
  new Set(
    fields.filter((field) => {
      const value = childOf(node, field);
      return value === undefined || (value.kind === "list" && value.items.length === 0);
    }),
  );

const textOf = (node: TreeNode | undefined): Text | null =>
  node?.kind === "scalar" && typeof node.value === "string" ? { text: node.value, at: node.at } : null;

function textsOf(node: TreeNode | undefined, key: string): readonly Text[] {
  const list = childOf(node, key);
  return list?.kind === "list" ? list.items.map(textOf).filter((text) => text !== null) : [];
}

function mapsOf(node: TreeNode | undefined, key: string): readonly MapNode[] {
  const list = childOf(node, key);
  return list?.kind === "list" ? list.items.filter((item) => item.kind === "map") : [];
}

function settingsOf(node: TreeNode | undefined, key: string): readonly DraftSetting[] {
  const map = childOf(node, key);
  if (map?.kind !== "map") return [];
  return [...map.entries].map(([ref, entry]) => ({
    ref: { text: ref, at: entry.keyAt },
    value: textOf(entry.value)?.text ?? "",
  }));
}
