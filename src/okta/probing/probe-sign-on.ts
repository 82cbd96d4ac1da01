import type { Slice } from "../../model/snapshot.ts";
import { wireAppPolicy, wireMappedApp } from "../wire/sign-on/app-policies.ts";
import { wirePasswordPolicy } from "../wire/sign-on/password-policies.ts";
import { wirePolicyHead } from "../wire/sign-on/session-policies.ts";
import type { Prober } from "./prober.ts";

const kinds = [
  ["session-policies", "OKTA_SIGN_ON", wirePolicyHead],
  ["app-policies", "ACCESS_POLICY", wireAppPolicy],
  ["password-policies", "PASSWORD", wirePasswordPolicy],
] as const satisfies readonly (readonly [Slice, string, unknown])[];

/**
 * Tries the policies of sign-on and the list of applications.
 *
 * @returns how many policies of each type there are, as far as they could be listed
 */
export async function probeSignOn(prober: Prober): Promise<readonly number[]> {
  const counts: number[] = [];
  for (const [slice, type, schema] of kinds) {
    // Classic shows no app sign-in policies: to ask would be refused for another reason than a role.
    if (slice === "app-policies" && prober.reading.engine === "classic") continue;
    const read = { endpoint: "/api/v1/policies", query: { type } };
    const found = await prober.ask(slice, { what: "policy", schema, read });
    if (found !== null) counts.push(found.items.length);
  }
  const read = { endpoint: "/api/v1/apps", query: { limit: "200" } };
  await prober.ask("app-mappings", { what: "app", schema: wireMappedApp, read });
  return counts;
}
