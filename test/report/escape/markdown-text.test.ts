import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markdownCode, markdownText } from "../../../src/report/escape/markdown-text.ts";

describe("a text in Markdown", () => {
  it.each([
    ["emphasis", "*very* _odd_ ~~name~~", "\\*very\\* \\_odd\\_ \\~\\~name\\~\\~"],
    ["a link", "[click](https://evil.example)", "\\[click\\](https:<!-- -->//evil.example)"],
    ["an image", "![x](data:x)", "!\\[x\\](data:x)"],
    ["HTML", "<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"],
    ["an entity", "&lt;b&gt;", "&amp;lt;b&amp;gt;"],
    ["a comment's end", "--> <b>", "\\--&gt; &lt;b&gt;"],
    ["a mention", "ask @acme/secops", "ask @<!-- -->acme/secops"],
    ["a mail address", "dana@acme.example", "dana@<!-- -->acme.example"],
    ["a reference", "closes #12, acme/web#3, GH-4", "closes #<!-- -->12, acme/web#<!-- -->3, GH-<!-- -->4"],
    ["a bare address", "www.evil.example", "www<!-- -->.evil.example"],
    ["an emoji", "a :tada: b", "a :<!-- -->tada: b"],
    ["a cell's end", "a | b\\|c", "a \\| b\\\\\\|c"],
    ["code", "`whoami`", "\\`whoami\\`"],
    ["mathematics", "$x$", "\\$x\\$"],
    ["a heading", "# Staff", "\\# Staff"],
    ["a list", "- Staff", "\\- Staff"],
    ["a numbered list", "1. Staff", "1\\. Staff"],
    ["a code block", "     code", "code"],
    ["a new line", "Staff\n# forged", "Staff\\\\x0a# forged"],
    ["a workflow command", "::set-output name=a::b", "\\\\x3a:set-output name=a::b"],
  ])("shows %s as it is written", (_what, text, written) => {
    expect(markdownText(text)).toBe(written);
  });

  it.each([
    ["a plain name", "MFA Admins", "`MFA Admins`"],
    ["markup", "<b>@omar *x*", "`<b>@omar *x*`"],
    ["a backtick", "a`b``c", "```a`b``c```"],
    ["a backtick at the end", "a`", "`` a` ``"],
    ["a pipe", "a|@b", "<code>a\\|@<!-- -->b</code>"],
    ["nothing", " ", "<code></code>"],
  ])("writes %s as code", (_what, name, written) => {
    expect(markdownCode(name)).toBe(written);
  });

  it("never lets a text end the code it is in", () => {
    const name = fc.string({ unit: fc.constantFrom("`", "a", " ", "|"), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(name, (text) => {
        const code = markdownCode(text);
        if (code.startsWith("<code>")) return;
        const fence = /^`+/.exec(code.replace(/^(`+) .*/, "$1"))?.[0] ?? "";
        const body = code.slice(fence.length, -fence.length);
        expect([...body.matchAll(/`+/g)].map(([run]) => run)).not.toContain(fence);
      }),
    );
  });
});
