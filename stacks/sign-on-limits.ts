import type {
  BaselineAppPolicy,
  BaselineAppRule,
  BaselineSessionPolicy,
  BaselineSessionRule,
  BaselineSignOn,
} from "../src/model/baseline-sign-on.ts";
import { isNameablePlatform } from "./app-rule-arguments.ts";

/** The largest number of rules besides the catch-all, whose number is 99 (`app.SignonPolicyRules`). */
const mostRules = 99;

/** Parts of the sign-on side that could not be enforced, one line each. */
export function* signOnProblems({ sessionPolicies, appPolicies }: BaselineSignOn): Iterable<string> {
  for (const policy of sessionPolicies) yield* sessionProblems(policy);
  for (const policy of appPolicies) yield* appProblems(policy);
}

function* sessionProblems(policy: BaselineSessionPolicy): Iterable<string> {
  for (const rule of policy.rules) {
    const at = `signOn.sessionPolicies: "${policy.name}": "${rule.name}"`;
    for (const [field, minutes] of timesOf(rule)) {
      if (!Number.isInteger(minutes)) yield `${at}: ${field} must be whole minutes; Okta keeps no seconds`;
    }
  }
}

const timesOf = ({ session, secondFactorLifetimeMinutes }: BaselineSessionRule) =>
  [
    ["session.idle", session.idleMinutes],
    ["session.lifetime", session.lifetimeMinutes ?? 0],
    ["secondFactorLifetime", secondFactorLifetimeMinutes ?? 0],
  ] as const;

function* appProblems(policy: BaselineAppPolicy): Iterable<string> {
  const at = `signOn.appPolicies: "${policy.name}"`;
  if (policy.rules.filter(({ isCatchAll }) => !isCatchAll).length > mostRules) {
    yield `${at}: the provider takes up to ${mostRules} rules in a policy`;
  }
  for (const rule of policy.rules) {
    yield* platformProblems(rule, `${at}: "${rule.name}"`);
  }
}

function* platformProblems({ platforms }: BaselineAppRule, at: string): Iterable<string> {
  for (const platform of platforms) {
    if (!isNameablePlatform(platform)) {
      yield `${at}: the provider has no word for the platform ${platform}, and would refuse the rule half-way; set the rule in the Admin Console and keep this policy out of the stack`;
    }
  }
}
