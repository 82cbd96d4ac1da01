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

/** As the formatter writes a list: on one line where it fits. */
export function listText(words: readonly string[], indent = ""): string {
  const quoted = words.map((word) => JSON.stringify(word));
  const short = `[${quoted.join(", ")}]`;
  return short.length <= 60
    ? short
    : `[\n${quoted.map((word) => `${indent}  ${word},\n`).join("")}${indent}]`;
}
