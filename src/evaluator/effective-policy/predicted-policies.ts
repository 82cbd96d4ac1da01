import { isForAnyApp } from "../../model/app-condition.ts";
import type { BaselinePolicy } from "../../model/baseline.ts";
import type { Person } from "../../model/snapshot.ts";
import { declaredGroupNamed, isEveryoneName, liveGroupsFor } from "../declared/declared-group.ts";
import type { ComparedOrg } from "../live/compared-org.ts";

interface Reader {
  /** `maybe`: in one of several groups that bear the name. */
  inclusion(policy: BaselinePolicy, person: Person): "yes" | "maybe" | "no";
  isExcepted(exceptUsers: readonly string[], person: Person): boolean;
}

function readerOf({ baseline, judgement: { live } }: ComparedOrg): Reader {
  return {
    inclusion: (policy, { id }) => {
      if (policy.groups.some(isEveryoneName)) return "yes";
      const namesakes = policy.groups.map((name) =>
        liveGroupsFor(declaredGroupNamed(baseline, name), live).map(
          (group) => live.membersOf(group.id)?.has(id) === true,
        ),
      );
      if (namesakes.some((isIn) => isIn.length > 0 && isIn.every(Boolean))) return "yes";
      return namesakes.flat().includes(true) ? "maybe" : "no";
    },
    isExcepted: (exceptUsers, { id }) => exceptUsers.some((user) => live.personCalled(user)?.id === id),
  };
}

/**
 * The declared policies that would take a person if the org were as declared, given the groups the person is in: the
 * first that includes one of them and has a rule for the person, and those after it as long as rules depend on the
 * network or the application. Okta's default comes last and takes whoever is left.
 */
export function predictedPolicies(person: Person, input: ComparedOrg): readonly BaselinePolicy[] {
  const reader = readerOf(input);
  const predicted: BaselinePolicy[] = [];
  const inOrder = input.baseline.enrollmentPolicies.toSorted(
    (left, right) => Number(left.isDefault) - Number(right.isDefault),
  );
  for (const policy of inOrder) {
    if (policy.isDefault) return [...predicted, policy];
    const inclusion = reader.inclusion(policy, person);
    if (inclusion === "no") continue;
    const rules = policy.rules.filter((rule) => !reader.isExcepted(rule.exceptUsers, person));
    if (rules.length > 0) predicted.push(policy);
    const takesAll = rules.some(({ network, apps }) => network.kind === "anywhere" && isForAnyApp(apps));
    if (takesAll && inclusion === "yes") return predicted;
  }
  return predicted;
}
