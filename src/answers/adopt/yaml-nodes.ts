import { type Node, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { inertText } from "../../model/inert-text.ts";

/** Value of a field in the written baseline; a field that is undefined is left out. */
export type Written = string | number | boolean | Node | readonly Written[] | undefined;

/** A comment on one line that ends no comment early and hides nothing: names in it are somebody else's. */
const commentText = (note: string): string => ` ${inertText(note)}`;

/** A value with where it comes from, as a comment behind it. */
export function noted(value: string, note: string): Scalar {
  const scalar = new Scalar(value);
  scalar.comment = commentText(note);
  return scalar;
}

/** A list or map with a comment on lines of its own above it. */
export function under(notes: readonly string[], node: Node): Node {
  if (notes.length > 0) node.commentBefore = notes.map(commentText).join("\n");
  return node;
}

/** A map of the given fields, in their order. */
export function mapOf(fields: Readonly<Record<string, Written>>): YAMLMap {
  const map = new YAMLMap();
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined) map.items.push(new Pair(new Scalar(key), nodeOf(value)));
  }
  return map;
}

/** A short map on one line. */
export function inlineMap(fields: Readonly<Record<string, Written>>): YAMLMap {
  const map = mapOf(fields);
  map.flow = true;
  return map;
}

const isPlain = (item: Written): boolean => typeof item !== "object";
const longestLine = 80;

function nodeOf(value: Exclude<Written, undefined>): Node {
  if (!Array.isArray(value)) return typeof value === "object" ? (value as Node) : new Scalar(value);
  const list = new YAMLSeq();
  list.items = value.map((item) => nodeOf(item));
  list.flow = value.every(isPlain) && value.join(", ").length <= longestLine;
  return list;
}
