import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CheckDescription } from "../../model/check-description.ts";
import { loadChecks } from "./load-checks.ts";
import { roomFolder } from "./package-root.ts";

/**
 * Descriptions of the checks. A build writes them down beside them (scripts/build-catalogue.mjs), because to
 * load all checks takes longer than `plumbline checks` may; from the sources they are loaded.
 */
export async function loadCheckCatalogue(): Promise<readonly CheckDescription[]> {
  const file = join(roomFolder("checks"), "catalogue.json");
  const text = await readFile(file, "utf8").catch(() => null);
  return text === null ? loadChecks() : JSON.parse(text);
}
