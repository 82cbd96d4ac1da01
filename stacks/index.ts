import { stackComponentName } from "../src/model/stack-names.ts";
import { loadStackBaseline } from "./load-stack-baseline.ts";
import { MfaBaseline, type MfaOutputs } from "./mfa-baseline.ts";
import { asRunError } from "./refusal.ts";

/** The program of `pulumi up`: enforces the baseline that the stack's configuration names; gives the stack's outputs. */
export default async function enforceBaseline(): Promise<MfaOutputs> {
  try {
    const mfa = new MfaBaseline(stackComponentName, { baseline: await loadStackBaseline() });
    await mfa.ready;
    return mfa.outputs;
  } catch (error) {
    throw asRunError(error);
  }
}
