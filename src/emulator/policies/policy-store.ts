import type { OrgStore } from "../state/org-store.ts";
import type { EmulatedPolicy } from "../state/state.ts";
import { byPriority, numbered, placeAt } from "./priorities.ts";

/** Assigned by mapping to applications and not by order: each of them has priority 1 (okta-api 4.4). */
const unordered: ReadonlySet<string> = new Set(["ACCESS_POLICY", "PROFILE_ENROLLMENT"]);

/** The policies of a type in the order in which they are tried. */
export function policiesOf(org: OrgStore, type: string): readonly EmulatedPolicy[] {
  return byPriority(org.policies.all().filter((policy) => policy.type === type));
}

/** Puts a policy at a place among its type and renumbers the others; the policy as it stands then. */
export function putPolicy(org: OrgStore, policy: EmulatedPolicy, wish: number | null): EmulatedPolicy {
  if (unordered.has(policy.type)) {
    const first = { ...policy, priority: 1 };
    org.policies.put(first);
    return first;
  }
  const others = policiesOf(org, policy.type).filter((other) => other.id !== policy.id);
  for (const placed of placeAt(policy, others, wish)) org.policies.put(placed);
  return org.policies.get(policy.id) ?? policy;
}

/** Takes a policy away and closes the gap in the numbers. */
export function removePolicy(org: OrgStore, policy: EmulatedPolicy): void {
  org.policies.delete(policy.id);
  if (unordered.has(policy.type)) return;
  for (const other of numbered(policiesOf(org, policy.type))) org.policies.put(other);
}
