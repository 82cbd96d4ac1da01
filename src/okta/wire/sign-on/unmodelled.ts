import { restrictsNothing } from "./restricts-nothing.ts";

/** The keys that are read, or left aside for a reason; `true` stands for all that lies below. Lists share one shape. */
export interface KnownKeys {
  readonly [key: string]: KnownKeys | true;
}

/** Keys of any policy or rule that say nothing of who may sign in and how. */
export const plainKeys: KnownKeys = {
  id: true,
  type: true,
  name: true,
  description: true,
  status: true,
  priority: true,
  system: true,
  created: true,
  lastUpdated: true,
  _links: true,
  _embedded: true,
};

/**
 * JSON paths of what we neither read nor know to be harmless, as `actions.signon.challenge`: nothing that Okta adds may
 * be dropped in silence. What is empty, null or ANY restricts nothing and is left out.
 */
export function unmodelledPaths(value: unknown, known: KnownKeys, path = ""): readonly string[] {
  if (Array.isArray(value)) {
    return [...new Set(value.flatMap((item) => unmodelledPaths(item, known, `${path}[]`)))];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const at = path === "" ? key : `${path}.${key}`;
    const below = Object.hasOwn(known, key) ? known[key] : undefined;
    if (below === true) return [];
    if (below !== undefined) return unmodelledPaths(part, below, at);
    return restrictsNothing(part) ? [] : [at];
  });
}

/** The path of a word that Okta has added since, `conditions.riskScore.level: EXTREME`; none for one that we know. */
export function unknownWord(
  path: string,
  word: string | null | undefined,
  known: readonly string[],
): readonly string[] {
  return word == null || known.includes(word) ? [] : [`${path}: ${word}`];
}
