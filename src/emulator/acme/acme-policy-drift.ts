import { target } from "../log/log-events.ts";
import { policyIdPrefixes } from "../policies/policy-ids.ts";
import { changedPolicy, policyTarget } from "../policies/policy-log.ts";
import type { EmulatedPolicy, EmulatedPolicyRule, EmulatorState } from "../state/state.ts";
import { asList, fieldAt, type Json } from "../wire/json.ts";
import {
  type Deviation,
  groupCalled,
  lastMoment,
  logged,
  madeByHand,
  type PolicyName,
  ruleLogged,
  who,
  withNamed,
  withPolicy,
} from "./acme-drift.ts";
import type { Action } from "./acme-log.ts";
import { authenticatorSettings, enrollPolicy, enrollRule } from "./acme-policies.ts";

const prefixes = policyIdPrefixes("MFA_ENROLL");

/** The rules in a new order, their priorities along with it. */
const numbered = <Item extends { readonly priority: number }>(items: readonly Item[]): readonly Item[] =>
  items.map((item, index) => ({ ...item, priority: index + 1 }));

function newRule(name: string, at: string, number: number): EmulatedPolicyRule {
  const { conditions = null, actions = {} } = enrollRule(name, "NEVER");
  return {
    id: `${prefixes.rule}${madeByHand}${number}`,
    name,
    status: "ACTIVE",
    priority: 1,
    system: false,
    created: at,
    lastUpdated: at,
    conditions,
    actions,
  };
}

const enrollmentPolicy = (name: string): PolicyName => ({ type: "MFA_ENROLL", name });

/** Changes made to authenticators, enrollment policies and their rules. */
export const policyDeviations: readonly Deviation[] = [
  {
    id: "sms-back-on",
    title: "Phone was switched on for the whole org, so text messages and calls can be enrolled again",
    check: "authenticator-status",
    apply: (state) => {
      const phone = state.authenticators.filter(({ key }) => key === "phone_number");
      const authenticators = state.authenticators.map((one) =>
        phone.includes(one) ? { ...one, status: "ACTIVE" as const } : one,
      );
      return logged(
        { ...state, authenticators },
        {
          eventType: "security.authenticator.lifecycle.activate",
          actor: who(state, "omar"),
          targets: phone.map(({ id, name }) => target("AuthenticatorProvider", id, name)),
        },
      );
    },
  },
  {
    id: "temporary-policy",
    title:
      "A policy for two contractors of one project was put above all others and asks for a password only",
    check: "enrollment-policy-unmanaged",
    apply: (state) => {
      const at = lastMoment(state);
      const members = ["jerome", "kim"].map((name) => who(state, name).id);
      const group = {
        ...groupCalled(state, "Contractors"),
        id: `00g${madeByHand}1`,
        type: "OKTA_GROUP" as const,
        name: "Temp contractors",
        description: "Remove after the migration",
        members,
      };
      const policy: EmulatedPolicy = {
        ...enrollPolicy("Temp contractors", [], authenticatorSettings({ okta_password: "REQUIRED" }), []),
        id: `${prefixes.policy}${madeByHand}1`,
        description: null,
        status: "ACTIVE",
        priority: 1,
        system: false,
        created: at,
        lastUpdated: at,
        conditions: { people: { groups: { include: [group.id] } } },
        settings: authenticatorSettings({ okta_password: "REQUIRED", google_otp: "OPTIONAL" }),
        rules: [newRule("Let them in", at, 1)],
        resourceType: null,
        mappings: [],
      };
      const policies = state.policies.map((one) =>
        one.type === policy.type ? { ...one, priority: one.priority + 1 } : one,
      );
      const changed = { ...state, groups: [...state.groups, group], policies: [policy, ...policies] };
      const actor = who(state, "omar");
      const groupTarget = target("UserGroup", group.id, group.name);
      const rules = policy.rules.map(({ id, name }) => target("PolicyRule", id, name, policy.id));
      const actions: readonly Action[] = [
        { eventType: "group.lifecycle.create", actor, targets: [groupTarget] },
        ...["jerome", "kim"].map((name) => ({
          eventType: "group.user_membership.add",
          actor,
          targets: [who(state, name), groupTarget],
        })),
        { eventType: "policy.lifecycle.create", actor, targets: [policyTarget(policy)] },
        { eventType: "policy.rule.add", actor, targets: [policyTarget(policy), ...rules] },
      ];
      return actions.reduce(logged, changed);
    },
  },
  {
    id: "admin-key-optional",
    title: "The security key was made optional for administrators, so a new one may do without",
    check: "enrollment-policy-authenticator",
    subject: "Admins",
    apply: (state) =>
      updated(state, "Admins", (policy) => withSetting(policy, "webauthn", { self: "OPTIONAL" })),
  },
  {
    id: "enrollment-put-off",
    title: "Contractors may put off Okta Verify 999 times, so nobody of them ever has to enroll it",
    check: "enrollment-policy-authenticator",
    subject: "Contractors",
    apply: (state) =>
      updated(state, "Contractors", (policy) =>
        withSetting(policy, "okta_verify", {
          self: "REQUIRED",
          gracePeriod: { type: "BY_SKIP_COUNT", skipCount: 999 },
        }),
      ),
  },
  {
    id: "finance-as-contractors",
    title:
      "Finance was added to the contractors' policy, so away from the office nobody there is asked to enroll",
    check: "enrollment-policy-groups",
    apply: (state) => {
      const include = ["Contractors", "Finance"].map((name) => groupCalled(state, name).id);
      return updated(state, "Contractors", (policy) => ({
        ...policy,
        conditions: { people: { groups: { include } } },
      }));
    },
  },
  {
    id: "enroll-from-anywhere",
    title:
      "Contractors may enroll from anywhere, so a stolen password is enough to add a factor of one's own",
    check: "enrollment-rule",
    apply: (state) => {
      const name = "No enrollment elsewhere";
      return ruleLogged(
        withPolicy(state, enrollmentPolicy("Contractors"), (policy) => ({
          ...policy,
          rules: withNamed(policy.rules, name, (rule) => ({
            ...rule,
            actions: { enroll: { self: "CHALLENGE" } },
          })),
        })),
        "policy.rule.update",
        enrollmentPolicy("Contractors"),
        name,
      );
    },
  },
  {
    id: "enrollment-skipped",
    title: "A rule that never asks anybody to enroll was put before the declared one of MFA required",
    check: "enrollment-rule-unmanaged",
    apply: (state) => {
      const rule = newRule("Skip during the migration", lastMoment(state), 2);
      const policyName = enrollmentPolicy("MFA required");
      const changed = withPolicy(state, policyName, (policy) => ({
        ...policy,
        rules: numbered([rule, ...policy.rules]),
      }));
      return ruleLogged(changed, "policy.rule.add", policyName, rule.name);
    },
  },
];

/** The org with a policy changed by omar. */
function updated(
  state: EmulatorState,
  name: string,
  change: (policy: EmulatedPolicy) => EmulatedPolicy,
): EmulatorState {
  const changed = withPolicy(state, enrollmentPolicy(name), change);
  return logged(changed, {
    eventType: "policy.lifecycle.update",
    actor: who(state, "omar"),
    targets: changed.policies
      .filter((policy) => policy.type === "MFA_ENROLL" && policy.name === name)
      .map((policy) => changedPolicy(policy, state.policies.find(({ id }) => id === policy.id) ?? policy)),
  });
}

function withSetting(policy: EmulatedPolicy, key: string, enroll: Json): EmulatedPolicy {
  const entries = asList(fieldAt(policy.settings, "authenticators")).map(
    (entry): Json => (fieldAt(entry, "key") === key ? { key, enroll } : entry),
  );
  return { ...policy, settings: { ...policy.settings, authenticators: entries } };
}
