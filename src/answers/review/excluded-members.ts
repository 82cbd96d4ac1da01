import type { PathStep } from "../../../policy/source/tree.ts";
import type { Baseline, BaselinePolicy } from "../../model/baseline.ts";
import type { ReviewWarning } from "../../model/review.ts";
import { everyoneGroupName, sameName } from "../../model/words.ts";
import { personKey } from "./change/person-key.ts";

/** A warning, and where the baseline says what it is about. */
export interface WarningDraft {
  readonly warning: Omit<ReviewWarning, "at">;
  readonly path: readonly PathStep[];
}

/**
 * Declared members of a policy's group whom every rule of the policy leaves out. For an account to be used when all else
 * fails that is meant, and the next policy governs it; else it is a slip, since the group looks as if it protected them.
 */
export function excludedMembers(baseline: Baseline): readonly WarningDraft[] {
  return baseline.enrollmentPolicies.flatMap((policy, index) => {
    const [first] = policy.rules;
    const candidates = first?.exceptUsers ?? [];
    return candidates.flatMap((user, place): readonly WarningDraft[] => {
      const group = declaringGroup(user, policy, baseline);
      if (group === null || takes(policy, user)) return [];
      const later = baseline.enrollmentPolicies.slice(index + 1);
      const next = later.find((one) => one.isDefault || (isFor(user, one, baseline) && takes(one, user)));
      return [
        {
          warning: { kind: "excluded-member", user, group, policy: policy.name, next: next?.name ?? null },
          path: ["enrollmentPolicies", index, "rules", 0, "exceptUsers", place],
        },
      ];
    });
  });
}

/** Whether a rule of the policy is for somebody, as far as whom it leaves out goes. */
const takes = ({ rules }: BaselinePolicy, user: string): boolean =>
  rules.some(({ exceptUsers }) => !exceptUsers.some((one) => personKey(one) === personKey(user)));

/** The policy's group that names somebody as a member. */
function declaringGroup(user: string, policy: BaselinePolicy, { groups }: Baseline): string | null {
  const found = policy.groups.find((name) =>
    groups
      .find((group) => sameName(group.name, name))
      ?.members.some((member) => personKey(member) === personKey(user)),
  );
  return found ?? null;
}

const isFor = (user: string, policy: BaselinePolicy, baseline: Baseline): boolean =>
  declaringGroup(user, policy, baseline) !== null ||
  policy.groups.some((name) => sameName(name, everyoneGroupName));
