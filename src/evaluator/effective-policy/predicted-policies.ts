import type { BaselinePolicy } from "../../model/baseline.ts";
import type { Person } from "../../model/snapshot.ts";
import { declaredGroupNamed, isEveryoneName, liveGroupFor } from "../declared/declared-group.ts";
import type { JudgedOrg } from "../judged-org.ts";

interface Reader {
  isIncluded(policy: BaselinePolicy, person: Person): boolean;
  isExcepted(exceptUsers: readonly string[], person: Person): boolean;
}

function readerOf({ baseline, judgement: { live } }: JudgedOrg): Reader {
  return {
    isIncluded: (policy, { id }) =>
      policy.groups.some((name) => {
        if (isEveryoneName(name)) return true;
        const group = liveGroupFor(declaredGroupNamed(baseline, name), live);
        return group !== undefined && live.membersOf(group.id)?.has(id) === true;
      }),
    isExcepted: (exceptUsers, { id }) => exceptUsers.some((user) => live.personCalled(user)?.id === id),
  };
}

/**
 * The declared policies that would take a person if the org were as declared, given the groups the person is in: the
 * first that includes one of them and has a rule for the person, and those after it as long as rules depend on the
 * network. Okta's default comes last and takes whoever is left.
 */
export function predictedPolicies(person: Person, input: JudgedOrg): readonly BaselinePolicy[] {
  const reader = readerOf(input);
  const predicted: BaselinePolicy[] = [];
  const inOrder = input.baseline.enrollmentPolicies.toSorted(
    (left, right) => Number(left.isDefault) - Number(right.isDefault),
  );
  for (const policy of inOrder) {
    if (policy.isDefault) return [...predicted, policy];
    if (!reader.isIncluded(policy, person)) continue;
    const rules = policy.rules.filter((rule) => !reader.isExcepted(rule.exceptUsers, person));
    if (rules.length > 0) predicted.push(policy);
    if (rules.some(({ network }) => network.kind === "anywhere")) return predicted;
  }
  return predicted;
}
