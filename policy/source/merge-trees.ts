import { defaultPolicyName } from "../../src/model/words.ts";
import { childOf, type ListNode, type MapEntry, type MapNode, type TreeNode } from "./tree.ts";

/** Lists whose entries are known by a name: merged entry by entry. */
const namedLists: ReadonlyMap<string, string> = new Map([
  ["groups", "name"],
  ["enrollmentPolicies", "name"],
  ["signOn.sessionPolicies", "name"],
  ["signOn.appPolicies", "name"],
  ["requirements", "id"],
]);

/** Of those, the ones whose entries Okta tries in order. */
const orderedLists: ReadonlySet<string> = new Set(["enrollmentPolicies", "signOn.sessionPolicies"]);

/** Lists that are put together, the extending file's entries first. Every other list is replaced. */
const joinedLists: ReadonlySet<string> = new Set([
  "standards",
  "exemptions",
  "accepted",
  "unread",
  "approvals",
  "alerts.managedActors",
  "alerts.routes",
]);

/** Either-or fields: half of one and half of another would be neither. */
const replacedMaps: ReadonlySet<string> = new Set([
  "requirements.appliesTo",
  "requirements.factors",
  "requirements.signIn.to",
]);

/** Lays a file over the one that it extends: maps by key, named lists by name, the file winning. */
export function mergeTrees(over: MapNode, under: MapNode): MapNode {
  return mergeMaps(over, under, []);
}

function mergeMaps(over: MapNode, under: MapNode, path: readonly string[]): MapNode {
  const entries = new Map<string, MapEntry>(over.entries);
  for (const [key, below] of under.entries) {
    const above = over.entries.get(key);
    entries.set(
      key,
      above === undefined
        ? below
        : { keyAt: above.keyAt, value: mergeNodes(above.value, below.value, [...path, key]) },
    );
  }
  return { ...over, entries };
}

function mergeNodes(over: TreeNode, under: TreeNode, path: readonly string[]): TreeNode {
  const field = path.join(".");
  if (over.kind === "map" && under.kind === "map" && !replacedMaps.has(field)) {
    return mergeMaps(over, under, path);
  }
  if (over.kind === "list" && under.kind === "list") {
    const nameKey = namedLists.get(field);
    if (nameKey !== undefined) return mergeNamed(over, under, nameKey, path);
    if (joinedLists.has(field)) return { ...over, items: [...over.items, ...under.items] };
  }
  return over;
}

function mergeNamed(over: ListNode, under: ListNode, nameKey: string, path: readonly string[]): ListNode {
  const nameOf = (node: TreeNode): string | null => {
    const name = childOf(node, nameKey);
    return name?.kind === "scalar" && typeof name.value === "string" ? name.value.normalize("NFC") : null;
  };
  const below = new Map(under.items.map((item) => [nameOf(item), item] as const).reverse());
  const taken = new Set(over.items.map(nameOf));
  const merged = over.items.map((item) => {
    const name = nameOf(item);
    const match = name === null ? undefined : below.get(name);
    return match === undefined ? item : mergeNodes(item, match, path);
  });
  const rest = under.items.filter((item) => nameOf(item) === null || !taken.has(nameOf(item)));
  // Okta tries its default policy last whatever a file says, so one that ends a file's list ends the merged one.
  const isDefault = (item: TreeNode): boolean => nameKey === "name" && nameOf(item) === defaultPolicyName;
  const last = merged.at(-1);
  const items =
    orderedLists.has(path.join(".")) && last !== undefined && isDefault(last)
      ? [...merged.slice(0, -1), ...rest, last]
      : [...merged, ...rest];
  return { ...over, items };
}
