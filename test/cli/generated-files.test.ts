import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { generatedFiles } from "../../scripts/generated-files.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import { loadDetections } from "../../src/flows/catalogue/load-detections.ts";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";
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
