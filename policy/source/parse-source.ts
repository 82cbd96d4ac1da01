import { dirname, isAbsolute, join } from "node:path";
import { type Document, parseDocument } from "yaml";
import type { SourcePosition } from "../../src/model/baseline.ts";
import { convertYaml } from "./convert-yaml.ts";
import { lineIndex } from "./line-index.ts";
import type { Problem } from "./problem.ts";
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

/** A baseline is written and reviewed by people; more than this is some other file. */
const mostBytes = 5_000_000;

/** Reads YAML 1.2 from bytes; what is wrong with it is collected, never thrown. */
export function parseSource(path: string, bytes: Uint8Array): BaselineSource {
  const start: SourcePosition = { file: path, line: 1, column: 1 };
  const failed = (message: string): BaselineSource => unusableSource(path, { at: start, message });
  if (bytes.byteLength > mostBytes) {
    return failed(`${bytes.byteLength} bytes; a baseline has at most ${mostBytes}`);
  }
  const text = decodeUtf8(bytes);
  if (text === null) return failed("not UTF-8 text; save the file as UTF-8");

  const positionOf = lineIndex(text);
  const place = (offset: number): SourcePosition => ({ file: path, ...positionOf(offset) });
  const document = parseDocument(text, { version: "1.2", prettyErrors: false, uniqueKeys: false });
  const mistakes = mistakesIn(document, place);
  if (document.errors.length > 0) return { ...failed(""), problems: mistakes };

  const { root, problems } = convertYaml(document, place);
  if (root === null) return failed("the file is empty; a baseline begins with version: 1");
  if (root.kind !== "map") {
    return failed(`a baseline is a map of fields, not a ${root.kind === "list" ? "list" : "single value"}`);
  }
  const extended = readExtends(path, root);
  return {
    path,
    bytes,
    root,
    extends: extended.files,
    problems: [...mistakes, ...problems, ...extended.problems],
  };
}

/** Stands for a file that could not be used, for the reason given. */
export function unusableSource(path: string, problem: Problem): BaselineSource {
  return { path, bytes: new Uint8Array(), root: null, extends: [], problems: [problem] };
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    // Drops a byte order mark, which some editors write.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const plainWords: Readonly<Partial<Record<string, string>>> = {
  TAB_AS_INDENT: "a tab is no indentation in YAML; use spaces",
  MULTIPLE_DOCS: "a second document begins here; a baseline is one document",
  TAG_RESOLVE_FAILED: "a YAML tag has no meaning here; write the plain value",
};

// Text after a slip of syntax is read wrongly: of errors only the first is worth telling.
function mistakesIn(
  document: Document.Parsed,
  place: (offset: number) => SourcePosition,
): readonly Problem[] {
  const errors = [...document.errors].sort((left, right) => left.pos[0] - right.pos[0]).slice(0, 1);
  return [...errors, ...document.warnings].map(({ code, message, pos }) => ({
    at: place(pos[0]),
    message: plainWords[code] ?? `not valid YAML: ${message}`,
  }));
}

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
