// Writes the script and the style of `plumbline serve` into dist/web/, where the server reads them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleOf } from "./web-bundle.mjs";

const folder = join(import.meta.dirname, "..", "dist", "web");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "app.js"), bundleOf("main.tsx"));
writeFileSync(join(folder, "app.css"), bundleOf("page.css"));
