import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadChecks } from "../cli/load-checks.ts";
import { packageRoot } from "../cli/package-root.ts";
import { generatedFiles } from "./generated-files.ts";

for (const { path, text } of generatedFiles(await loadChecks())) {
  await writeFile(join(packageRoot(), path), text);
}
