import { parseBaseline } from "../../policy/parse-baseline.ts";
import { parseSource } from "../../policy/source/parse-source.ts";
import type { LoadedBaseline } from "../../src/model/baseline.ts";
import { PlumblineError } from "../../src/model/errors.ts";

/** Parses YAML as `baseline.yaml`; `others` are the files that it may extend, by path. */
export function parseText(yaml: string, others: Readonly<Record<string, string>> = {}): LoadedBaseline {
  const source = (path: string, text: string) => parseSource(path, new TextEncoder().encode(text));
  return parseBaseline([
    source("baseline.yaml", yaml),
    ...Object.entries(others).map(([path, text]) => source(path, text)),
  ]);
}

/** The problems of a baseline that must have some, without the name of its own file: `line:column: message`. */
export function problemsOf(yaml: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  try {
    parseText(yaml, others);
  } catch (error) {
    if (error instanceof PlumblineError && error.code === "BASELINE_INVALID") {
      return error.details.map((line) => line.replace(/^baseline\.yaml:/, ""));
    }
    throw error;
  }
  throw new Error("the baseline has no problems");
}

/** A baseline of an Identity Engine org with one section; the section begins in line 3. */
export const identityOrg = (section: string): string => `version: 1\norg: { engine: identity }\n${section}\n`;

/** The same for a Classic org. */
export const classicOrg = (section: string): string => `version: 1\norg: { engine: classic }\n${section}\n`;

/** Takes the mark `▸` out of a YAML text and tells where it stood: `line:column`. */
export function unmark(marked: string): { readonly yaml: string; readonly at: string } {
  const before = marked.slice(0, marked.indexOf("▸")).split("\n");
  return { yaml: marked.replace("▸", ""), at: `${before.length}:${(before.at(-1) ?? "").length + 1}` };
}
