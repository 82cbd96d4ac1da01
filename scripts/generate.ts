import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../cli/package-root.ts";
import { generatedFiles } from "./generated-files.ts";

for (const file of generatedFiles) await writeFile(join(packageRoot(), file.path), await file.text());
