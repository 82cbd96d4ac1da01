import fc from "fast-check";
import { expect, it } from "vitest";
import { partsAt, spanAt, withValues } from "../../../src/report/checklist/json-spans.ts";
import { propertyRuns } from "../../support/property-runs.ts";

const documents = fc.record({
  json: fc.json({ maxDepth: 4 }),
  indent: fc.constantFrom("", "  ", "\t", "\r\n "),
});

/** A JSON text in some spacing of its own, and the value of it. */
const texts = documents.map(({ json, indent }) => {
  const value: unknown = JSON.parse(json);
  const text =
    indent === "\r\n "
      ? JSON.stringify(value, null, 1).replaceAll("\n", "\r\n")
      : JSON.stringify(value, null, indent);
  return { text: `${indent}${text}\n`, value };
});

/** Paths to every value in a value. */
function pathsIn(
  value: unknown,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [path, ...entries.flatMap(([key, one]) => pathsIn(one, [...path, key]))];
}

const at = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Readonly<Record<string | number, unknown>>)[key], value);

it("every value of a JSON text is found where it stands", () => {
  fc.assert(
    fc.property(texts, ({ text, value }) => {
      for (const path of pathsIn(value).filter((one) => one.length > 0)) {
        const span = spanAt(text, path);
        expect(span, path.join("/")).not.toBe(null);
        expect(JSON.parse(text.slice(span?.start, span?.end))).toEqual(at(value, path));
      }
    }),
    { numRuns: propertyRuns(300) },
  );
});

it("another value in its place changes nothing else", () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.string({ unit: "grapheme" }), ({ text, value }, which, put) => {
      const paths = pathsIn(value).filter((one) => one.length > 0);
      const path = paths[which % Math.max(1, paths.length)];
      const span = path === undefined ? null : spanAt(text, path);
      if (span === null) return;
      const changed = withValues(text, [[span, put]]);
      expect(changed.startsWith(text.slice(0, span.start))).toBe(true);
      expect(changed.endsWith(text.slice(span.end))).toBe(true);
      expect(at(JSON.parse(changed), path ?? [])).toBe(put);
    }),
    { numRuns: propertyRuns(300) },
  );
});

it("of a key that stands there twice the last counts", () => {
  const text = '{"a": 1, "a": 2}';
  expect(partsAt(text, 0).parts.get("a")).toEqual({ start: 14, end: 15 });
  expect(spanAt(text, ["b"])).toBe(null);
  expect(spanAt(text, ["a", "b"])).toBe(null);
});
