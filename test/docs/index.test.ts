import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";

const docs = join(packageRoot(), "docs");
const pages = (await readdir(docs)).filter((name) => name.endsWith(".md"));

it("the index leads to every page", async () => {
  const index = await readFile(join(docs, "README.md"), "utf8");
  const linked = new Set([...index.matchAll(/\]\(([a-z-]+\.md)\)/g)].map(([, page]) => page));
  expect(pages.filter((page) => page !== "README.md" && !linked.has(page))).toEqual([]);
});

it("the README can be read at one go", async () => {
  const text = await readFile(join(packageRoot(), "README.md"), "utf8");
  expect(text.split("\n").length).toBeLessThanOrEqual(151);
});

it.each([
  ...pages.map((page) => `docs/${page}`),
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
])("%s links to files that exist", async (page) => {
  const file = join(packageRoot(), page);
  const text = await readFile(file, "utf8");
  const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, link = ""]) => link);
  expect(links.filter((link) => !existsSync(join(dirname(file), link)))).toEqual([]);
});
