import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadChecks } from "../../cli/load-checks.ts";
import { loadDetections } from "../../cli/load-detections.ts";
import { packageRoot } from "../../cli/package-root.ts";
import { generatedFiles } from "../../scripts/generated-files.ts";
import { driftPage } from "../closed-loop/drift-page.ts";

const generationInput = {
  checks: await loadChecks(),
  detections: await loadDetections(),
  driftPage: driftPage(),
};
const files = generatedFiles(generationInput);

it.each(files)("$path is fresh (npm run generate)", async ({ path, text }) => {
  expect(await readFile(join(packageRoot(), path), "utf8")).toBe(text);
});
