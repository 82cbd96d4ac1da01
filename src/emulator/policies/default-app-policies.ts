import type { JsonObject } from "../wire/json.ts";
import type { BuiltInPolicy, BuiltInRule } from "./built-in-policy.ts";
import { catchAllPriority } from "./priorities.ts";
import { completedActions, completedConditions } from "./rule-defaults.ts";

/** The catch-all that an application's policy cannot be without; it asks for any two factors. */
export const appCatchAll: BuiltInRule = {
  name: "Catch-all Rule",
  priority: catchAllPriority,
  system: true,
  conditions: null,
  actions: twoFactors(),
};

function twoFactors(): JsonObject {
  return completedActions("ACCESS_POLICY", {}, "identity");
}

function appPolicy(name: string, more: Partial<BuiltInPolicy> = {}): BuiltInPolicy {
  return {
    type: "ACCESS_POLICY",
    name,
    description: null,
    system: false,
    resourceType: "APP",
    everyone: false,
    conditions: null,
    settings: null,
    rules: [appCatchAll],
    ...more,
  };
}

/** That it asks for two factors is known; its conditions are not verified against a live org. */
const adminRule: BuiltInRule = {
  name: "Admin App Policy",
  priority: 0,
  system: false,
  conditions: completedConditions("ACCESS_POLICY", {}, false),
  actions: twoFactors(),
};

/**
 * The app sign-in policies of an Identity Engine org, in the order in which it lists them. Only the one that new
 * applications get is Okta's own by `system`; the account management policy is for no application (okta-api 4.4).
 */
export const builtInAppPolicies: readonly BuiltInPolicy[] = [
  appPolicy("Okta Admin Console", { rules: [adminRule, appCatchAll] }),
  appPolicy("Okta Dashboard"),
  appPolicy("Okta Browser Plugin"),
  appPolicy("Any two factors", { description: "Require two factors to access.", system: true }),
  appPolicy("Okta Account Management Policy", {
    description:
      "This policy defines how users must authenticate for authenticator enrollment, password reset, or unlock account. Password policy rules control whether to enforce this policy for password reset and unlock account.",
    resourceType: "END_USER_ACCOUNT_MANAGEMENT",
  }),
];
