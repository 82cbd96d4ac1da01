import { readdirSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../src/flows/catalogue/package-root.ts";

/** The names of a folder's files of one kind: `<name>.<kind>.ts`. */
export function namesIn(folder: string, kind: string): readonly string[] {
  const ending = `.${kind}.ts`;
  return readdirSync(join(packageRoot(), folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}

const lineWidth = 110;

/**
 * As the formatter writes a list: on one line where it fits.
 *
 * @param before - what stands before it on its line; a comma or semicolon follows
 */
export function listText(words: readonly string[], before: string): string {
  const quoted = words.map((word) => JSON.stringify(word));
  const short = `[${quoted.join(", ")}]`;
  const indent = /^ */.exec(before)?.[0] ?? "";
  return before.length + short.length < lineWidth
    ? short
    : `[\n${quoted.map((word) => `${indent}  ${word},\n`).join("")}${indent}]`;
}
