import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Environment } from "../../src/model/environment.ts";
import { PlumblineError } from "../../src/model/errors.ts";

/** Where a baseline is: a path as somebody wrote it, and the folder that it starts from. */
export interface BaselinePlace {
  readonly path: string;
  readonly folder: string;
}

/**
 * The baseline's place: as configured, else PLUMBLINE_BASELINE, else as the stack's own configuration names it
 * (`plumbline:baseline`), else policy/baseline.yaml; each from the folder of Pulumi.yaml.
 *
 * @throws PlumblineError BASELINE_NOT_FOUND when the folder of Pulumi.yaml cannot be told
 */
export function baselinePlace(configured: string | null, env: Environment): BaselinePlace {
  const path =
    configured ?? nonEmpty(env["PLUMBLINE_BASELINE"]) ?? stackBaseline(env) ?? "policy/baseline.yaml";
  return { path, folder: isAbsolute(path) ? dirname(path) : projectFolder(env) };
}

const stackConfig = z.record(z.string(), z.unknown());

function stackBaseline(env: Environment): string | null {
  const config = stackConfig.safeParse(parsed(env["PULUMI_CONFIG"] ?? "{}", JSON.parse));
  return nonEmpty(config.data?.["plumbline:baseline"]);
}

const nonEmpty = (value: unknown): string | null =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : null;

const project = z.object({ name: z.string() });

/**
 * Pulumi starts a pack in the pack's own folder and does not tell where the project is; what it leaves is the shell's
 * PWD, where somebody typed `pulumi`. Like Pulumi this looks for Pulumi.yaml there and above. With `pulumi --cwd` the
 * shell is elsewhere: a project of another name is another project, whose baseline must not be taken.
 */
function projectFolder(env: Environment): string {
  const wanted = env["PULUMI_PROJECT"] ?? null;
  for (let folder = env["PWD"] ?? ""; folder !== "" && folder !== dirname(folder); folder = dirname(folder)) {
    const file = ["Pulumi.yaml", "Pulumi.yml"]
      .map((name) => join(folder, name))
      .find((path) => existsSync(path));
    if (file === undefined) continue;
    const found = project.safeParse(parsed(readFileSync(file, "utf8"), parse)).data?.name;
    if (wanted === null || found === wanted) return folder;
    break;
  }
  throw new PlumblineError(
    "BASELINE_NOT_FOUND",
    `cannot tell the folder of the project ${wanted ?? "that Pulumi runs"}`,
    {
      remedy:
        "run pulumi in the project's folder (cd, not --cwd), or set PLUMBLINE_BASELINE or the pack's configuration " +
        "`baseline` to an absolute path",
    },
  );
}

function parsed(text: string, parser: (text: string) => unknown): unknown {
  try {
    return parser(text);
  } catch {
    return null;
  }
}
