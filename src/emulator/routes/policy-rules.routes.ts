import { type ApiAnswer, type ApiCall, noContent, ok, routesWithScope } from "../call/api-call.ts";
import { policyIdPrefixes } from "../policies/policy-ids.ts";
import { logRule } from "../policies/policy-log.ts";
import { ruleView } from "../policies/policy-view.ts";
import { byPriority, numbered, placeAt, placeFreely } from "../policies/priorities.ts";
import { checkRule } from "../policies/rule-checks.ts";
import { completedActions, completedConditions } from "../policies/rule-defaults.ts";
import type { EmulatedPolicy, EmulatedPolicyRule } from "../state/state.ts";
import { failure, invalid, notFound } from "../wire/api-failure.ts";
import { asObject, asStrings, fieldAt, isJsonObject, type JsonObject, stringAt } from "../wire/json.ts";
import { givenPolicy, givenPolicyRule } from "./given-policy.ts";

/** Rules of policies (okta-api 4.1). */
export const policyRuleRoutes = routesWithScope("policies", [
  ["GET", "/policies/{policyId}/rules", listRules],
  ["POST", "/policies/{policyId}/rules", createRule],
  ["GET", "/policies/{policyId}/rules/{ruleId}", readRule],
  ["PUT", "/policies/{policyId}/rules/{ruleId}", updateRule],
  ["DELETE", "/policies/{policyId}/rules/{ruleId}", deleteRule],
  ["POST", "/policies/{policyId}/rules/{ruleId}/lifecycle/activate", (call) => setStatus(call, "ACTIVE")],
  ["POST", "/policies/{policyId}/rules/{ruleId}/lifecycle/deactivate", (call) => setStatus(call, "INACTIVE")],
]);

/** Types whose rules are Okta's own and cannot be added to. */
const fixedRules: ReadonlySet<string> = new Set(["PROFILE_ENROLLMENT", "POST_AUTH_SESSION", "CLIENT_UPDATE"]);

function listRules(call: ApiCall): ApiAnswer {
  const policy = givenPolicy(call);
  const body = byPriority(policy.rules).map((rule) => ruleView(policy, rule, call));
  return { ...ok(body), page: { next: null } };
}

function readRule(call: ApiCall): ApiAnswer {
  const { policy, rule } = givenPolicyRule(call);
  return ok(ruleView(policy, rule, call));
}

/** @throws ApiFailure E0000001 for a missing or taken name, and for a zone condition without zones or with unknown ones */
function writtenRule(call: ApiCall, policy: EmulatedPolicy, ownId: string | null) {
  const name = stringAt(call.body, "name") ?? "";
  if (name === "") throw invalid("name", "name: The field cannot be left blank");
  if (policy.rules.some((rule) => rule.name === name && rule.id !== ownId)) {
    throw invalid("name", "name: Policy rule name already in use.");
  }
  const written = asObject(call.body["conditions"]);
  checkNetwork(call, written);
  const rule = {
    conditions: completedConditions(policy.type, written, isJsonObject(fieldAt(written, "riskScore"))),
    actions: completedActions(policy.type, asObject(call.body["actions"]), call.org.initial.engine),
  };
  checkRule(policy.type, rule);
  return { name, ...rule };
}

function checkNetwork(call: ApiCall, conditions: JsonObject): void {
  const network = asObject(conditions["network"]);
  if (network["connection"] !== "ZONE") return;
  const zones = [...asStrings(network["include"]), ...asStrings(network["exclude"])];
  if (zones.length === 0) {
    throw invalid("network", "network: At least one zone must be included or excluded.");
  }
  const unknown = zones.find((id) => id !== "ALL_ZONES" && call.org.zones.get(id) === undefined);
  if (unknown !== undefined) throw notFound(unknown, "NetworkZone");
}

function wishedPriority(call: ApiCall): number | null {
  const wish = call.body["priority"];
  return typeof wish === "number" && Number.isInteger(wish) && wish >= 0 ? wish : null;
}

const isFreelyNumbered = (policy: EmulatedPolicy): boolean => policyIdPrefixes(policy.type).rule === "rul";

/** Rules of the newer types keep the numbers they are given; in the older ones all are numbered from 1. */
function placed(
  policy: EmulatedPolicy,
  rule: EmulatedPolicyRule,
  others: readonly EmulatedPolicyRule[],
  wish: number | null,
): readonly EmulatedPolicyRule[] {
  return isFreelyNumbered(policy) ? placeFreely(rule, others, wish) : placeAt(rule, others, wish);
}

function putRules(call: ApiCall, policy: EmulatedPolicy, rules: readonly EmulatedPolicyRule[]): void {
  call.org.policies.put({ ...policy, rules });
}

function createRule(call: ApiCall): ApiAnswer {
  const policy = givenPolicy(call);
  if (fixedRules.has(policy.type)) {
    throw failure(400, "E0000001", "Api validation failed: policyRule", [
      `Rules cannot be added to a policy of type ${policy.type}.`,
    ]);
  }
  const rule: EmulatedPolicyRule = {
    ...writtenRule(call, policy, null),
    id: call.org.ids.next(policyIdPrefixes(policy.type).rule),
    status: call.query.get("activate") === "false" ? "INACTIVE" : "ACTIVE",
    // The first that is numbered freely gets 0 (sign-on 1.3).
    priority: -1,
    system: false,
    created: call.now,
    lastUpdated: call.now,
  };
  const rules = placed(policy, rule, policy.rules, wishedPriority(call));
  putRules(call, policy, rules);
  const added = rules.find((candidate) => candidate.id === rule.id) ?? rule;
  logRule(call, "policy.rule.add", policy, added);
  return ok(ruleView(policy, added, call));
}

/** On Identity Engine the default enrollment rule is read-only; on Classic no default rule can be edited (okta-api 4.2). */
function requireEditable(call: ApiCall, policy: EmulatedPolicy, rule: EmulatedPolicyRule): void {
  const isFixed = policy.type === "MFA_ENROLL" || call.org.initial.engine === "classic";
  if (rule.system && isFixed) {
    throw failure(403, "E0000077", "Cannot modify the default rule because it is read-only.");
  }
}

function updateRule(call: ApiCall): ApiAnswer {
  const { policy, rule: before } = givenPolicyRule(call);
  requireEditable(call, policy, before);
  const written = writtenRule(call, policy, before.id);
  const rule: EmulatedPolicyRule = {
    ...before,
    ...(before.system ? { actions: written.actions } : written),
    lastUpdated: call.now,
  };
  const others = policy.rules.filter((other) => other.id !== rule.id);
  const rules = placed(policy, rule, others, wishedPriority(call));
  putRules(call, policy, rules);
  const updated = rules.find((candidate) => candidate.id === rule.id) ?? rule;
  logRule(call, "policy.rule.update", policy, updated, before);
  return ok(ruleView(policy, updated, call));
}

function deleteRule(call: ApiCall): ApiAnswer {
  const { policy, rule } = givenPolicyRule(call);
  if (rule.system) throw failure(403, "E0000078", "The system rule cannot be deleted.");
  const others = policy.rules.filter((other) => other.id !== rule.id);
  // A gap stays where rules are numbered freely (sign-on 1.3).
  putRules(call, policy, isFreelyNumbered(policy) ? others : numbered(byPriority(others)));
  logRule(call, "policy.rule.delete", policy, rule);
  return noContent;
}

function setStatus(call: ApiCall, status: EmulatedPolicyRule["status"]): ApiAnswer {
  const { policy, rule } = givenPolicyRule(call);
  if (rule.system && status === "INACTIVE") {
    throw failure(403, "E0000078", "The system rule cannot be deactivated.");
  }
  const after = { ...rule, status, lastUpdated: call.now };
  const rules = policy.rules.map((other) => (other.id === rule.id ? after : other));
  putRules(call, policy, rules);
  if (rule.status !== status) {
    logRule(call, `policy.rule.${status === "ACTIVE" ? "activate" : "deactivate"}`, policy, after);
  }
  return noContent;
}
