import type { GroupId, UserId } from "../../model/ids.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import type { LiveIndex } from "../live-index.ts";
import { type EffectivePolicy, effectivePolicyFor } from "./effective-policy.ts";
import { activeRules, type ChainReader, readChains } from "./enrollment-chain.ts";

/**
 * Numbers people by what sets them apart for enrollment policies: people of one number are in the same groups that
 * policies include, and left out by the same rules. Whoever is not in the answer has number 0.
 */
function numberPeople(chains: ChainReader, live: LiveIndex): ReadonlyMap<UserId, number> {
  const numbers = new Map<UserId, number>();
  let last = 0;
  const setApart = (users: Iterable<UserId>) => {
    const after = new Map<number, number>();
    for (const user of users) {
      const before = numbers.get(user) ?? 0;
      let number = after.get(before);
      if (number === undefined) {
        last += 1;
        number = last;
        after.set(before, number);
      }
      numbers.set(user, number);
    }
  };
  const active = chains.policies.filter((policy) => policy.status === "ACTIVE" && !policy.system);
  const groups = new Set<GroupId>(active.flatMap((policy) => policy.groupIds));
  for (const group of groups) if (!live.isEveryone(group)) setApart(live.membersOf(group) ?? []);
  for (const policy of chains.policies) {
    for (const rule of activeRules(policy)) setApart(new Set(rule.excludedUserIds));
  }
  return numbers;
}

/**
 * The enrollment policy in effect for anyone. People in the same groups that policies include, and left out by the
 * same rules, are worked out once and share one answer (the same object).
 */
export function effectivePolicies(org: OrgSnapshot, live: LiveIndex): (user: UserId) => EffectivePolicy {
  const chains = readChains(org, live);
  const numbers = numberPeople(chains, live);
  // Anyone of a number stands for all of that number.
  const known = new Map<number, EffectivePolicy>();
  return (user) => {
    const number = numbers.get(user) ?? 0;
    const found = known.get(number);
    if (found !== undefined) return found;
    const fresh = effectivePolicyFor(user, chains);
    known.set(number, fresh);
    return fresh;
  };
}
