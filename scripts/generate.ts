import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../src/flows/catalogue/package-root.ts";
import { alertNames, alertNamesPath } from "./alert-names.ts";
import { checkIds, checkIdsPath } from "./check-ids.ts";

// First, and before anything is loaded that they are part of: schemas and checks are made from these names.
await writeFile(join(packageRoot(), alertNamesPath), alertNames());
await writeFile(join(packageRoot(), checkIdsPath), checkIds());
const [{ loadChecks }, { loadDetections }, { driftPage }, { generatedFiles }] = await Promise.all([
  import("../src/flows/catalogue/load-checks.ts"),
  import("../src/flows/catalogue/load-detections.ts"),
  import("../test/closed-loop/drift-page.ts"),
  import("./generated-files.ts"),
]);
const generationInput = {
  checks: await loadChecks(),
  detections: await loadDetections(),
  driftPage: driftPage(),
};
for (const { path, text } of generatedFiles(generationInput)) {
  await writeFile(join(packageRoot(), path), text);
}
