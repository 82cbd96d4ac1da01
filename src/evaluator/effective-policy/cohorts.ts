import type { GroupId, UserId } from "../../model/ids.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import type { LiveIndex } from "../live/live-index.ts";
import { numberPeople, type PeopleNumbers } from "../people/number-people.ts";
import { type EffectivePolicy, effectivePolicyFor } from "./effective-policy.ts";
import { activeRules, type ChainReader, readChains } from "./enrollment-chain.ts";

/** Sets people apart who are in other groups that policies include, or left out by other rules. */
function numbersFor(chains: ChainReader, live: LiveIndex): PeopleNumbers {
  const numbers = numberPeople();
  const active = chains.policies.filter((policy) => policy.status === "ACTIVE" && !policy.system);
  const groups = new Set<GroupId>(active.flatMap((policy) => policy.groupIds));
  for (const group of groups) if (!live.isEveryone(group)) numbers.setApart(live.membersOf(group) ?? []);
  for (const policy of chains.policies) {
    for (const rule of activeRules(policy)) numbers.setApart(new Set(rule.excludedUserIds));
  }
  return numbers;
}

/**
 * The enrollment policy in effect for anyone. People in the same groups that policies include, and left out by the
 * same rules, are worked out once and share one answer (the same object).
 */
export function effectivePolicies(org: OrgSnapshot, live: LiveIndex): (user: UserId) => EffectivePolicy {
  const chains = readChains(org, live);
  const numbers = numbersFor(chains, live);
  // Anyone of a number stands for all of that number.
  const known = new Map<number, EffectivePolicy>();
  return (user) => {
    const number = numbers.numberOf(user);
    const found = known.get(number);
    if (found !== undefined) return found;
    const fresh = effectivePolicyFor(user, chains);
    known.set(number, fresh);
    return fresh;
  };
}
