import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadChecks } from "../cli/load-checks.ts";
import { packageRoot } from "../cli/package-root.ts";
import { driftPage } from "../test/closed-loop/drift-page.ts";
import { generatedFiles } from "./generated-files.ts";

for (const { path, text } of generatedFiles({ checks: await loadChecks(), driftPage: driftPage() })) {
  await writeFile(join(packageRoot(), path), text);
}
