import { defaultRuleName } from "../../src/model/sign-on-words.ts";
import { defaultPolicyName, sameName } from "../../src/model/words.ts";
import type { Draft, DraftPolicy } from "../draft/draft.ts";
import type { Problem } from "../source/problem.ts";

/**
 * Okta's default policy has no groups, needs no rules and comes last; every other policy needs groups and rules. Its own
 * rule is read-only (okta-api 4.2); rules before that one can be made.
 */
export function* policyShape(draft: Draft): Iterable<Problem> {
  for (const [index, policy] of draft.policies.entries()) {
    if (policy.name === null) continue;
    if (!policy.isDefault) yield* missingParts(policy, policy.name.text);
    else {
      yield* ownedParts(policy);
      if (index < draft.policies.length - 1) {
        yield {
          at: policy.name.at,
          message: `"${defaultPolicyName}" must be the last enrollment policy, since Okta tries it last`,
        };
      }
    }
  }
}

function* ownedParts(policy: DraftPolicy): Iterable<Problem> {
  const at = policy.keys.get("groups");
  if (at !== undefined) {
    yield {
      at,
      message: `"${defaultPolicyName}" is Okta's own and cannot have groups; it takes everybody who is left`,
    };
  }
  for (const { name } of policy.rules) {
    if (name !== null && sameName(name.text, defaultRuleName)) {
      yield {
        at: name.at,
        message: `"${defaultRuleName}" of "${defaultPolicyName}" is read-only in Okta; leave it out, and declare only rules of your own`,
      };
    }
  }
}

const neededParts = [
  ["groups", "without them it applies to nobody"],
  ["rules", "Okta never applies a policy without one"],
] as const;

function* missingParts(policy: DraftPolicy, name: string): Iterable<Problem> {
  for (const [field, why] of neededParts) {
    if (policy.lacks.has(field)) {
      yield {
        at: policy.keys.get(field) ?? policy.at,
        message: `the enrollment policy "${name}" needs ${field}; ${why}`,
      };
    }
  }
}
