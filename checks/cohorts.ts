import type { GroupId, UserId } from "../model/ids.ts";
import type { OrgSnapshot } from "../model/snapshot.ts";
import { type EffectivePolicy, effectivePolicyFor } from "./effective-policy.ts";
import { activeRules, type ChainReader, readChains } from "./enrollment-chain.ts";
import type { LiveIndex } from "./live-index.ts";

/** What sets people apart for enrollment policies: one letter a thing, so that equal marks mean equal policies. */
function markPeople(chains: ChainReader, live: LiveIndex): ReadonlyMap<UserId, string> {
  const marks = new Map<UserId, string>();
  let next = 0;
  const mark = (users: Iterable<UserId>) => {
    const sign = `${next++} `;
    for (const user of users) marks.set(user, (marks.get(user) ?? "") + sign);
  };
  const active = chains.policies.filter((policy) => policy.status === "ACTIVE" && !policy.system);
  const groups = new Set<GroupId>(active.flatMap((policy) => policy.groupIds));
  for (const group of groups) if (!live.isEveryone(group)) mark(live.membersOf(group) ?? []);
  for (const policy of chains.policies) {
    for (const rule of activeRules(policy)) mark(new Set(rule.excludedUserIds));
  }
  return marks;
}

/**
 * The enrollment policy in effect for anyone. People in the same groups that policies include, and left out by the
 * same rules, are worked out once and share one answer (the same object).
 */
export function effectivePolicies(org: OrgSnapshot, live: LiveIndex): (user: UserId) => EffectivePolicy {
  const chains = readChains(org, live);
  const marks = markPeople(chains, live);
  const known = new Map<string, EffectivePolicy>();
  return (user) => {
    const mark = marks.get(user) ?? "";
    const found = known.get(mark) ?? effectivePolicyFor(user, chains);
    known.set(mark, found);
    return found;
  };
}
