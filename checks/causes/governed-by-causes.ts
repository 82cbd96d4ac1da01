import {
  declaredGroupNamed,
  isEveryoneName,
  liveGroupsFor,
} from "../../src/evaluator/declared/declared-group.ts";
import type { EffectivePolicy } from "../../src/evaluator/effective-policy/effective-policy.ts";
import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import { once } from "../../src/evaluator/live/once.ts";
import type { BaselinePolicy, Requirement } from "../../src/model/baseline.ts";
import type { UserId } from "../../src/model/ids.ts";
import type { Person } from "../../src/model/snapshot.ts";
import { sameName } from "../../src/model/words.ts";
import type { FindingRef } from "../contract/check.ts";
import { membershipCauses } from "./membership-causes.ts";
import { onPolicy, policyCauses } from "./policy-causes.ts";

type IsFor = (user: UserId) => boolean;

function isMeantFor(policy: BaselinePolicy, { baseline, judgement: { live } }: JudgedOrg): IsFor {
  if (policy.isDefault || policy.groups.some(isEveryoneName)) return () => true;
  const members = policy.groups
    .flatMap((name) => liveGroupsFor(declaredGroupNamed(baseline, name), live))
    .map(({ id }) => live.membersOf(id));
  return (user) => members.some((those) => those?.has(user) === true);
}

/** Possible causes of a person not being under the policies that a requirement names, the most telling first. */
export function governedByCauses(
  requirement: Requirement,
  input: JudgedOrg,
): (person: Person, effective: EffectivePolicy) => readonly FindingRef[] {
  const policies = input.baseline.enrollmentPolicies.filter((policy) =>
    requirement.governedBy.some((name) => sameName(name, policy.name)),
  );
  const required = policies.map((policy) => ({
    isFor: isMeantFor(policy, input),
    causesFor: once((effective: EffectivePolicy) => policyCauses(policy, effective, input)),
  }));
  const groupNames = new Set(policies.flatMap((policy) => policy.groups));
  const ofGroups = [...groupNames].map((name) => membershipCauses(name, input));
  const unmanaged = once(({ outcomes }: EffectivePolicy) =>
    outcomes.flatMap(({ policy }) =>
      policy === null ? [] : onPolicy("enrollment-policy-unmanaged", policy.name, null),
    ),
  );
  return (person, effective) => {
    const meant = required.filter(({ isFor }) => isFor(person.id));
    const memberOf: FindingRef = {
      check: "member-of",
      subject: { type: "user", name: person.login },
      field: "memberOf",
    };
    const ofMembership = [...ofGroups.flatMap((causesFor) => causesFor(person)), memberOf];
    // Someone in none of the groups of a required policy could not get it, whatever comes first.
    return meant.length === 0
      ? [...ofMembership, ...unmanaged(effective)]
      : [...meant.flatMap(({ causesFor }) => causesFor(effective)), ...ofMembership];
  };
}
