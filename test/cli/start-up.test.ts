import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";
import { compiledCli } from "../support/compiled.ts";

// Prints the packages a process loads: a hook sees every module, whether imported at once or later.
const hook = `export async function load(url, context, next) {
  const found = /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url);
  if (found) (await import("node:fs")).writeSync(2, found[1] + "\\n");
  return next(url, context);
}`;
const dataUrl = (text: string): string => `data:text/javascript,${encodeURIComponent(text)}`;
const register = dataUrl(
  `import { register } from "node:module"; register(${JSON.stringify(dataUrl(hook))});`,
);

// A Node of its own for each, as above: the SDK, zod and the YAML reader would double or tenfold the waiting time.
it.each([
  ["--help"],
  ["checks"],
  ["check", "--help"],
])("loads no package but commander for %s", async (...argv) => {
  const { stderr } = await promisify(execFile)(
    process.execPath,
    ["--import", register, compiledCli, ...argv],
    {
      cwd: packageRoot(),
    },
  );
  expect([...new Set(stderr.trim().split("\n"))]).toEqual(["commander"]);
});
