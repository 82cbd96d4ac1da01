import {
  Document,
  isCollection,
  isMap,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  visit,
} from "yaml";
import { PlumblineError } from "../../model/errors.ts";
import {
  aboveComments,
  endOfContent,
  type Insertion,
  lineStart,
  spliceYaml,
  startsOf,
  type YamlPath,
} from "../adopt/splice-yaml.ts";
import { mapOf, under } from "../adopt/yaml-nodes.ts";

/** A value to be written: what `JSON.parse` can give. */
export type PlainValue =
  | string
  | number
  | boolean
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/**
 * Gives a field another value, or one that it did not have, under a comment on a line of its own; every other byte
 * stays. Null where the text has no map there.
 */
export function setField(text: string, path: YamlPath, value: PlainValue, comment: string): string | null {
  const found = fieldAt(text, path);
  if (found === null) return null;
  const { map, pair, key } = found;
  if (pair !== undefined) return replaceValue(text, pair, value, comment);
  if (map.flow !== true) {
    const node = under([comment], mapOf({ [key]: nodeOf(value) }));
    return insertAll(text, [
      { path: path.slice(0, -1), before: null, node: node as ReturnType<typeof mapOf> },
    ]);
  }
  const last = endOf(map.items.at(-1));
  if (last === null) return null;
  return edited(text, { from: last, to: last, by: `, ${inline({ [key]: value }).slice(1, -1)}`, comment });
}

/** Puts entries into a text; null where a list or map that they belong to is written on one line. */
export function insertAll(text: string, insertions: readonly Insertion[]): string | null {
  try {
    return spliceYaml(text, insertions);
  } catch (error) {
    if (error instanceof PlumblineError && error.code === "BASELINE_INVALID") return null;
    throw error;
  }
}

/** Takes a field of a map or an item of a list away, and leaves a comment in its place. Null where it cannot. */
export function removeAt(text: string, path: YamlPath, comment: string): string | null {
  const parent = parseDocument(text).getIn(path.slice(0, -1), true);
  if (isSeq(parent)) {
    const place = Number(path.at(-1));
    if (parent.flow === true || parent.items.length < 2 || parent.items[place] === undefined) return null;
    const { starts, end } = blocksOf(text, parent);
    return edited(text, { from: starts[place] ?? end, to: starts[place + 1] ?? end, by: "", comment });
  }
  const found = fieldAt(text, path);
  if (found?.pair === undefined || found.map.items.length < 2) return null;
  const { map, pair } = found;
  const start = startOf(pair);
  const end = endOf(pair);
  if (start === null || end === null) return null;
  if (map.flow === true) {
    const index = map.items.indexOf(pair);
    const next = startOf(map.items[index + 1]);
    const span =
      next === null ? { from: endOf(map.items[index - 1]) ?? start, to: end } : { from: start, to: next };
    return edited(text, { ...span, by: "", comment });
  }
  const from = lineStart(text, start);
  // The first field of a list's item shares its line with the dash.
  if (text.slice(from, start).trim() !== "") return null;
  return edited(text, { from, to: endOfContent(text, pair.value as Node), by: "", comment });
}

/** Puts the items of a list into another order, each with the comments above it. Null where it cannot. */
export function reorderItems(
  text: string,
  path: YamlPath,
  order: readonly number[],
  comment: string,
): string | null {
  const list = parseDocument(text).getIn(path, true);
  if (!isSeq(list) || list.flow === true || order.length !== list.items.length) return null;
  const { starts, end } = blocksOf(text, list);
  const blocks = starts.map((start, index) => text.slice(start, starts[index + 1] ?? end));
  const first = order.findIndex((place, index) => place !== index);
  const [from] = starts;
  if (first < 0 || from === undefined) return null;
  const at = order.slice(0, first).reduce((sum, place) => sum + (blocks[place] ?? "").length, from);
  const moved = text.slice(0, from) + order.map((place) => blocks[place]).join("") + text.slice(end);
  return edited(moved, { from: at, to: at, by: "", comment });
}

interface Field {
  readonly map: { readonly flow?: boolean | undefined; readonly items: readonly Pair[] };
  readonly pair: Pair | undefined;
  readonly key: string;
}

function fieldAt(text: string, path: YamlPath): Field | null {
  const map = parseDocument(text).getIn(path.slice(0, -1), true);
  if (!isMap(map)) return null;
  const key = String(path.at(-1));
  const pair = map.items.find((one) => (one.key as Scalar).value === key);
  return { map: { flow: map.flow, items: map.items }, pair, key };
}

function replaceValue(text: string, { value: old }: Pair, value: PlainValue, comment: string): string | null {
  if (isCollection(old) && old.flow !== true) {
    const [first] = startsOf(old as Parameters<typeof startsOf>[0]);
    if (first === undefined) return null;
    const from = lineStart(text, first);
    const lines = new Document(nodeOf(value, false)).toString({ lineWidth: 0, flowCollectionPadding: false });
    const by = lines.replace(/^(?=.)/gm, " ".repeat(first - from));
    return edited(text, { from, to: endOfContent(text, old), by, comment });
  }
  const range = (old as Node | null)?.range;
  if (range === undefined || range === null) return null;
  const space = text[range[0] - 1] === ":" ? " " : "";
  return edited(text, { from: range[0], to: range[1], by: space + inline([value]).slice(1, -1), comment });
}

/** A value as a node, whose lists and maps within it are on one line; `flow`: whether it is so itself. */
function nodeOf(value: PlainValue, flow = true): Node {
  const node = new Document(value).contents as Node;
  visit(node, {
    Collection: (_, one) => {
      one.flow = flow || one !== node;
    },
    Scalar: (_, one) => {
      if (typeof one.value === "string" && /[\n\r]/.test(one.value)) one.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return node;
}

/** A list or map on one line. */
const inline = (value: PlainValue): string =>
  new Document(nodeOf(value)).toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd();

const startOf = (pair: Pair | undefined): number | null =>
  (pair?.key as Node | undefined)?.range?.[0] ?? null;
const endOf = (pair: Pair | undefined): number | null =>
  (pair?.value as Node | undefined)?.range?.[1] ?? null;

/** Where the items of a list begin, with the comments above them, and where the last one ends. */
function blocksOf(text: string, list: Parameters<typeof startsOf>[0]) {
  const starts = startsOf(list).map((start) => aboveComments(text, lineStart(text, start)));
  return { starts, end: endOfContent(text, list) };
}

/** Replaces a part of a text, with a comment above the line on which it begins. */
function edited(
  text: string,
  { from, to, by, comment }: { from: number; to: number; by: string; comment: string },
): string {
  const line = lineStart(text, from);
  const indent = /^ */.exec(text.slice(line))?.[0] ?? "";
  const above = under([comment], new Scalar("")).commentBefore ?? "";
  return `${text.slice(0, line)}${indent}#${above}\n${text.slice(line, from)}${by}${text.slice(to)}`;
}
