import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadChecks } from "../cli/load-checks.ts";
import { loadDetections } from "../cli/load-detections.ts";
import { packageRoot } from "../cli/package-root.ts";
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
