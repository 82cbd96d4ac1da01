import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";

/** Runs, or installs, the npm package `plumbline`, which belongs to somebody else. */
const somebodyElses =
  /(?:\b(?:npx|bunx|pnpx|npm exec|pnpm dlx|yarn dlx)(?: -{1,2}[\w-]+)* |\b(?:npm|pnpm|yarn|bun) (?:i|install|add)\b[^\n|`]*? )plumbline(?![\w-])/;

async function textsIn(folder: string, ending: RegExp): Promise<readonly (readonly [string, string])[]> {
  const files = await readdir(join(packageRoot(), folder), { recursive: true });
  return Promise.all(
    files
      .filter((file) => ending.test(file))
      .map(
        async (file) =>
          [join(folder, file), await readFile(join(packageRoot(), folder, file), "utf8")] as const,
      ),
  );
}

const advice = [
  ...(await textsIn("docs", /\.(md|yml)$/)),
  ...(await textsIn("src", /\.ts$/)),
  ...(await textsIn("checks", /\.ts$/)),
  ...(await textsIn("test/cli/golden", /\.txt$/)),
  ...(await Promise.all(
    ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "action.yml", "Containerfile"].map(
      async (file) => [file, await readFile(join(packageRoot(), file), "utf8")] as const,
    ),
  )),
];

describe("nothing tells anybody to run a package that is not ours", () => {
  it.each([
    "npx plumbline check",
    "npx --yes plumbline",
    "npm i -g plumbline",
    "pnpm dlx plumbline demo",
    "npm install plumbline",
  ])("knows %s when it sees it", (text) => expect(text).toMatch(somebodyElses));

  it.each([
    "npx okta-plumbline check",
    "npm i okta-plumbline",
    "plumbline check",
    "npm run plumbline -- check",
  ])("lets %s be", (text) => expect(text).not.toMatch(somebodyElses));

  it("in no page, message, help or workflow", () => {
    expect(advice.filter(([, text]) => somebodyElses.test(text)).map(([file]) => file)).toEqual([]);
  });
});
