import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const golden = join(root, "test/cli/golden");

/** Ports differ, and what is aligned to the right moves with the length of the address. */
const plain = (text: string): string =>
  text.replaceAll(/http:\/\/127\.0\.0\.1:(PORT|\d+)/g, "https://acme.okta.com").replaceAll(/ +/g, " ");

const printed = readdirSync(golden).map((file) => plain(readFileSync(join(golden, file), "utf8")));

/** Blocks of a page that are marked as what the command prints; a line of only `…` stands for what is left out. */
const samplesIn = (page: string): readonly string[] =>
  [...readFileSync(join(root, page), "utf8").matchAll(/^```plumbline\n(.*?)^```$/gms)].map(
    ([, sample]) => sample ?? "",
  );

const pages = ["README.md", ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith(".md"),
);
const samples = pages.flatMap((page) => samplesIn(page).map((sample) => ({ page, sample })));

/** Whether all of the parts stand in the text, one after another. */
function holds(text: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

describe("what the documentation shows is what the command prints (the golden files)", () => {
  it.each(samples)("in $page", ({ sample }) => {
    const parts = plain(sample).split(/^ ?…\n/m);
    expect(parts.every((part) => part.trim() !== "")).toBe(true);
    expect(
      printed.some((text) => holds(text, parts)),
      `printed by no golden run:\n${sample}`,
    ).toBe(true);
  });

  it("shows in the README what the demo prints, as a picture that is made of it", () => {
    expect(readFileSync(join(root, "README.md"), "utf8")).toContain("](docs/demo.svg)");
  });

  it("has no sample that is not marked as one", () => {
    const unmarked = pages.filter((page) =>
      /^```(?:text)?\n(?:DRIFT|IN LINE|UNKNOWN|WEAKER|STRONGER|error\[)/m.test(
        readFileSync(join(root, page), "utf8"),
      ),
    );
    expect(unmarked).toEqual([]);
  });
});
