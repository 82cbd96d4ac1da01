import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { type FaultPlan, faultPlanSchema } from "../emulator/server/faults.ts";
import { PlumblineError } from "../model/errors.ts";

const remedy = "correct the file that --faults names; docs/emulator.md describes every field";

/**
 * Reads which requests to the emulator go wrong, and how, from a JSON or YAML file.
 *
 * @throws PlumblineError STATE_INVALID when it cannot be read or a field is wrong; each detail names the field
 */
export async function readFaults(path: string): Promise<FaultPlan> {
  const written = await readYaml(path);
  const plan = faultPlanSchema.safeParse(written);
  if (plan.success) return plan.data;
  throw new PlumblineError("STATE_INVALID", `${path} is not a plan of faults`, {
    remedy,
    details: plan.error.issues.map((issue) => `${issue.path.map(String).join(".")}: ${issue.message}`),
  });
}

async function readYaml(path: string): Promise<unknown> {
  try {
    return parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new PlumblineError("STATE_INVALID", `${path} cannot be read as JSON or YAML`, { remedy, cause });
  }
}
