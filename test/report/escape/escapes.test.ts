import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLine } from "../../../src/report/escape/csv-line.ts";
import { jsonInHtml } from "../../../src/report/escape/json-in-html.ts";
import { markupText } from "../../../src/report/escape/markup-text.ts";
import { workflowCommand } from "../../../src/report/escape/workflow-command.ts";

describe("a line for GitHub's runner", () => {
  it.each([
    [
      "a property that would end",
      { file: "a,line=9::b.yaml", line: 3 },
      ["x"],
      "::error file=a%2Cline=9%3A%3Ab.yaml,line=3::x\n",
    ],
    ["a message of lines", {}, ["one", "100 % sure"], "::error::one%0A100 %25 sure\n"],
    ["a forged command", {}, ["a\r\n::stop-commands::x"], "::error::a\\x0d\\x0a::stop-commands::x\n"],
    [
      "a command that begins the message",
      { title: "x" },
      ["::add-mask::x"],
      "::error title=x::\\x3a:add-mask::x\n",
    ],
    ["the older form", {}, ["a ##[set-output name=b;]c"], "::error::a \\x23#[set-output name=b;]c\n"],
  ])("holds %s", (_what, properties, lines, line) => {
    expect(workflowCommand("error", properties, lines)).toBe(line);
  });

  it("stays one command, whatever comes in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (title, message) => {
        const [line = "", ...rest] = workflowCommand("notice", { title }, [message]).split(/\r|\n/);
        expect(rest).toEqual([""]);
        expect(line).toMatch(/^::notice title=[^:,]*::/);
      }),
    );
  });
});

describe("a line of CSV", () => {
  it.each([
    ["a formula", "=HYPERLINK(1)", `"'=HYPERLINK(1)"`],
    ["a sum", "+1", `"'+1"`],
    ["a difference", "-1", `"'-1"`],
    ["a function of Lotus", "@SUM(1)", `"'@SUM(1)"`],
    ["one in full width", "\uff1d1", `"'\uff1d1"`],
    ["one after spaces", "  =1", `"'  =1"`],
    ["one after a tab", "\t=1", `"\\x09=1"`],
    ["a separator", "a,b;c", `"a,b;c"`],
    ["quotes", 'a"b', '"a""b"'],
    ["a line break", "a\r\nb", '"a\\x0d\\x0ab"'],
    ["letters of anywhere", "Jürgen 田中", '"Jürgen 田中"'],
  ])("holds %s", (_what, cell, written) => {
    expect(csvLine([cell, "next"])).toBe(`${written},"next"\r\n`);
  });
});

describe("a text in XML or HTML", () => {
  it.each([
    ["tags", "</script><b a='1' c=\"2\">&", "&lt;/script&gt;&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;"],
    ["what XML has no place for", "a\u0000b\u000b\ufffec", "a\\x00b\\x0b\\ufffec"],
    ["invisible letters", "a\u{e0041}", "a\\u{e0041}"],
  ])("holds %s", (_what, text, written) => {
    expect(markupText(text)).toBe(written);
  });
});

describe("JSON in a page", () => {
  it("never ends its element, and reads back the same", () => {
    const part = fc.constantFrom("</script>", "<!--", "]]>", "\u2028", "&", "x", '"', "\\");
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const written = jsonInHtml({ text: parts.join("") });
        expect(written).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(written)).toEqual({ text: parts.join("") });
      }),
    );
  });
});
