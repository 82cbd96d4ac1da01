import * as pulumi from "@pulumi/pulumi";
import { PlumblineError } from "../src/model/errors.ts";

/** A stack's configuration (`Pulumi.<stack>.yaml`). */
export interface StackSettings {
  /** The baseline's file as written there, relative to the folder of Pulumi.yaml. */
  readonly baseline: string;
}

/**
 * Reads the configuration of the stack that is running.
 *
 * @throws PlumblineError BASELINE_NOT_FOUND when it names no baseline
 */
export function readStackSettings(): StackSettings {
  const baseline = new pulumi.Config("plumbline").get("baseline")?.trim() ?? "";
  if (baseline === "") {
    const stack = pulumi.getStack();
    throw new PlumblineError("BASELINE_NOT_FOUND", `the stack ${stack} names no baseline`, {
      remedy: baselineRemedy(stack),
    });
  }
  return { baseline };
}

/** How to tell a stack its baseline. */
export const baselineRemedy = (stack: string): string =>
  `pulumi config set --stack ${stack} plumbline:baseline policy/baseline.yaml (relative to Pulumi.yaml)`;
