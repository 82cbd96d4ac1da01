import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { getRootDirectory, getStack } from "@pulumi/pulumi";
import { loadBaseline } from "../policy/load-baseline.ts";
import type { LoadedBaseline } from "../src/model/baseline.ts";
import { PlumblineError } from "../src/model/errors.ts";
import { baselineRemedy, readStackSettings } from "./stack-settings.ts";

/**
 * The baseline of the stack that is running. Its path stays as the configuration gives it, so that outputs are the same
 * on every machine.
 *
 * @throws PlumblineError BASELINE_NOT_FOUND or BASELINE_INVALID
 */
export async function loadStackBaseline(): Promise<LoadedBaseline> {
  const folder = projectFolder();
  try {
    return await loadBaseline(readStackSettings().baseline, (path) => readFile(resolve(folder, path)));
  } catch (error) {
    // The command's remedy is a flag, which Pulumi does not have.
    throw error instanceof PlumblineError && error.code === "BASELINE_NOT_FOUND"
      ? new PlumblineError(error.code, error.message, { remedy: baselineRemedy(getStack()), cause: error })
      : error;
  }
}

/**
 * The folder of Pulumi.yaml. Never the working directory, which Pulumi sets to the folder of the program; an engine
 * that does not tell runs the program of this package.
 */
function projectFolder(): string {
  const told = getRootDirectory();
  return told === "" ? join(import.meta.dirname, "..") : told;
}
