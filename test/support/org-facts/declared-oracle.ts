import { type Demand, declaredDefault, declaredPolicies, trueFacts } from "./baseline-of-facts.ts";
import type { Key, Oddity, OrgFacts, PolicyFacts, Veil } from "./org-facts.ts";

// Expected findings on the org itself: its facts beside those that are declared, part by part.

const sameSet = (left: readonly string[], right: readonly string[]): boolean =>
  left.toSorted().join() === right.toSorted().join();

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

const hasTwin = ({ groups }: OrgFacts): boolean => groups.visitors.name === groups.staff.name;

/** Fields of the rule that fills Staff, as `field status`. */
export function ofStaffRule(facts: OrgFacts): readonly string[] {
  const { fills, exceptUsers, exceptGroups } = facts.staffRule;
  return [
    ...(exceptGroups.length > 0 ? ["exceptGroups open"] : []),
    ...(exceptUsers.length > 0 ? ["exceptUsers open"] : []),
    ...(hasTwin(facts) ? ["groups unknown"] : sameSet(fills, ["staff"]) ? [] : ["groups open"]),
  ];
}

/** There is no saying anything odd of a setting that is not there; what is off for the whole org is in none (okta-api 4.2). */
function isThere(oddity: Oddity, { policies, defaultAllows, authenticators }: OrgFacts): boolean {
  if (oddity.kind !== "setting") return true;
  const { policy, key } = oddity;
  const allows = policies.find(({ name }) => name === policy)?.allows ?? defaultAllows;
  return allows.includes(key) && authenticators[key].isOn;
}

/** Fields of what a declared policy lets people enroll, as `field status`. */
export function ofSettings(declared: PolicyFacts, facts: OrgFacts): readonly string[] {
  const { policies, odd, authenticators } = facts;
  const live = policies.find(({ name }) => name === declared.name);
  if (live === undefined) throw new Error(`${declared.name} is never taken away`);
  const allows = live.allows.filter((key) => authenticators[key].isOn);
  const differs = (key: Key) => declared.allows.includes(key) !== allows.includes(key);
  const allowsBoth = (key: Key | null): key is Key =>
    key !== null && declared.allows.includes(key) && allows.includes(key);
  const isOdd = odd.some(
    (one) =>
      (one.kind === "settings" || one.kind === "setting") && one.policy === live.name && isThere(one, facts),
  );
  return [
    ...[...new Set([...declared.allows, ...allows])]
      .filter(differs)
      .map((key) => `authenticators.${key} open`),
    ...[live.graceFor].filter(allowsBoth).map((key) => `authenticators.${key}.gracePeriod open`),
    ...[live.modelsFor].filter(allowsBoth).map((key) => `authenticators.${key}.allowedGroups open`),
    ...(isOdd ? ["settings unknown"] : []),
  ].sort();
}

function isAsDeclared(facts: OrgFacts): boolean {
  const [admins, staff, ...others] = facts.policies;
  const pairs = declaredPolicies.map((declared, at) => [declared, facts.policies[at]] as const);
  return (
    others.length === 0 &&
    (admins?.place ?? 0) < (staff?.place ?? 0) &&
    pairs.every(
      ([declared, live]) =>
        live?.isOn === true && sameSet(declared.groups, live.groups) && same(declared.rules, live.rules),
    ) &&
    declaredPolicies.every((declared) => ofSettings(declared, facts).length === 0) &&
    ofStaffRule(facts).length === 0 &&
    sameSet(facts.defaultAllows, declaredDefault) &&
    Object.values(facts.authenticators).every(({ isOn }) => isOn)
  );
}

/** Whether anything that the demand needs lies under the veil. */
const isNeeded: Readonly<Record<Veil, (demand: Demand) => boolean>> = {
  "nobody is listed": () => true,
  "one of the staff is not listed": () => true,
  "everybody is gone on re-reading": () => true,
  // The first is an administrator, and may not be of the staff.
  "one person's enrolments fail": ({ of }) => of !== "staff",
  "members of staff are refused": () => true,
  "Everyone is not listed": () => true,
  "rules of the first policy are refused": () => true,
  "a policy is malformed": () => true,
  "no authenticator is listed": () => true,
  "authenticators are refused": () => true,
  "methods are refused": ({ anyOf }) => anyOf.some((thing) => thing.includes(":")),
  "no administrator is listed": ({ of }) => of === "administrators",
  "roles of a holder are not found": ({ of }) => of === "administrators",
};

/** Whether the org itself is as declared, and seen whole; null: nothing that is asked hangs on what is not. */
export function isOrgInLine(facts: OrgFacts, demand: Demand): boolean | null {
  const { veil, odd } = facts;
  if (!isAsDeclared(facts) || (veil !== null && isNeeded[veil](demand))) return false;
  const { staff, admins } = facts.groups;
  // A policy that takes nobody is said to take nobody.
  if (admins.members.length === 0 || staff.members.every((one) => admins.members.includes(one))) return null;
  const there = odd.filter((one) => isThere(one, facts));
  const isAside = there.every(({ kind }) => kind === "authenticator" || kind === "method");
  if (there.length > 0) return isAside ? null : false;
  return veil === null && same(facts.authenticators, trueFacts.authenticators) ? true : null;
}
