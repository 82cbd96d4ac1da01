import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { packRules } from "../../policy/pack/pack-rules.ts";

const folder = join(import.meta.dirname, "../../policy/pack/rules");

it("lists every rule of the folder, each named as its file", () => {
  const files = readdirSync(folder).map((file) => file.replace(/\.rule\.ts$/, ""));
  expect(packRules.map(({ id }) => id).sort()).toEqual(files.sort());
});

it("gives every rule something to judge, and words of its own", () => {
  for (const rule of packRules) {
    expect(rule.judgePolicy ?? rule.judgeStack, rule.id).toBeDefined();
    expect(rule.references.length, rule.id).toBeGreaterThan(0);
    // Pulumi adds the full stop where it shows the title.
    expect(rule.title, rule.id).toMatch(/^[A-Z].*[^.]$/);
  }
});
