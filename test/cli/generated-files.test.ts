import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../../cli/package-root.ts";
import { generatedFiles } from "../../scripts/generated-files.ts";

it.each(generatedFiles)("$path is fresh (npm run generate)", async (file) => {
  expect(await readFile(join(packageRoot(), file.path), "utf8")).toBe(await file.text());
});
