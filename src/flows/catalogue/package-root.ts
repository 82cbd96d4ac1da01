import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of this package, whether run from dist/ or from the sources. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error("package.json of okta-plumbline is missing: reinstall the package");
    folder = parent;
  }
  return folder;
}

/** The version of this package. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest)
    return String(manifest.version);
  throw new Error("package.json of okta-plumbline has no version: reinstall the package");
}

/** A room's folder by its path from the top of the house: `checks`, `src/report`. */
export function roomFolder(room: string): string {
  return join(import.meta.dirname, "..", "..", "..", room);
}
