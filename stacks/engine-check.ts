import { PlumblineError } from "../src/model/errors.ts";
import { type Engine, engineNames } from "../src/model/words.ts";
import type { ProviderLookups } from "./provider-lookups.ts";

const engineOf: Readonly<Record<string, Engine>> = { idx: "identity", v1: "classic" };

/**
 * Compares the baseline's engine with the org's (`pipeline` of `/.well-known/okta-organization`). A baseline for the
 * other engine would turn authenticator policies into factor policies (terraform-provider-okta#919).
 *
 * @param warn - told in one line when the org would not say; that is no proof of anything, and the run goes on
 * @throws PlumblineError ENGINE_MISMATCH
 */
export async function refuseOtherEngine(
  wanted: Engine,
  ask: Pick<ProviderLookups, "pipeline">,
  warn: (line: string) => void,
): Promise<void> {
  let pipeline: string;
  try {
    pipeline = await ask.pipeline();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    warn(`the org's engine was not compared with the baseline's (${engineNames[wanted]}): ${reason}`);
    return;
  }
  const engine = engineOf[pipeline];
  if (engine === undefined) {
    warn(
      `the org's engine was not compared with the baseline's (${engineNames[wanted]}): it is "${pipeline}"`,
    );
    return;
  }
  if (engine === wanted) return;
  throw new PlumblineError(
    "ENGINE_MISMATCH",
    `the baseline is for an org on ${engineNames[wanted]}, and this org is on ${engineNames[engine]}`,
    {
      remedy: `set org.engine: ${engine} in the baseline and use that engine's keys, or check the provider's org`,
    },
  );
}
