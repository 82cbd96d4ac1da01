import { execFile } from "node:child_process";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";
import { compiledCli } from "./compiled.ts";
import { temporaryFolder } from "./seeded-ledger.ts";

/** A step of a workflow, as far as tests look at it. */
export interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** The workflows to copy, and the one that releases this package. */
export const workflowNames = ["deploy", "drift", "review", "review-comment", "release"] as const;

const placeOf = (name: string): string =>
  name === "release"
    ? join(packageRoot(), ".github", "workflows", "release.yml")
    : join(packageRoot(), "docs", "ci", "github", `${name}.yml`);

export const workflowText = (name: string): Promise<string> => readFile(placeOf(name), "utf8");

export async function readWorkflow(name: string): Promise<Workflow> {
  const workflow: Workflow = parse(await workflowText(name));
  return workflow;
}

export const stepsOf = ({ jobs }: Workflow): readonly Step[] =>
  Object.values(jobs).flatMap(({ steps }) => steps);

/** The script of the step of that name. */
export async function scriptOf(workflow: string, step: string): Promise<string> {
  const run = stepsOf(await readWorkflow(workflow)).find(({ name }) => name === step)?.run;
  if (run === undefined) throw new Error(`${workflow} has no step "${step}" with a script`);
  return run;
}

/** A machine on which steps run: a workspace, the runner's files, and programs that write down how they were called. */
export interface FakeRunner {
  readonly folder: string;
  readonly workspace: string;
  /** Puts a program on the PATH. @param script bash, after the call was written down */
  program(name: string, script: string): Promise<void>;
  /** Runs a script as GitHub does: `bash -e`, in the workspace. */
  run(script: string, env?: Readonly<Record<string, string>>): Promise<RanStep>;
  /** How the programs were called, one line each. */
  calls(): Promise<readonly string[]>;
}

interface RanStep {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Outputs written to GITHUB_OUTPUT. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

const readOr = (file: string): Promise<string> => readFile(file, "utf8").catch(() => "");

export async function fakeRunner(): Promise<FakeRunner> {
  const folder = await temporaryFolder();
  const [workspace, bin, action] = ["workspace", "bin", "action"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await mkdir(workspace, { recursive: true });
  await mkdir(bin, { recursive: true });
  await mkdir(join(action, "dist", "src", "cli"), { recursive: true });
  // The built command line, without a build.
  const main = pathToFileURL(compiledCli);
  await writeFile(join(action, "dist", "src", "cli", "main.js"), `import(${JSON.stringify(main.href)});\n`);
  const log = join(folder, "calls.txt");
  const base = {
    PATH: `${bin}:${process.env["PATH"]}`,
    HOME: folder,
    RUNNER_TEMP: join(folder, "temp"),
    GITHUB_ACTION_PATH: action,
    GITHUB_OUTPUT: join(folder, "output.txt"),
    GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
  };
  await mkdir(base.RUNNER_TEMP, { recursive: true });
  return {
    folder,
    workspace,
    program: async (name, script) => {
      const file = join(bin, name);
      await writeFile(file, `#!/usr/bin/env bash\necho "${name} $*" >>"${log}"\n${script}\n`);
      await chmod(file, 0o755);
    },
    run: async (script, env = {}) => {
      await writeFile(base.GITHUB_OUTPUT, "");
      await writeFile(base.GITHUB_STEP_SUMMARY, "");
      const said = await new Promise<Pick<RanStep, "exitCode" | "stdout" | "stderr">>((resolve) => {
        execFile(
          "bash",
          ["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
          { cwd: workspace, env: { ...base, ...env } },
          (error, stdout, stderr) => resolve({ exitCode: Number(error?.code ?? 0), stdout, stderr }),
        );
      });
      const lines = (await readOr(base.GITHUB_OUTPUT)).split("\n").filter((line) => line.includes("="));
      const outputs = Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
      );
      return { ...said, outputs, summary: await readOr(base.GITHUB_STEP_SUMMARY) };
    },
    calls: async () => (await readOr(log)).split("\n").filter((line) => line !== ""),
  };
}
