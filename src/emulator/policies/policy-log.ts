import type { ApiCall } from "../call/api-call.ts";
import { target } from "../log/log-events.ts";
import type { LogTarget } from "../state/log-event.ts";
import type { EmulatedPolicy, EmulatedPolicyRule } from "../state/state.ts";
import { asStrings, fieldAt, type JsonObject } from "../wire/json.ts";

/** Name of a policy's type in the log (okta-api 6); a type never seen there is written in the same manner. */
function logType(type: string): string {
  const known: Readonly<Record<string, string>> = {
    MFA_ENROLL: "OktaMfaEnroll",
    OKTA_SIGN_ON: "OktaSignOn",
    PASSWORD: "Password",
  };
  const words = type.toLowerCase().split("_");
  return known[type] ?? words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
}

type Changes = NonNullable<LogTarget["changeDetails"]>;

/** The policy as the target of an event. */
export function policyTarget(policy: EmulatedPolicy): LogTarget {
  return target("PolicyEntity", policy.id, policy.name, "unknown", { policyType: logType(policy.type) });
}

/** Writes that something became of a policy, with what changed where Okta tells it. */
export function logPolicy(
  call: ApiCall,
  eventType: string,
  policy: EmulatedPolicy,
  before?: EmulatedPolicy,
): void {
  call.log({
    eventType,
    targets: [before === undefined ? policyTarget(policy) : changedPolicy(policy, before)],
  });
}

/** A policy as the target of an update. */
export function changedPolicy(policy: EmulatedPolicy, before: EmulatedPolicy): LogTarget {
  return { ...policyTarget(policy), changeDetails: differences(facts(before), facts(policy)) };
}

/** Writes that something became of a rule; its target names the policy in `alternateId`. */
export function logRule(
  call: ApiCall,
  eventType: string,
  policy: EmulatedPolicy,
  rule: EmulatedPolicyRule,
  before?: EmulatedPolicyRule,
  reason?: string,
): void {
  const changes =
    before === undefined ? {} : { changeDetails: differences(ruleFacts(before), ruleFacts(rule)) };
  call.log({
    eventType,
    targets: [policyTarget(policy), { ...target("PolicyRule", rule.id, rule.name, policy.id), ...changes }],
    ...(reason === undefined ? {} : { reason }),
    debugData:
      before === undefined
        ? {}
        : {
            oldPolicyRuleAction: JSON.stringify(before.actions),
            newPolicyRuleAction: JSON.stringify(rule.actions),
          },
  });
}

function facts(policy: EmulatedPolicy): JsonObject {
  return {
    policyName: policy.name,
    policyDescription: policy.description,
    policyPriority: String(policy.priority),
    policyGroupIncludeSize: String(
      asStrings(fieldAt(policy.conditions, "people", "groups", "include")).length,
    ),
    policyExtensiblePropertiesJson: JSON.stringify(policy.settings ?? {}),
  };
}

function ruleFacts(rule: EmulatedPolicyRule): JsonObject {
  return {
    policyRuleName: rule.name,
    policyRulePriority: String(rule.priority),
    policyRuleConditionsJson: JSON.stringify(rule.conditions ?? {}),
    policyRuleActionJson: JSON.stringify(rule.actions),
  };
}

function differences(before: JsonObject, after: JsonObject): Changes {
  const changed = Object.keys(after).filter((name) => before[name] !== after[name]);
  const only = (facts: JsonObject) => Object.fromEntries(changed.map((name) => [name, facts[name] ?? null]));
  return { from: only(before), to: only(after) };
}
