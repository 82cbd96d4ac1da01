import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameName } from "../../src/model/words.ts";

describe("names that are one", () => {
  it.each([
    ["Zespół", "Zespo\u0301l", false],
    ["caf\u00e9", "cafe\u0301", true],
    ["\u212a", "K", true],
    ["K", "k", false],
    ["MFA Admins", "MFA Admins", true],
  ])("%s and %s: %s", (left, right, expected) => {
    expect([sameName(left, right), sameName(right, left)]).toEqual([expected, expected]);
  });

  it("are those that NFC makes equal", () => {
    const name = fc.string({
      unit: fc.constantFrom("a", "K", "\u212a", "\u00e9", "e\u0301", "\u{1f600}"),
      maxLength: 3,
    });
    fc.assert(
      fc.property(name, name, (left, right) => {
        expect(sameName(left, right)).toBe(left.normalize("NFC") === right.normalize("NFC"));
      }),
    );
  });
});
