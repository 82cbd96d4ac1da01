import fc from "fast-check";
import { expect, it } from "vitest";
import { partsAt, spanAt, withJson, withTail } from "../../../src/report/checklist/json-spans.ts";
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
      const changed = withJson(text, [[span, JSON.stringify(put)]]);
      expect(changed.startsWith(text.slice(0, span.start))).toBe(true);
      expect(changed.endsWith(text.slice(span.end))).toBe(true);
      expect(at(JSON.parse(changed), path ?? [])).toBe(put);
    }),
    { numRuns: propertyRuns(300) },
  );
});

it("a string with another end keeps what stays as it was spelled, and loses what is cut", () => {
  const spelled = fc.array(
    fc.constantFrom("a", "\\n", "\\u00e9", "\\u2014", "\\/", "é", "\ud83d\ude00", '\\"', "\\\\"),
  );
  fc.assert(
    fc.property(spelled, fc.nat(40), fc.nat(10), fc.string(), (parts, from, size, tail) => {
      const json = `"${parts.join("")}"`;
      const text: string = JSON.parse(json);
      const cut = { start: Math.min(from, text.length), end: Math.min(from + size, text.length) };
      expect(withTail(json, null, tail).startsWith(json.slice(0, -1))).toBe(true);
      expect(JSON.parse(withTail(json, cut, tail))).toBe(
        text.slice(0, cut.start) + text.slice(cut.end) + tail,
      );
    }),
    { numRuns: propertyRuns(100) },
  );
});

it("a string of three million characters is found", () => {
  const long = JSON.stringify({ check_content: `${"x".repeat(3_000_000)}\n`, status: "open" });
  expect(spanAt(long, ["status"])).toEqual({ start: long.length - 7, end: long.length - 1 });
});

it("of a key that stands there twice the last counts", () => {
  const text = '{"a": 1, "a": 2}';
  expect(partsAt(text, 0).parts.get("a")).toEqual({ start: 14, end: 15 });
  expect(spanAt(text, ["b"])).toBe(null);
  expect(spanAt(text, ["a", "b"])).toBe(null);
});
