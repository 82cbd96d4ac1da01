import type { AppPolicy } from "../../model/live-sign-on.ts";
import type { OrgCounts } from "../../model/org-probe.ts";
import type { Slice } from "../../model/snapshot.ts";
import { mayHideApps } from "../reading/may-hide-apps.ts";
import { toAppPolicy, toMappedApp, wireAppPolicy, wireMappedApp } from "../wire/sign-on/app-policies.ts";
import { wirePasswordPolicy } from "../wire/sign-on/password-policies.ts";
import { wirePolicyHead } from "../wire/sign-on/session-policies.ts";
import type { Prober } from "./prober.ts";

const kinds = [
  ["session-policies", "OKTA_SIGN_ON", wirePolicyHead],
  ["app-policies", "ACCESS_POLICY", wireAppPolicy],
  ["password-policies", "PASSWORD", wirePasswordPolicy],
] as const satisfies readonly (readonly [Slice, string, unknown])[];

type SignOnCounts = Pick<OrgCounts, "signOnPolicies" | "hiddenAppPolicies">;

/** Tries the policies of sign-on and the list of applications, and counts the policies that could be listed. */
export async function probeSignOn(prober: Prober): Promise<SignOnCounts> {
  const signOnPolicies: number[] = [];
  let appPolicies: readonly AppPolicy[] = [];
  for (const [slice, type, schema] of kinds) {
    // Classic shows no app sign-in policies: to ask would be refused for another reason than a role.
    if (slice === "app-policies" && prober.reading.engine === "classic") continue;
    const read = { endpoint: "/api/v1/policies", query: { type } };
    const found = await prober.ask(slice, { what: "policy", schema, read });
    if (found === null) continue;
    signOnPolicies.push(found.items.length);
    if (slice !== "app-policies") continue;
    appPolicies = found.items.map(toAppPolicy);
  }
  const read = { endpoint: "/api/v1/apps", query: { limit: "200" } };
  const apps = await prober.ask("app-mappings", { what: "app", schema: wireMappedApp, read });
  const most = apps === null ? 0 : mayHideApps(appPolicies, apps.items.map(toMappedApp)).length;
  // An application that is on a later page needs no call.
  return { signOnPolicies, hiddenAppPolicies: { least: apps?.count.isAll === true ? most : 0, most } };
}
