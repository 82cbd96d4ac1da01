import { type Document, parseDocument } from "yaml";
import type { SourcePosition } from "../../src/model/baseline.ts";
import { convertYaml } from "./convert-yaml.ts";
import { lineIndex } from "./line-index.ts";
import type { Problem } from "./problem.ts";
import type { MapNode } from "./tree.ts";

/** Words for a kind of file: `a baseline`, which begins with `version: 1`. */
export interface FileKind {
  readonly called: string;
  readonly begins: string;
}

/** Such files are written and reviewed by people; more than this is some other file. */
const mostBytes = 5_000_000;

/** Reads YAML 1.2 from bytes; what is wrong with it is collected, never thrown. The root is null where there is no map. */
export function readTree(
  path: string,
  bytes: Uint8Array,
  { called, begins }: FileKind,
): { readonly root: MapNode | null; readonly problems: readonly Problem[] } {
  const start: SourcePosition = { file: path, line: 1, column: 1 };
  const failed = (message: string) => ({ root: null, problems: [{ at: start, message }] });
  if (bytes.byteLength > mostBytes) {
    return failed(`${bytes.byteLength} bytes; ${called} has at most ${mostBytes}`);
  }
  const text = decodeUtf8(bytes);
  if (text === null) return failed("not UTF-8 text; save the file as UTF-8");

  const positionOf = lineIndex(text);
  const place = (offset: number): SourcePosition => ({ file: path, ...positionOf(offset) });
  const document = parseDocument(text, { version: "1.2", prettyErrors: false, uniqueKeys: false });
  const mistakes = mistakesIn(document, place, called);
  if (document.errors.length > 0) return { root: null, problems: mistakes };

  const { root, problems } = convertYaml(document, place);
  if (root === null) return failed(`the file is empty; ${called} begins with ${begins}`);
  if (root.kind !== "map") {
    return failed(`${called} is a map of fields, not a ${root.kind === "list" ? "list" : "single value"}`);
  }
  return { root, problems: [...mistakes, ...problems] };
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    // Drops a byte order mark, which some editors write.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const plainWords: Readonly<Partial<Record<string, (called: string) => string>>> = {
  TAB_AS_INDENT: () => "a tab is no indentation in YAML; use spaces",
  MULTIPLE_DOCS: (called) => `a second document begins here; ${called} is one document`,
  TAG_RESOLVE_FAILED: () => "a YAML tag has no meaning here; write the plain value",
};

// Text after a slip of syntax is read wrongly: of errors only the first is worth telling.
function mistakesIn(
  document: Document.Parsed,
  place: (offset: number) => SourcePosition,
  called: string,
): readonly Problem[] {
  const errors = [...document.errors].sort((left, right) => left.pos[0] - right.pos[0]).slice(0, 1);
  return [...errors, ...document.warnings].map(({ code, message, pos }) => ({
    at: place(pos[0]),
    message: plainWords[code]?.(called) ?? `not valid YAML: ${message}`,
  }));
}
