import { join, resolve } from "node:path";
import { compiledFolder } from "../support/compiled.ts";
import type { ProviderHandlers } from "../support/pulumi-engine.ts";
import { type ProgramRun, runPulumiProgram } from "../support/run-pulumi-program.ts";

/** `pulumi up` of a stack with that baseline, in Pulumi's own Node runtime; as Pulumi.yaml says it is in test/stacks/. */
export function up(handlers: ProviderHandlers, baseline: string): Promise<ProgramRun> {
  return runPulumiProgram({
    projectFolder: resolve(import.meta.dirname, "../.."),
    main: join(compiledFolder, "stacks", "index.js"),
    nodeArgs: [],
    config: { "plumbline:baseline": baseline },
    handlers,
  });
}
