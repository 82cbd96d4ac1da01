import { firstPartyPolicyNames, isOktasOwn } from "../../model/first-party-apps.ts";
import type { AppPolicy, MappedApp } from "../../model/live-sign-on.ts";
import { sameName } from "../../model/words.ts";

type Listed = Pick<AppPolicy, "id" | "name" | "resourceType">;

/**
 * Policies that may have applications which the list of applications does not show: Okta's own are shown to super
 * administrators only (sign-on 1.1), and may be under any policy that seems to have none. To whom one is shown, all are.
 */
export function mayHideApps<Policy extends Listed>(
  policies: readonly Policy[],
  shown: readonly MappedApp[],
): readonly Policy[] {
  const used = new Set<string | null>(shown.map(({ policyId }) => policyId));
  const areShown = shown.some(isOktasOwn);
  return policies.filter(({ id, name, resourceType }) => {
    const isNamed = firstPartyPolicyNames.some((own) => sameName(own, name));
    return !used.has(id) && (isNamed || (!areShown && resourceType === "APP"));
  });
}
