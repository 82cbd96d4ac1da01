import type { ApiCall } from "../call/api-call.ts";
import type { EmulatedPolicy, EmulatedPolicyRule } from "../state/state.ts";
import type { Json, JsonObject } from "../wire/json.ts";
import { shownEnrollmentSettings } from "./enrollment-settings.ts";

const hints = (...allow: readonly string[]) => ({ hints: { allow } });

/** A policy's rules have its type, but for the global session policy's (okta-api 4.1). */
function ruleTypeOf(policyType: string): string {
  return policyType === "OKTA_SIGN_ON" ? "SIGN_ON" : policyType;
}

/** A policy as Okta shows it, `type` last (okta-api 0.2, 4.2). */
export function policyView(policy: EmulatedPolicy, call: ApiCall): JsonObject {
  const self = `${call.baseUrl}/api/v1/policies/${policy.id}`;
  const lifecycle = policy.status === "ACTIVE" ? "deactivate" : "activate";
  const links: Record<string, Json> = {
    self: { href: self, ...hints(...allowedOf(policy)) },
    rules: { href: `${self}/rules`, ...hints("GET", "POST") },
  };
  if (!isFixed(policy)) {
    links["mappings"] = { href: `${self}/mappings`, ...hints("GET", "POST") };
    links[lifecycle] = { href: `${self}/lifecycle/${lifecycle}`, ...hints("POST") };
  }
  const settings = policy.type === "MFA_ENROLL" ? shownEnrollmentSettings(policy, call.org) : policy.settings;
  return {
    id: policy.id,
    status: policy.status,
    name: policy.name,
    ...(policy.description === null ? {} : { description: policy.description }),
    priority: policy.priority,
    system: policy.system,
    conditions: policy.conditions,
    created: policy.created,
    lastUpdated: policy.lastUpdated,
    ...(settings === null ? {} : { settings }),
    _links: links,
    type: policy.type,
  };
}

/** Whether a policy can be neither deleted nor switched off, nor is for certain applications. */
export function isFixed(policy: EmulatedPolicy): boolean {
  return policy.system || isAccountManagement(policy);
}

/** The one policy that can only be read, although its rules can be changed (sign-on 1.4). */
export function isAccountManagement(policy: EmulatedPolicy): boolean {
  return policy.resourceType === "END_USER_ACCOUNT_MANAGEMENT";
}

function allowedOf(policy: EmulatedPolicy): readonly string[] {
  if (isAccountManagement(policy)) return ["GET"];
  return policy.system ? ["GET", "PUT"] : ["GET", "PUT", "DELETE"];
}

/** A policy as an item of a list, where app sign-in policies say what they are for (okta-api 4.4). */
export function policyListItem(policy: EmulatedPolicy, call: ApiCall): JsonObject {
  const { type, ...view } = policyView(policy, call);
  return {
    ...view,
    ...(policy.resourceType === null ? {} : { _embedded: { resourceType: policy.resourceType } }),
    ...(type === undefined ? {} : { type }),
  };
}

/** A rule of a policy as Okta shows it. */
export function ruleView(policy: EmulatedPolicy, rule: EmulatedPolicyRule, call: ApiCall): JsonObject {
  const self = `${call.baseUrl}/api/v1/policies/${policy.id}/rules/${rule.id}`;
  const lifecycle = rule.status === "ACTIVE" ? "deactivate" : "activate";
  return {
    id: rule.id,
    status: rule.status,
    name: rule.name,
    priority: rule.priority,
    created: rule.created,
    lastUpdated: rule.lastUpdated,
    system: rule.system,
    conditions: rule.conditions,
    actions: rule.actions,
    _links: {
      self: { href: self, ...hints("GET", "PUT", ...(rule.system ? [] : ["DELETE"])) },
      ...(rule.system ? {} : { [lifecycle]: { href: `${self}/lifecycle/${lifecycle}`, ...hints("POST") } }),
    },
    type: ruleTypeOf(policy.type),
  };
}
