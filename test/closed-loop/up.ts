import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parse } from "yaml";
import type { ProviderHandlers } from "../support/pulumi-engine.ts";
import { type ProgramRun, runPulumiProgram } from "../support/run-pulumi-program.ts";

const projectFolder = resolve(import.meta.dirname, "../..");

/** `pulumi up` of a stack with that baseline: the program of Pulumi.yaml in Pulumi's own Node runtime. */
export async function up(handlers: ProviderHandlers, baseline: string): Promise<ProgramRun> {
  const project = parse(await readFile(resolve(projectFolder, "Pulumi.yaml"), "utf8"));
  return runPulumiProgram({
    projectFolder,
    main: project.main,
    nodeArgs: project.runtime.options.nodeargs.split(" "),
    config: { "plumbline:baseline": baseline },
    handlers,
  });
}
