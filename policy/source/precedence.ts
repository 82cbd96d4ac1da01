import { resolve } from "node:path";
import type { BaselineSource } from "./parse-source.ts";
import type { Problem } from "./problem.ts";

/**
 * The files of a baseline, whose root is given first, with the strongest first: a file comes before what it extends, and of several that it
 * extends the last one named comes first. Each file counts once, however many extend it.
 */
export function byPrecedence(sources: readonly [BaselineSource, ...BaselineSource[]]): {
  readonly ordered: readonly BaselineSource[];
  readonly problems: readonly Problem[];
} {
  const byPath = new Map(sources.map((source) => [resolve(source.path), source]));
  const finished = new Set<BaselineSource>();
  const problems: Problem[] = [];

  const visit = (source: BaselineSource, trail: readonly BaselineSource[]): void => {
    for (const extended of source.extends) {
      const target = byPath.get(resolve(extended.path));
      if (target === undefined || finished.has(target)) continue;
      const here = [...trail, source];
      const begin = here.indexOf(target);
      if (begin >= 0) {
        const round = [...here.slice(begin), target].map(({ path }) => path).join(" -> ");
        problems.push({ at: extended.at, message: `extends: leads back to itself: ${round}` });
      } else visit(target, here);
    }
    finished.add(source);
  };

  visit(sources[0], []);
  return { ordered: [...finished].reverse(), problems };
}
