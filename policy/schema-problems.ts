import type { z } from "zod";
import type { SourcePosition } from "../src/model/baseline.ts";
import { allowedKeys, descriptionsAt } from "./schema-lookup.ts";
import { closest } from "./source/closest.ts";
import type { Problem } from "./source/problem.ts";
import { type MapNode, nodeAt, type PathStep, type TreeNode } from "./source/tree.ts";

type Issue = z.core.$ZodIssue;

/** Schema that a file was held against, and a word for the whole of such a file: `the baseline`. */
export interface FileSchema {
  readonly schema: z.core.$ZodType;
  readonly called: string;
}

/** Puts what zod found into the words of someone who writes YAML, at the place where it is written. */
export function schemaProblems(
  issues: readonly Issue[],
  root: MapNode,
  file: FileSchema,
): readonly Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, [], { root, file }));
}

interface Written {
  readonly root: MapNode;
  readonly file: FileSchema;
}

function problemsOf(issue: Issue, base: readonly PathStep[], written: Written): readonly Problem[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === "number" ? step : String(step)))];
  const node = nodeAt(written.root, path);
  if (node === undefined) return [missingKey(path, written)];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownKey(key, path, node, written));
  }
  if (issue.code === "invalid_union") {
    const meant = issue.errors.filter((issues) => issues.every(isWithin));
    const [only] = meant;
    if (only !== undefined && meant.length === 1) {
      return only.flatMap((inner) => problemsOf(inner, path, written));
    }
    const words =
      node.kind === "scalar" && issue.message === unsaid ? issue.errors.find(isChoice) : undefined;
    if (words !== undefined) return words.flatMap((inner) => problemsOf(inner, path, written));
  }
  return [{ at: node.at, message: `${label(path, written)}: ${complaint(issue, node)}` }];
}

/** An option of a union was meant when the value is of its kind and the fault is inside it. */
const isWithin = (issue: Issue): boolean => issue.path.length > 0 || issue.code === "unrecognized_keys";

/** Zod's message for a union that has no words of its own. */
const unsaid = "Invalid input";

/** An option that takes one of a few words: a scalar was meant to be one of them. */
const isChoice = (issues: readonly Issue[]): boolean => issues.every(({ code }) => code === "invalid_value");

const label = (path: readonly PathStep[], { file }: Written): string =>
  path.length === 0
    ? file.called
    : path
        .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
        .join("")
        .slice(1);

function unknownKey(key: string, path: readonly PathStep[], map: TreeNode, written: Written): Problem {
  const allowed = allowedKeys(written.file.schema, path);
  const meant = closest(key, allowed);
  const hint = meant === null ? "" : `, did you mean "${meant}"?`;
  return {
    at: keyPosition(map, key) ?? map.at,
    message: `${label(path, written)}: unknown key "${key}"${hint}; allowed: ${allowed.join(", ")}`,
  };
}

const keyPosition = (map: TreeNode | undefined, key: PathStep | undefined): SourcePosition | undefined =>
  map?.kind === "map" ? map.entries.get(String(key))?.keyAt : undefined;

function missingKey(path: readonly PathStep[], written: Written): Problem {
  const { root, file } = written;
  const parent = path.slice(0, -1);
  const meaning = descriptionsAt(file.schema, path).map((description) => ` (${description})`);
  return {
    at: (nodeAt(root, parent) ?? root).at,
    message: `${label(parent, written)}: "${String(path.at(-1))}" is missing${meaning.join("")}`,
  };
}

function complaint(issue: Issue, node: TreeNode): string {
  const written = describe(node);
  switch (issue.code) {
    case "invalid_type":
      return `must be ${kinds[issue.expected] ?? issue.expected}, not ${written}${quoteHint(issue.expected, node)}`;
    case "invalid_value":
      return notAllowed(written, issue.values.map(String), node);
    case "too_small":
      return issue.origin === "array"
        ? "needs at least one entry"
        : issue.origin === "string"
          ? "must not be empty"
          : `${written} is too small; at least ${issue.minimum}`;
    case "too_big":
      return `${written} is too long; at most ${issue.maximum} ${issue.origin === "array" ? "entries" : "characters"}`;
    case "invalid_union":
      // The keys of a map that fits no option are what was mistyped.
      return `${node.kind === "map" ? `{ ${[...node.entries.keys()].join(", ")} }` : written} ${issue.message}`;
    default:
      return `${written} ${issue.message}`;
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  array: "a list",
  object: "a map of fields",
  record: "a map of fields",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
};

const quoteHint = (expected: string, node: TreeNode): string =>
  expected === "string" && node.kind === "scalar" && node.value !== null ? "; write it in quotes" : "";

function notAllowed(written: string, allowed: readonly string[], node: TreeNode): string {
  const meant =
    node.kind === "scalar" && typeof node.value === "string" ? closest(node.value, allowed) : null;
  const hint = meant === null ? "" : `, did you mean ${meant}?`;
  return `${written} is not allowed${hint}; allowed: ${allowed.join(", ")}`;
}

/** A value is quoted to be found again, not to be read whole. */
const longestQuote = 80;

function describe(node: TreeNode): string {
  if (node.kind === "list") return "a list";
  if (node.kind === "map") return "a map of fields";
  if (node.value === null) return "empty";
  const quote = JSON.stringify(node.value);
  return quote.length > longestQuote ? `${quote.slice(0, longestQuote)}..."` : quote;
}
