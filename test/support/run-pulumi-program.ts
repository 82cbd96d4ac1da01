import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import process from "node:process";
import {
  type EngineRecord,
  type Properties,
  type ProviderHandlers,
  startPulumiEngine,
} from "./pulumi-engine.ts";

export interface ProgramOptions {
  readonly handlers: ProviderHandlers;
  /** The folder of Pulumi.yaml. */
  readonly projectFolder: string;
  /** `main` of Pulumi.yaml. */
  readonly main: string;
  /** `runtime.options.nodeargs` of Pulumi.yaml. */
  readonly nodeArgs: readonly string[];
  readonly stack?: string;
  /** With its namespace: `plumbline:baseline`. */
  readonly config: Readonly<Record<string, string>>;
  readonly dryRun?: boolean;
}

export interface ProgramRun extends EngineRecord {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** From start to exit. */
  readonly milliseconds: number;
  /** The stack's own. */
  readonly stackOutputs: Properties;
}

const project = "plumbline";

/**
 * Runs a program as `pulumi up` (or, with `dryRun`, `pulumi preview`) does: in Pulumi's own Node runtime, in the folder
 * of `main`, with the engine replaced by a recording one.
 */
export async function runPulumiProgram(options: ProgramOptions): Promise<ProgramRun> {
  const { stack = "dev", dryRun = false } = options;
  const engine = await startPulumiEngine(options.handlers, { project, stack, dryRun });
  try {
    const started = performance.now();
    const ended = await runNode(
      [
        ...options.nodeArgs,
        createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run/index.js"),
        `--monitor=${engine.address}`,
        `--engine=${engine.address}`,
        `--project=${project}`,
        `--stack=${stack}`,
        `--root-directory=${options.projectFolder}`,
        `--pwd=${resolve(options.projectFolder, options.main, "..")}`,
        "--parallel=16",
        ...(dryRun ? ["--dry-run"] : []),
        resolve(options.projectFolder, options.main),
      ],
      resolve(options.projectFolder, options.main, ".."),
      options.config,
    );
    const milliseconds = performance.now() - started;
    const root = engine.record.resources.find(({ type }) => type === "pulumi:pulumi:Stack");
    const stackOutputs = engine.record.outputs.get(root?.urn ?? "") ?? {};
    return { ...engine.record, ...ended, milliseconds, stackOutputs };
  } finally {
    engine.close();
  }
}

type Ended = Pick<ProgramRun, "exitCode" | "stdout" | "stderr">;

function runNode(
  args: readonly string[],
  cwd: string,
  config: Readonly<Record<string, string>>,
): Promise<Ended> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: {
        PATH: process.env["PATH"],
        HOME: process.env["HOME"],
        PULUMI_NODEJS_TYPESCRIPT: "false",
        PULUMI_CONFIG: JSON.stringify(config),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        output[stream] += text;
      });
    }
    child.on("error", failed).on("close", (exitCode) => done({ ...output, exitCode }));
  });
}
