import { everyoneGroupName } from "../../model/words.ts";
import { type ApiAnswer, type ApiCall, noContent, ok, routesWithScope } from "../call/api-call.ts";
import { writtenEnrollmentSettings } from "../policies/enrollment-settings.ts";
import { newPolicyRules } from "../policies/new-policy-rules.ts";
import { completedPasswordSettings } from "../policies/password-settings.ts";
import { policyIdPrefixes } from "../policies/policy-ids.ts";
import { logPolicy } from "../policies/policy-log.ts";
import { policiesOf, putPolicy, removePolicy } from "../policies/policy-store.ts";
import { isAccountManagement, isFixed, policyListItem, policyView } from "../policies/policy-view.ts";
import type { EmulatedPolicy } from "../state/state.ts";
import { failure, invalid } from "../wire/api-failure.ts";
import { asObject, fieldAt, isJsonObject, type JsonObject, stringAt } from "../wire/json.ts";
import { givenPolicy } from "./given-policy.ts";

/** Policies of every type (okta-api 4). */
export const policyRoutes = routesWithScope("policies", [
  ["GET", "/policies", listPolicies],
  ["POST", "/policies", createPolicy],
  ["GET", "/policies/{policyId}", (call) => ok(policyView(givenPolicy(call), call))],
  ["PUT", "/policies/{policyId}", updatePolicy],
  ["DELETE", "/policies/{policyId}", deletePolicy],
  ["POST", "/policies/{policyId}/lifecycle/activate", (call) => setStatus(call, "ACTIVE")],
  ["POST", "/policies/{policyId}/lifecycle/deactivate", (call) => setStatus(call, "INACTIVE")],
]);

const identityOnly: ReadonlySet<string> = new Set(["ACCESS_POLICY", "PROFILE_ENROLLMENT"]);
const creatable: ReadonlySet<string> = new Set(["MFA_ENROLL", "OKTA_SIGN_ON", "PASSWORD", ...identityOnly]);
const types: ReadonlySet<string> = new Set([
  ...creatable,
  "IDP_DISCOVERY",
  "POST_AUTH_SESSION",
  "ENTITY_RISK",
  "SESSION_VIOLATION_DETECTION",
  "DEVICE_SIGNAL_COLLECTION",
  // Not in Okta's document, and answered all the same (standards 2.1).
  "USER_LIFECYCLE",
]);

/** That Classic answers so for a type of Identity Engine is not verified against a live org. */
function isMissing(call: ApiCall, type: string): boolean {
  return identityOnly.has(type) && call.org.initial.engine === "classic";
}

function listPolicies(call: ApiCall): ApiAnswer {
  const type = call.query.get("type") ?? "";
  if (!types.has(type) || isMissing(call, type))
    throw invalid("type", "type: The policy type is missing or not supported.");
  const status = call.query.get("status");
  const prefix = (call.query.get("q") ?? "").toLowerCase();
  const policies = policiesOf(call.org, type).filter(
    (policy) => (status === null || policy.status === status) && policy.name.toLowerCase().startsWith(prefix),
  );
  const body = policies.map((policy) => policyListItem(policy, call));
  return { ...ok(body), page: { next: null } };
}

/** Okta applies a policy without a group condition to Everyone (okta-api 4.2). */
function writtenConditions(call: ApiCall, type: string): JsonObject | null {
  if (identityOnly.has(type)) return null;
  const conditions = {
    ...(type === "PASSWORD" ? { authProvider: { provider: "OKTA" } } : {}),
    ...asObject(call.body["conditions"]),
  };
  const include = fieldAt(conditions, "people", "groups", "include");
  if (Array.isArray(include) && include.length > 0) return conditions;
  const everyone = call.org.groups
    .all()
    .filter((group) => group.name === everyoneGroupName && call.org.isEveryone(group));
  return { ...conditions, people: { groups: { include: everyone.map((group) => group.id) } } };
}

function requireName(call: ApiCall, type: string, ownId: string | null): string {
  const name = stringAt(call.body, "name") ?? "";
  if (name === "") throw invalid("name", "name: The field cannot be left blank");
  const taken = policiesOf(call.org, type).some((policy) => policy.name === name && policy.id !== ownId);
  if (taken) throw invalid("name", "name: Name must be unique.");
  return name;
}

function writtenSettings(call: ApiCall, type: string, before: EmulatedPolicy | null): JsonObject | null {
  if (type === "MFA_ENROLL") return writtenEnrollmentSettings(call.body, before, call.org);
  const settings = call.body["settings"];
  if (!isJsonObject(settings)) return before?.settings ?? null;
  return type === "PASSWORD" ? completedPasswordSettings(settings) : settings;
}

function wishedPriority(call: ApiCall): number | null {
  const wish = call.body["priority"];
  return typeof wish === "number" && Number.isInteger(wish) && wish > 0 ? wish : null;
}

function createPolicy(call: ApiCall): ApiAnswer {
  const type = stringAt(call.body, "type") ?? "";
  if (!creatable.has(type) || isMissing(call, type)) {
    throw invalid("type", "type: The policy type is missing or not supported.");
  }
  const policy = putPolicy(
    call.org,
    {
      id: call.org.ids.next(policyIdPrefixes(type).policy),
      type,
      name: requireName(call, type, null),
      description: stringAt(call.body, "description"),
      status: call.query.get("activate") === "false" ? "INACTIVE" : "ACTIVE",
      priority: 0,
      system: false,
      resourceType: type === "ACCESS_POLICY" ? "APP" : null,
      created: call.now,
      lastUpdated: call.now,
      conditions: writtenConditions(call, type),
      settings: writtenSettings(call, type, null),
      rules: newPolicyRules(type, call),
      mappings: [],
    },
    wishedPriority(call),
  );
  logPolicy(call, "policy.lifecycle.create", policy);
  return ok(policyView(policy, call));
}

/** A full replacement, but for the status, which only the lifecycle calls change (pulumi-okta 2.2, point 13). */
function updatePolicy(call: ApiCall): ApiAnswer {
  const before = givenPolicy(call);
  if (isAccountManagement(before)) throw failure(403, "E0000077", "Cannot modify a read-only policy.");
  const name = requireName(call, before.type, before.id);
  if (before.system && name !== before.name) {
    throw failure(403, "E0000077", "Cannot modify the name attribute because it is read-only.");
  }
  const after = putPolicy(
    call.org,
    {
      ...before,
      name,
      description: before.system ? before.description : stringAt(call.body, "description"),
      lastUpdated: call.now,
      conditions: before.system ? before.conditions : writtenConditions(call, before.type),
      settings: writtenSettings(call, before.type, before),
    },
    wishedPriority(call) ?? before.priority,
  );
  logPolicy(call, "policy.lifecycle.update", after, before);
  return ok(policyView(after, call));
}

function deletePolicy(call: ApiCall): ApiAnswer {
  const policy = givenPolicy(call);
  if (isFixed(policy)) throw failure(403, "E0000078", "The system policy cannot be deleted.");
  if (policy.mappings.length > 0) {
    // That it is refused is what Okta's provider counts on; the words are not verified.
    throw invalid("policy", "The policy cannot be deleted because it is assigned to applications.");
  }
  removePolicy(call.org, policy);
  logPolicy(call, "policy.lifecycle.delete", policy);
  return noContent;
}

/** Activating what is active is accepted, and moves `lastUpdated` (okta-api 4.1). */
function setStatus(call: ApiCall, status: EmulatedPolicy["status"]): ApiAnswer {
  const policy = givenPolicy(call);
  if (isFixed(policy) && status === "INACTIVE") {
    throw failure(403, "E0000078", "The system policy cannot be deactivated.");
  }
  const after = { ...policy, status, lastUpdated: call.now };
  call.org.policies.put(after);
  if (policy.status !== status) {
    logPolicy(call, `policy.lifecycle.${status === "ACTIVE" ? "activate" : "deactivate"}`, after);
  }
  return noContent;
}
