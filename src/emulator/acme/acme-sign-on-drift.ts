import { policyIdPrefixes } from "../policies/policy-ids.ts";
import { completedActions, completedConditions } from "../policies/rule-defaults.ts";
import type { EmulatedPolicyRule, EmulatorState } from "../state/state.ts";
import type { JsonObject } from "../wire/json.ts";
import {
  type Deviation,
  lastMoment,
  madeByHand,
  type PolicyName,
  ruleLogged,
  who,
  withNamed,
  withPolicy,
} from "./acme-drift.ts";

const payroll: PolicyName = { type: "ACCESS_POLICY", name: "Payroll" };
const workforce: PolicyName = { type: "OKTA_SIGN_ON", name: "Workforce" };

const passwordAlone: JsonObject = {
  appSignOn: {
    verificationMethod: {
      type: "ASSURANCE",
      factorMode: "1FA",
      reauthenticateIn: "PT12H",
      constraints: [{ knowledge: { types: ["password"] } }],
    },
  },
};

function ruleFor(state: EmulatorState, name: string): EmulatedPolicyRule {
  const at = lastMoment(state);
  const people = { users: { include: [who(state, "dana").id] } };
  return {
    id: `${policyIdPrefixes(payroll.type).rule}${madeByHand}3`,
    name,
    status: "ACTIVE",
    priority: 0,
    system: false,
    created: at,
    lastUpdated: at,
    conditions: completedConditions(payroll.type, { people }, true),
    actions: completedActions(payroll.type, passwordAlone, state.engine),
  };
}

/** Changes made to how people sign in. */
export const signOnDeviations: readonly Deviation[] = [
  {
    id: "password-for-one",
    title: "While her laptop was repaired, Dana was let into Payroll with a password, and the rule was left",
    check: "app-rule-unmanaged",
    apply: (state) => {
      const rule = ruleFor(state, "Dana until her laptop is back");
      const changed = withPolicy(state, payroll, (policy) => ({
        ...policy,
        rules: [
          rule,
          ...policy.rules.map((one) => (one.system ? one : { ...one, priority: one.priority + 1 })),
        ],
      }));
      return ruleLogged(changed, "policy.rule.add", payroll, rule.name);
    },
  },
  {
    id: "longer-sessions",
    title: "Sessions that begin away from the office were made to last as long as those in it",
    check: "session-rule",
    apply: (state) => {
      const name = "Elsewhere";
      const changed = withPolicy(state, workforce, (policy) => ({
        ...policy,
        rules: withNamed(policy.rules, name, (rule) => ({
          ...rule,
          actions: policy.rules.find((one) => one.name === "Office")?.actions ?? rule.actions,
        })),
      }));
      return ruleLogged(changed, "policy.rule.update", workforce, name);
    },
  },
];
