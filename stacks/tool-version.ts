import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The version in the package.json above this file, which is one folder up in a clone and two up when compiled. */
export function toolVersion(): string {
  const folder = dirname(import.meta.dirname);
  const manifestFile = [folder, dirname(folder)].map((each) => join(each, "package.json")).find(existsSync);
  const manifest: unknown =
    manifestFile === undefined ? null : JSON.parse(readFileSync(manifestFile, "utf8"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "unknown";
}
