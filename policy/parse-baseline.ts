import { createHash } from "node:crypto";
import type { LoadedBaseline } from "../src/model/baseline.ts";
import { crossChecks } from "./cross-checks.ts";
import { draftOf } from "./draft/read-draft.ts";
import { baselineSchema } from "./schema.ts";
import { type FileSchema, schemaProblems } from "./schema-problems.ts";
import { mergeTrees } from "./source/merge-trees.ts";
import type { BaselineSource } from "./source/parse-source.ts";
import { positionsOf } from "./source/positions.ts";
import { byPrecedence } from "./source/precedence.ts";
import { invalidBaseline, type Problem, problemLine } from "./source/problem.ts";
import { childOf, type MapNode, plainValue } from "./source/tree.ts";
import { withoutWrong } from "./source/without-wrong.ts";
import { toBaseline } from "./to-baseline.ts";

/**
 * Makes the baseline out of its files: the root first, then all that it extends, however deep. Pure.
 *
 * Throws BASELINE_INVALID with every problem of every file. The shape is judged only when every file could be
 * read, since a missing file would make everything it declares look undeclared.
 *
 * @param lenient a section whose wrong entries are passed over and named, where nothing else is wrong
 */
export function parseBaseline(
  sources: readonly [BaselineSource, ...BaselineSource[]],
  lenient: "alerts" | null = null,
): LoadedBaseline {
  const path = sources[0].path;
  const { ordered, problems: rounds } = byPrecedence(sources);
  const files = ordered.map((source) => source.path);
  const refuse = (problems: readonly Problem[]): never => {
    throw invalidBaseline(path, [...files, ...sources.map((source) => source.path)], problems);
  };

  const trees = ordered.flatMap((source) => (source.root === null ? [] : [source.root]));
  const unread = [...ordered.flatMap((source) => source.problems), ...rounds];
  const [strongest, ...others] = trees;
  if (strongest === undefined || trees.length < ordered.length || rounds.length > 0) return refuse(unread);

  const written = withoutExtends(others.reduce(mergeTrees, strongest));
  const { tree, passedOver } = readable(written, lenient);
  const draft = draftOf(tree);
  const parsed = baselineSchema.safeParse(plainValue(tree));
  const problems = [
    ...unread,
    ...others.flatMap((other) => versionProblems(other, tree)),
    ...(parsed.success ? [] : schemaProblems(parsed.error.issues, tree, baselineFile)),
    ...crossChecks.flatMap((check) => [...check(draft)]),
  ];
  if (!parsed.success || problems.length > 0) return refuse(problems);

  const hash = createHash("sha256");
  for (const source of ordered) hash.update(source.bytes);
  return {
    baseline: toBaseline(parsed.data),
    path,
    sha256: hash.digest("hex"),
    files,
    positions: positionsOf(tree),
    passedOver: passedOver.map(problemLine),
  };
}

const baselineFile: FileSchema = { schema: baselineSchema, called: "the baseline" };

/** Tree of a baseline that is read: all of it, or without what is wrong in the lenient section. */
function readable(
  tree: MapNode,
  lenient: "alerts" | null,
): { readonly tree: MapNode; readonly passedOver: readonly Problem[] } {
  const issues = baselineSchema.safeParse(plainValue(tree)).error?.issues ?? [];
  const left = lenient === null || issues.length === 0 ? null : withoutWrong(tree, issues, lenient);
  return left === null
    ? { tree, passedOver: [] }
    : { tree: left, passedOver: schemaProblems(issues, tree, baselineFile) };
}

/** Which files a baseline has is settled by now. */
function withoutExtends(root: MapNode): MapNode {
  return { ...root, entries: new Map([...root.entries].filter(([key]) => key !== "extends")) };
}

/** An extended file is of this format too, though the version of the file that extends it covers its own. */
function versionProblems(extended: MapNode, merged: MapNode): readonly Problem[] {
  const version = childOf(extended, "version");
  if (version === undefined || version === childOf(merged, "version")) return [];
  return version.kind === "scalar" && version.value === 1
    ? []
    : [{ at: version.at, message: "version: must be 1" }];
}
