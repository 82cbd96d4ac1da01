import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inertText } from "../../src/model/inert-text.ts";

describe("inert text", () => {
  it.each([
    ["an escape sequence", "\u001b[31mroot\u001b[0m", "\\x1b[31mroot\\x1b[0m"],
    ["an 8-bit control", "\u009b2J", "\\x9b2J"],
    ["a line break that would forge a line", "Staff\nerror[X]: no", "Staff\\x0aerror[X]: no"],
    ["text turned around", "a\u202eb", "a\\u202eb"],
    ["a character of no width", "dana\u200b@acme.example", "dana\\u200b@acme.example"],
    ["half a character", "a\ud83d", "a\\ud83d"],
    ["an Arabic mark", "a\u061cb", "a\\u061cb"],
    ["letters nobody sees", "a\u{e0041}", "a\\u{e0041}"],
    ["a command for GitHub's runner", "Staff ::set-output name=a::b", "Staff \\x3a:set-output name=a::b"],
    ["its older form", "Staff##[add-mask]x", "Staff\\x23#[add-mask]x"],
  ])("shows %s", (_what, text, shown) => {
    expect(inertText(text)).toBe(shown);
  });

  it.each([
    "Jürgen Müller",
    "田中さん",
    "مدیر\u200cها",
    "👩‍🚀",
    "O'Brien & Söhne",
    "2001:db8::7",
    "Staff ## 2",
  ])("leaves %s alone", (name) => {
    expect(inertText(name)).toBe(name);
  });

  it("leaves nothing that a terminal obeys, whatever comes in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        expect(inertText(text)).not.toMatch(/[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});
