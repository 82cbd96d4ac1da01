import type { ScimFilter } from "./scim-filter.ts";
import type { ScimValue } from "./scim-words.ts";

/** How values compare; `search` of users ignores case, `filter` does not (okta-api 1.1). */
export interface ScimMatching {
  readonly caseSensitiveValues: boolean;
}

/**
 * Whether a resource satisfies a filter. A path that runs through an array holds if any element does; that
 * is why `target.id eq "a" and target.id eq "b"` finds events with both targets (okta-api 6). Attribute
 * names are case-sensitive. `ne` is the opposite of `eq`, so it also holds where the attribute is absent
 * (not verified against a live org).
 */
export function matchesScimFilter(filter: ScimFilter, resource: unknown, how: ScimMatching): boolean {
  switch (filter.kind) {
    case "and":
      return matchesScimFilter(filter.left, resource, how) && matchesScimFilter(filter.right, resource, how);
    case "or":
      return matchesScimFilter(filter.left, resource, how) || matchesScimFilter(filter.right, resource, how);
    case "not":
      return !matchesScimFilter(filter.filter, resource, how);
    case "present":
      return valuesAt(resource, filter.path.split(".")).some((value) => value !== "");
    case "compare": {
      const values = valuesAt(resource, filter.path.split("."));
      const { operator, value } = filter;
      if (operator === "ne") return !values.some((actual) => compares("eq", actual, value, how));
      return values.some((actual) => compares(operator, actual, value, how));
    }
  }
}

/** Every value other than null that the path leads to. */
function valuesAt(node: unknown, path: readonly string[]): readonly unknown[] {
  if (node === null || node === undefined) return [];
  if (Array.isArray(node)) return node.flatMap((element: unknown) => valuesAt(element, path));
  const [name, ...rest] = path;
  if (name === undefined) return [node];
  if (typeof node !== "object") return [];
  return Object.hasOwn(node, name) ? valuesAt(Reflect.get(node, name), rest) : [];
}

type Comparing = "eq" | "co" | "sw" | "ew" | "gt" | "ge" | "lt" | "le";

function compares(operator: Comparing, actual: unknown, expected: ScimValue, how: ScimMatching): boolean {
  const [left, right] = comparable(actual, expected, how);
  switch (operator) {
    case "eq":
      return left === right;
    case "gt":
      return left > right;
    case "ge":
      return left >= right;
    case "lt":
      return left < right;
    case "le":
      return left <= right;
    default: {
      const [text, part] = texts(actual, expected, how);
      if (operator === "co") return text.includes(part);
      return operator === "sw" ? text.startsWith(part) : text.endsWith(part);
    }
  }
}

const isoDate = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** Both sides as two numbers (dates are milliseconds) or two strings. */
function comparable(
  actual: unknown,
  expected: ScimValue,
  how: ScimMatching,
): readonly [number, number] | readonly [string, string] {
  if (typeof actual === "number" && !Number.isNaN(Number(expected))) return [actual, Number(expected)];
  const [left, right] = [String(actual), String(expected)];
  if (isoDate.test(left) && isoDate.test(right)) return [Date.parse(left), Date.parse(right)];
  return texts(actual, expected, how);
}

function texts(actual: unknown, expected: ScimValue, how: ScimMatching): readonly [string, string] {
  const pair = [String(actual), String(expected)] as const;
  return how.caseSensitiveValues ? pair : [pair[0].toLowerCase(), pair[1].toLowerCase()];
}
