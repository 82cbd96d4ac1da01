import type { EmulatedPolicy, EmulatedPolicyRule } from "../state/state.ts";
import type { JsonObject } from "../wire/json.ts";
import { judgeConditions } from "./conditions.ts";
import { all, type Judged, type Outcome } from "./outcome.ts";
import type { Situation } from "./situation.ts";

/** The types of policy that can be simulated, in the order of Okta's answer (okta-api 4.8). */
export const simulatedTypes = ["OKTA_SIGN_ON", "MFA_ENROLL", "ACCESS_POLICY", "PROFILE_ENROLLMENT"] as const;

/** Details of the evaluation to include: policies that did not match, and why a rule did. */
export interface Telling {
  readonly evaluated: boolean;
  readonly conditions: boolean;
}

interface JudgedRule {
  readonly rule: EmulatedPolicyRule;
  readonly status: Outcome;
  readonly conditions: readonly Judged[];
}

interface JudgedPolicy {
  readonly policy: EmulatedPolicy;
  readonly status: Outcome;
  readonly conditions: readonly Judged[];
  /** As far as they were tried. */
  readonly rules: readonly JudgedRule[];
}

/**
 * Simulates Okta's answer for one type of policy: the policy and rule that apply, and those before them for
 * which that could not be told.
 */
export function simulate(type: string, situation: Situation, telling: Telling): JsonObject {
  const tried: JudgedPolicy[] = [];
  for (const policy of inTurn(type, situation)) {
    tried.push(judgePolicy(policy, situation));
    if (tried.at(-1)?.status === "MATCH") break;
  }
  const those = (outcome: Outcome) =>
    tried.flatMap((one) => {
      const rules = one.rules.filter(({ status }) => status === outcome);
      return rules.length === 0 ? [] : [policyView({ ...one, status: outcome, rules }, telling)];
    });
  return {
    status: null,
    policyType: type,
    result: { policies: those("MATCH") },
    undefined: { policies: those("UNDEFINED") },
    evaluated: { policies: telling.evaluated ? tried.map((one) => policyView(one, telling)) : [] },
  };
}

/** The policies that are tried, first to last: an application's own, or those of the org with Okta's at the end. */
function inTurn(type: string, { org, app }: Situation): readonly EmulatedPolicy[] {
  const active = org.policies.all().filter((policy) => policy.type === type && policy.status === "ACTIVE");
  if (type === "ACCESS_POLICY" || type === "PROFILE_ENROLLMENT") {
    return active.filter(({ mappings }) => mappings.some(({ appId }) => appId === app.id));
  }
  return active.sort((a, b) => Number(a.system) - Number(b.system) || a.priority - b.priority);
}

/** A policy applies when its own conditions hold and one of its rules does; the rules end with the first that does. */
function judgePolicy(policy: EmulatedPolicy, situation: Situation): JudgedPolicy {
  const conditions = judgeConditions(policy.conditions, situation);
  const own = all(conditions.map(({ status }) => status));
  if (own !== "MATCH") return { policy, status: own, conditions, rules: [] };
  const rules: JudgedRule[] = [];
  const active = policy.rules.filter(({ status }) => status === "ACTIVE");
  for (const rule of active.sort((a, b) => Number(a.system) - Number(b.system) || a.priority - b.priority)) {
    const asked = judgeConditions(rule.conditions, situation);
    const status = all(asked.map((one) => one.status));
    rules.push({ rule, status, conditions: asked });
    if (status === "MATCH") return { policy, status, conditions, rules };
  }
  const isOpen = rules.some(({ status }) => status === "UNDEFINED");
  return { policy, status: isOpen ? "UNDEFINED" : "NOT_MATCH", conditions, rules };
}

function policyView({ policy, status, conditions, rules }: JudgedPolicy, telling: Telling): JsonObject {
  const told = (list: readonly Judged[]) => (telling.conditions ? list.map((one) => ({ ...one })) : []);
  return {
    id: policy.id,
    name: policy.name,
    status,
    // Of a policy of Okta's own its guide shows no condition.
    conditions: policy.system ? [] : told(conditions),
    rules: rules.map((one) => ({
      id: one.rule.id,
      name: one.rule.name,
      status: one.status,
      conditions: told(one.conditions),
    })),
  };
}
