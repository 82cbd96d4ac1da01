import { dirname, isAbsolute, join } from "node:path";
import type { SourcePosition } from "../../src/model/baseline.ts";
import type { Problem } from "./problem.ts";
import { readTree } from "./read-tree.ts";
import { childOf, type MapNode, type TreeNode } from "./tree.ts";

/** One baseline file, read and taken apart but not yet judged. */
export interface BaselineSource {
  /** As shown to the user; what a file extends is shown relative to it. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Null when the file is no YAML map. */
  readonly root: MapNode | null;
  readonly extends: readonly ExtendedFile[];
  readonly problems: readonly Problem[];
}

/** A file that another one extends, and where that is written. */
export interface ExtendedFile {
  readonly path: string;
  readonly at: SourcePosition;
}

/** Takes the YAML of a baseline apart; what is wrong with it is collected, never thrown. */
export function parseSource(path: string, bytes: Uint8Array): BaselineSource {
  const { root, problems } = readTree(path, bytes, { called: "a baseline", begins: "version: 1" });
  if (root === null) return { ...unusable(path), problems };
  const extended = readExtends(path, root);
  return { path, bytes, root, extends: extended.files, problems: [...problems, ...extended.problems] };
}

/** Stands for a file that could not be used, for the reason given. */
export function unusableSource(path: string, problem: Problem): BaselineSource {
  return { ...unusable(path), problems: [problem] };
}

const unusable = (path: string) => ({ path, bytes: new Uint8Array(), root: null, extends: [] });

function readExtends(
  path: string,
  root: MapNode,
): { readonly files: readonly ExtendedFile[]; readonly problems: readonly Problem[] } {
  const written = childOf(root, "extends");
  if (written === undefined) return { files: [], problems: [] };
  const named: readonly TreeNode[] = written.kind === "list" ? written.items : [written];
  const files: ExtendedFile[] = [];
  const problems: Problem[] = [];
  if (named.length === 0) problems.push({ at: written.at, message: "extends: names no file" });
  for (const node of named) {
    if (node.kind === "scalar" && typeof node.value === "string" && node.value !== "") {
      const file = isAbsolute(node.value) ? node.value : join(dirname(path), node.value);
      files.push({ path: file, at: node.at });
    } else problems.push({ at: node.at, message: "extends: must be the path of a file, or a list of them" });
  }
  return { files, problems };
}
