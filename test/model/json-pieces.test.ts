import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonPieces } from "../../src/model/json-pieces.ts";
import { jsonText, jsonTextPieces } from "../../src/report/text/json-text.ts";

describe("a JSON text in pieces is the text as a whole", () => {
  it.each([
    ["", 0],
    ["", 4],
    ["  ", 2],
    ["  ", 9],
  ] as const)("written with %j, %i levels deep", (spacing, levels) => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect([...jsonPieces(value, spacing, levels)].join("")).toBe(JSON.stringify(value, null, spacing));
      }),
    );
  });

  it.each([
    [{ a: undefined, b: [], c: {}, d: [undefined, { e: [1] }] }],
    [{ people: [{ login: "kim\n##[group]\u202e" }] }],
    [[]],
    [undefined],
  ])("of %j", (value) => {
    expect([...jsonPieces(value, "  ", 2)].join("")).toBe(JSON.stringify(value, null, 2) ?? "null");
    if (value !== undefined) expect([...jsonTextPieces(value)].join("")).toBe(jsonText(value));
  });
});
