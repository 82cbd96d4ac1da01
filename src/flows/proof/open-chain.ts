import { errorLines } from "../../model/error-lines.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { LogChain } from "../../model/proof.ts";
import { ScopeMissing } from "../../okta/access/scope-missing.ts";
import { type FollowedChain, followChain } from "./log-chain.ts";
import type { ProofContext } from "./proof-context.ts";

/** Goes on with the reading of the log. Null where it cannot be read: then nothing remembered counts. */
export async function openChain(context: ProofContext, kept: LogChain | null): Promise<FollowedChain | null> {
  const { connection, caller } = context;
  try {
    const followed = await followChain(context, kept);
    if (followed.broken !== null && kept !== null)
      caller.warn(`nothing remembered counts: ${followed.broken}`);
    return followed;
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    if (error instanceof ScopeMissing) connection.doWithout(error.scopes);
    caller.warn("nothing remembered counts, since the System Log could not be read");
    for (const line of errorLines(error)) caller.warn(line);
    return null;
  }
}
