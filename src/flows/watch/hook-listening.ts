import type { Detection } from "../../alerts/detections/detection.ts";
import type { AlertRules } from "../../alerts/event/alert-rules.ts";
import { watchedEventTypes } from "../../alerts/lifecycle/people-to-read.ts";
import type { Environment } from "../../model/environment.ts";
import { PlumblineError } from "../../model/errors.ts";
import { Secret } from "../../model/secret.ts";
import { listenForHooks } from "../../okta/event-hooks/listen-for-hooks.ts";
import { HookTrigger } from "./hook-trigger.ts";

/** Where to listen. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

const secretVariable = "PLUMBLINE_HOOK_SECRET";
const headerVariable = "PLUMBLINE_HOOK_HEADER";
const remedy = `set ${secretVariable} to what the event hook in Okta sends: openssl rand -base64 32 makes one`;

/** Reads the secret that deliveries must carry, and in which header. */
function hookSecret(env: Environment): { readonly header: string; readonly secret: Secret } {
  const value = env[secretVariable]?.trim() ?? "";
  if (value === "") {
    throw new PlumblineError("HOOK_SECRET_MISSING", `--listen needs ${secretVariable}, which is not set`, {
      remedy,
    });
  }
  if (!/^[\x20-\x7e]{16,}$/.test(value)) {
    const what = `${secretVariable} must be 16 printable ASCII characters or more`;
    throw new PlumblineError("HOOK_SECRET_INVALID", what, { remedy });
  }
  const header = (env[headerVariable]?.trim() || "authorization").toLowerCase();
  if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(header)) {
    throw new PlumblineError("HOOK_SECRET_INVALID", `${headerVariable} is not the name of a header`, {
      remedy: `set ${headerVariable} to the field name of the event hook in Okta, or leave it out for Authorization`,
    });
  }
  return { header, secret: new Secret(value) };
}

/**
 * Listens for event hooks where an address is given, for as long as the work takes.
 *
 * @param work its trigger fires with every delivery; it never does where nobody listens
 * @throws PlumblineError HOOK_SECRET_MISSING, HOOK_SECRET_INVALID, PORT_IN_USE or USAGE
 */
export async function withHooks<Result>(
  address: Address | undefined,
  { detections, rules, env, remark }: HookNeeds,
  work: (trigger: HookTrigger) => Promise<Result>,
): Promise<Result> {
  const trigger = new HookTrigger(Date.now, watchedEventTypes(detections, rules));
  if (address === undefined) return work(trigger);
  const listener = await listenForHooks({
    ...address,
    ...hookSecret(env),
    onDelivery: (events) => trigger.fire(events),
  });
  remark(`listening for event hooks on ${listener.url}`);
  try {
    return await work(trigger);
  } finally {
    await listener.close();
  }
}

interface HookNeeds {
  readonly detections: readonly Detection[];
  readonly rules: Pick<AlertRules, "detections">;
  readonly env: Environment;
  readonly remark: (text: string) => void;
}
