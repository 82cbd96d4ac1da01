import { defaultPolicyName } from "../../model/words.ts";
import type { Draft, DraftPolicy } from "../draft.ts";
import type { Problem } from "../problem.ts";

/** Okta's default policy has only settings and comes last; every other policy needs groups and rules. */
export function* policyShape(draft: Draft): Iterable<Problem> {
  for (const [index, policy] of draft.policies.entries()) {
    if (policy.isDefault) yield* defaultProblems(policy, index === draft.policies.length - 1);
    else if (policy.name !== null) yield* missingParts(policy, policy.name.text);
  }
}

function* defaultProblems(policy: DraftPolicy, isLast: boolean): Iterable<Problem> {
  for (const field of ["groups", "rules"]) {
    const at = policy.keys.get(field);
    if (at !== undefined) {
      yield {
        at,
        message: `"${defaultPolicyName}" is Okta's own and cannot have ${field}; only its settings can be declared`,
      };
    }
  }
  if (!isLast) {
    yield {
      at: policy.name?.at ?? policy.at,
      message: `"${defaultPolicyName}" must be the last enrollment policy, since Okta tries it last`,
    };
  }
}

function* missingParts(policy: DraftPolicy, name: string): Iterable<Problem> {
  if (policy.lacks.has("groups")) {
    yield {
      at: policy.keys.get("groups") ?? policy.at,
      message: `the enrollment policy "${name}" needs groups; without them it applies to nobody`,
    };
  }
  if (policy.lacks.has("rules")) {
    yield {
      at: policy.keys.get("rules") ?? policy.at,
      message: `the enrollment policy "${name}" needs rules; Okta never applies a policy without one`,
    };
  }
}
