// Writes what the built checks say of themselves into dist/checks/catalogue.json, for `plumbline checks`.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = join(import.meta.dirname, "..", "dist", "checks");
const files = readdirSync(folder).filter((file) => file.endsWith(".check.js"));
const checks = await Promise.all(
  files.sort().map(async (file) => (await import(pathToFileURL(join(folder, file)).href)).default),
);
const catalogue = checks.map(({ id, title, severity, rationale, remedy, references }) => ({
  id,
  title,
  severity,
  rationale,
  remedy,
  references,
}));
writeFileSync(join(folder, "catalogue.json"), JSON.stringify(catalogue));
