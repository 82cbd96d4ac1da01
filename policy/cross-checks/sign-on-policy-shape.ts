import { defaultRuleName } from "../../src/model/sign-on-words.ts";
import { defaultPolicyName, engineNames, sameName } from "../../src/model/words.ts";
import type { Draft, DraftSignOnPolicy, Text } from "../draft/draft.ts";
import type { Problem } from "../source/problem.ts";

/**
 * Okta's default session policy has no groups and comes last; every other one needs groups and rules. Classic has no
 * app sign-in policies that its API shows.
 */
export function* signOnPolicyShape(draft: Draft): Iterable<Problem> {
  for (const [index, policy] of draft.sessionPolicies.entries()) {
    const isLast = index === draft.sessionPolicies.length - 1;
    if (policy.name !== null) {
      yield* policy.isDefault
        ? defaultParts(policy, policy.name, isLast)
        : missingParts(policy, policy.name.text);
    }
  }
  if (draft.engine !== "classic") return;
  for (const { at, name } of draft.appPolicies) {
    yield {
      at: name?.at ?? at,
      message: `${engineNames.classic} shows no app sign-in policies; remove it, or write engine: identity`,
    };
  }
}

function* defaultParts(policy: DraftSignOnPolicy, name: Text, isLast: boolean): Iterable<Problem> {
  const groups = policy.keys.get("groups");
  if (groups !== undefined) {
    yield {
      at: groups,
      message: `"${defaultPolicyName}" is Okta's own and cannot have groups; it is for everybody`,
    };
  }
  if (!isLast) {
    yield {
      at: name.at,
      message: `"${defaultPolicyName}" must be the last session policy, since Okta tries it last`,
    };
  }
}

const neededParts = [
  ["groups", "without them it applies to nobody"],
  ["rules", "Okta never applies a policy without one"],
] as const;

function* missingParts(policy: DraftSignOnPolicy, name: string): Iterable<Problem> {
  for (const [field, why] of neededParts) {
    if (policy.lacks.has(field)) {
      yield {
        at: policy.keys.get(field) ?? policy.at,
        message: `the session policy "${name}" needs ${field}; ${why}`,
      };
    }
  }
}

/** Whether a rule is Okta's own rule of its default session policy. */
export const isDefaultRule = (policy: DraftSignOnPolicy, name: string): boolean =>
  policy.isDefault && sameName(name, defaultRuleName);
