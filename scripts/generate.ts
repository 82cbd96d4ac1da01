import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadChecks } from "../src/flows/catalogue/load-checks.ts";
import { loadDetections } from "../src/flows/catalogue/load-detections.ts";
import { packageRoot } from "../src/flows/catalogue/package-root.ts";
import { driftPage } from "../test/closed-loop/drift-page.ts";
import { generatedFiles } from "./generated-files.ts";

const generationInput = {
  checks: await loadChecks(),
  detections: await loadDetections(),
  driftPage: driftPage(),
};
for (const { path, text } of generatedFiles(generationInput)) {
  await writeFile(join(packageRoot(), path), text);
}
