import type { ApiCall } from "../call/api-call.ts";
import type { EmulatedPolicyRule } from "../state/state.ts";
import type { JsonObject } from "../wire/json.ts";
import { policyIdPrefixes } from "./policy-ids.ts";
import { catchAllPriority } from "./priorities.ts";

/** The catch-all with which a policy of these types is born (okta-api 4.4, 4.6). */
const catchAllActions: Readonly<Record<string, JsonObject>> = {
  ACCESS_POLICY: {
    appSignOn: {
      access: "ALLOW",
      verificationMethod: {
        factorMode: "2FA",
        type: "ASSURANCE",
        reauthenticateIn: "PT12H",
        constraints: [{ possession: { required: true, deviceBound: "REQUIRED" } }],
      },
      keepMeSignedIn: { postAuth: "NOT_ALLOWED" },
    },
  },
  PROFILE_ENROLLMENT: {
    profileEnrollment: {
      access: "ALLOW",
      preRegistrationInlineHooks: null,
      profileAttributes: [{ name: "email", label: "Primary email", required: true }],
      targetGroupIds: null,
      unknownUserAction: "DENY",
      activationRequirements: { emailVerification: true },
    },
  },
};

/** The rules of a new policy: none, but for the types that have a catch-all. */
export function newPolicyRules(type: string, call: ApiCall): readonly EmulatedPolicyRule[] {
  const actions = catchAllActions[type];
  if (actions === undefined) return [];
  const rule: EmulatedPolicyRule = {
    id: call.org.ids.next(policyIdPrefixes(type).rule),
    name: "Catch-all Rule",
    status: "ACTIVE",
    priority: catchAllPriority,
    system: true,
    created: call.now,
    lastUpdated: call.now,
    conditions: null,
    actions,
  };
  return [rule];
}
