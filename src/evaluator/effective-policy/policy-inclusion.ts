import type { GroupId, UserId } from "../../model/ids.ts";
import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import type { LiveIndex } from "../live/live-index.ts";
import { whyPartial } from "../live/partly-read.ts";

/** Whether a person is in one of the groups a policy includes; `uncertainty` says why that is not known. */
export type Inclusion =
  | { readonly kind: "yes" }
  | { readonly kind: "no" }
  | { readonly kind: "maybe"; readonly uncertainty: string };

const yes: Inclusion = { kind: "yes" };
const no: Inclusion = { kind: "no" };
const maybe = (uncertainty: string): Inclusion => ({ kind: "maybe", uncertainty });

/** May name people besides those of the groups; what excludes some names nobody else. */
const mayAddPeople = (path: string): boolean =>
  path.startsWith("conditions.people.") && !path.endsWith(".exclude");

/** Asks an org's policies whom they include. */
export function policyInclusion(
  org: OrgSnapshot,
  live: LiveIndex,
): (policy: EnrollmentPolicy, user: UserId) => Inclusion {
  const everyoneIsListed = org.slices.groups?.some((group) => live.isEveryone(group.id)) ?? false;
  const groupsAreWhole = everyoneIsListed && whyPartial("groups", org) === null;

  const inGroup = (user: UserId, id: GroupId): Inclusion => {
    if (live.isEveryone(id)) return yes;
    const members = live.membersOf(id);
    if (members !== undefined) return members.has(user) ? yes : no;
    const group = live.group(id);
    if (group !== undefined) return maybe(`the members of "${group.name}" were not read`);
    // A deleted group has no members. But some administrators are shown a part of the groups only, and then without
    // Everyone (okta-api 3.1): a group that such a reader does not see may be Everyone itself.
    return groupsAreWhole ? no : maybe(`group ${id} was not read`);
  };

  const byGroups = (policy: EnrollmentPolicy, user: UserId): Inclusion => {
    if (policy.system) return yes;
    // Okta gives a policy that is made without groups Everyone (okta-api 4.2): an empty list is not documented.
    if (policy.groupIds.length === 0) return maybe(`policy "${policy.name}" lists no groups`);
    const found = policy.groupIds.map((id) => inGroup(user, id));
    return found.find(({ kind }) => kind === "yes") ?? found.find(({ kind }) => kind === "maybe") ?? no;
  };

  return (policy, user) => {
    const included = byGroups(policy, user);
    const { otherConditions = [] } = policy;
    // All conditions must match (okta-api 4.7), but people may be named besides groups.
    const matter = included.kind === "no" ? otherConditions.filter(mayAddPeople) : otherConditions;
    const [path] = matter;
    return path === undefined
      ? included
      : maybe(`policy "${policy.name}" has a condition that is not modelled: ${path}`);
  };
}
