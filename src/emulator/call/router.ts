import type { Route } from "./api-call.ts";

export type RouteMatch =
  | { readonly kind: "route"; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  /** The path exists, with other methods. */
  | { readonly kind: "other-method" }
  | { readonly kind: "none" };

interface Pattern {
  readonly route: Route;
  readonly segments: readonly string[];
}

/** Finds the route of a request; a literal segment wins over a parameter (`/groups/rules` over `/groups/{id}`). */
export function buildRouter(routes: readonly Route[]): (method: string, path: string) => RouteMatch {
  const byLength = new Map<number, Pattern[]>();
  for (const route of routes) {
    const segments = route.path.split("/");
    byLength.set(segments.length, [...(byLength.get(segments.length) ?? []), { route, segments }]);
  }
  for (const patterns of byLength.values()) patterns.sort((a, b) => literals(b) - literals(a));
  return (method, path) => {
    const segments = path.replace(/\/$/, "").split("/");
    const found = (byLength.get(segments.length) ?? []).filter((pattern) => fits(pattern, segments));
    const match = found.find((pattern) => pattern.route.method === method);
    if (match === undefined) return { kind: found.length > 0 ? "other-method" : "none" };
    return { kind: "route", route: match.route, params: paramsOf(match, segments) };
  };
}

const isParam = (segment: string): boolean => segment.startsWith("{");
const literals = (pattern: Pattern): number => pattern.segments.filter((segment) => !isParam(segment)).length;

function fits(pattern: Pattern, segments: readonly string[]): boolean {
  return pattern.segments.every((segment, index) =>
    isParam(segment) ? segments[index] !== "" : segment === segments[index],
  );
}

function paramsOf(pattern: Pattern, segments: readonly string[]): Readonly<Record<string, string>> {
  const params = pattern.segments.flatMap((segment, index) =>
    isParam(segment) ? [[segment.slice(1, -1), decode(segments[index] ?? "")] as const] : [],
  );
  return Object.fromEntries(params);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
