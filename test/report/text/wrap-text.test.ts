import { describe, expect, it } from "vitest";
import { displayWidth } from "../../../src/report/text/display-width.ts";
import { wrapText } from "../../../src/report/text/wrap-text.ts";

describe("display width", () => {
  it.each([
    ["Admins", 6],
    ["", 0],
    ["Jürgen", 6],
    ["Ju\u0308rgen", 6],
    ["田中", 4],
    ["한국", 4],
    ["👩‍🚀 ok", 5],
    ["مدیر", 4],
  ])("of %s is %i", (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });
});

describe("wrapping text", () => {
  it("breaks between words and indents, the later lines more where asked", () => {
    expect(wrapText("one two three four", 12, 2)).toBe("  one two\n  three four");
    expect(wrapText("one two three four", 12, 0, 4)).toBe("one two\n    three\n    four");
  });

  it("counts wide characters as two", () => {
    expect(wrapText("田中 田中 田中", 9)).toBe("田中 田中\n田中");
  });

  it("keeps a long word whole, so that it can be copied", () => {
    expect(wrapText("see 00uabcdefghijklmnopqr now", 10, 2)).toBe("  see\n  00uabcdefghijklmnopqr\n  now");
  });

  it("leaves an empty text empty", () => {
    expect(wrapText("", 10)).toBe("");
  });
});
