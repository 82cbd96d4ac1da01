import { join } from "node:path";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";

/** JavaScript of the sources as they are, made before the tests by compile-sources.ts. */
export const compiledFolder = join(packageRoot(), ".compiled");

/** The command line, to be run by a Node of its own. */
export const compiledCli = join(compiledFolder, "src", "cli", "main.js");
