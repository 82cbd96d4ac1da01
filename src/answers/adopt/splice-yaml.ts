import { Document, isMap, isSeq, type Node, parseDocument, type YAMLMap, YAMLSeq } from "yaml";
import { PlumblineError } from "../../model/errors.ts";

/** Where in a YAML text something is put: keys of maps and places in lists, from the top. */
export type YamlPath = readonly (string | number)[];

/** Something to put into a list, or fields to put into a map. */
export interface Insertion {
  /** Of the list or map. */
  readonly path: YamlPath;
  /** Before the entry that is there now at this place; null, and for maps: at the end. */
  readonly before: number | null;
  readonly node: YAMLMap;
}

/**
 * Puts entries into a YAML text and leaves every other byte as it is: comments, order, quotes and blank lines stay. A
 * list or map that is not there yet is written at the end of the text, which only a section of the file can be.
 *
 * @throws PlumblineError BASELINE_INVALID where the list or map is written on one line
 */
export function spliceYaml(text: string, insertions: readonly Insertion[]): string {
  const document = parseDocument(text);
  const edits = insertions.map((insertion, order) => ({ ...editFor(insertion, document, text), order }));
  const sections = new Map<string, string>();
  let spliced = text.endsWith("\n") ? text : `${text}\n`;
  for (const { at, lines } of edits
    .filter((edit) => edit.at !== null)
    .toSorted((left, right) => (right.at ?? 0) - (left.at ?? 0) || right.order - left.order)) {
    spliced = spliced.slice(0, at ?? 0) + lines + spliced.slice(at ?? 0);
  }
  for (const { at, section, lines } of edits) {
    if (at === null) sections.set(section, (sections.get(section) ?? "") + lines);
  }
  for (const [section, lines] of sections) spliced += `${section}:\n${lines}`;
  return spliced;
}

interface Edit {
  /** Offset at the beginning of a line; null: a section to be written at the end. */
  readonly at: number | null;
  readonly section: string;
  readonly lines: string;
}

/** Sections of a baseline that are maps; the others are lists. */
const mapSections: ReadonlySet<string> = new Set(["authenticators", "signOn"]);

function editFor({ path, before, node }: Insertion, document: Document.Parsed, text: string): Edit {
  const section = String(path[0]);
  const there = document.getIn(path, true);
  const asItem = before !== null || isSeq(there) || !isMap(there);
  if (there === undefined || there === null || (path.length === 1 && !isSeq(there) && !isMap(there))) {
    return { at: null, section, lines: written(node, 2, !mapSections.has(section)) };
  }
  if ((!isSeq(there) && !isMap(there)) || there.flow === true || there.items.length === 0) {
    throw new PlumblineError(
      "BASELINE_INVALID",
      `${path.join(".")} is written on one line: nothing was added`,
      {
        remedy: "write it with one entry a line, then run the command again",
      },
    );
  }
  const starts = startsOf(there);
  const first = lineStart(text, starts[0] ?? 0);
  const indent = (starts[0] ?? 0) - first;
  const next = before === null ? undefined : starts[before];
  const at = next === undefined ? endOfContent(text, there) : aboveComments(text, lineStart(text, next));
  return { at, section, lines: written(node, indent, asItem) };
}

/** Offsets of the entries: of the dash of an item, of the key of a field. */
export function startsOf(there: YAMLMap | YAMLSeq): readonly number[] {
  if (isSeq(there)) {
    // The range of an item begins behind its dash, which is the last one before it.
    return there.items.map((item) => ((item as Node).range?.[0] ?? 0) - 2);
  }
  return there.items.map(({ key }) => (key as Node).range?.[0] ?? 0);
}

/** Offset at which the line begins that holds an offset. */
export const lineStart = (text: string, offset: number): number => text.lastIndexOf("\n", offset - 1) + 1;

/** Offset of the line where the comments above an entry begin, which belong to it; `start`: of the entry's line. */
export function aboveComments(text: string, start: number): number {
  let at = start;
  while (at > 0) {
    const above = lineStart(text, at - 1);
    if (!text.slice(above, at).trimStart().startsWith("#")) return at;
    at = above;
  }
  return at;
}

/** The beginning of the line after the last one that holds something of it. */
export function endOfContent(text: string, there: Node): number {
  const end = there.range?.[1] ?? text.length;
  const kept = text.slice(0, end).trimEnd().length;
  const next = text.indexOf("\n", kept);
  return next < 0 ? text.length + (text.endsWith("\n") ? 0 : 1) : next + 1;
}

/** The lines of a new entry at its indent. */
function written(node: YAMLMap, indent: number, asItem: boolean): string {
  const contents = asItem ? listOf(node) : node;
  const lines = new Document(contents).toString({ lineWidth: 0, flowCollectionPadding: false });
  return lines.replace(/^(?=.)/gm, " ".repeat(indent));
}

function listOf(node: YAMLMap): YAMLSeq {
  const list = new YAMLSeq();
  list.items.push(node);
  return list;
}
