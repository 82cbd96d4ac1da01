import { whyMissing } from "../../../checks/runner/missing-slices.ts";
import { declaredGroupNamed, liveGroupFor, whyAmbiguous } from "../../evaluator/declared/declared-group.ts";
import { whyPartial } from "../../evaluator/live/partly-read.ts";
import type { GroupId } from "../../model/ids.ts";
import type { Member, MissingMembership, RefusedMemberships } from "../../model/memberships.ts";
import type { Group, OrgSnapshot } from "../../model/snapshot.ts";
import { sameName } from "../../model/words.ts";
import { byLogin } from "./plan-order.ts";
import type { WantedGroup, Wanting, Wish } from "./wanted-memberships.ts";
import {
  type Refusal,
  refusesAdmin,
  refusesClosed,
  refusesFilled,
  refusesMissing,
  refusesType,
  refusesUnheardOf,
} from "./why-refused.ts";

/** Options that decide which of the missing memberships are added. */
export interface GroupPlanning extends Wanting {
  /** Add to groups that a rule fills as well. */
  readonly alsoFilled: boolean;
  /** Groups that are known to hold administrator roles, besides those that the org says hold some. */
  readonly adminGroups: ReadonlySet<GroupId>;
}

/** Plan for one group. */
interface PlannedGroup {
  readonly additions: readonly MissingMembership[];
  readonly refused: readonly RefusedMemberships[];
  readonly uncertainties: readonly string[];
}

const undecided = (uncertainty: string): PlannedGroup => ({
  additions: [],
  refused: [],
  uncertainties: [uncertainty],
});

/** Works out who has to be added to one group, and who is not and why. */
export function planGroup(wanted: WantedGroup, planning: GroupPlanning): PlannedGroup {
  const { baseline, org, judgement } = planning;
  const { name } = wanted;
  const meant = declaredGroupNamed(baseline, name);
  const ambiguity = whyAmbiguous(meant, judgement.live);
  if (ambiguity !== null) return undecided(ambiguity);
  const group = liveGroupFor(meant, judgement.live);
  const members = group === undefined ? undefined : judgement.live.membersOf(group.id);
  const heardOf = unheardOf(wanted, org, { id: group?.id ?? null, members });
  if (group === undefined) return planMissing(wanted, heardOf, planning);
  if (members === undefined) return undecided(`the members of "${name}" were not read`);
  const lacking = [...wanted.wishes.values()].filter(({ person }) => !members.has(person.id));
  if (lacking.length === 0) return { ...heardOf, additions: [] };
  const rules = whyMissing("group-rules", org) ?? whyPartial("group-rules", org);
  if (rules !== null && !planning.alsoFilled) {
    return undecided(`whether a group rule fills "${name}" was not read (${rules})`);
  }
  const target = { id: group.id, name };
  const whyRefused = refuser(group, name, planning);
  return {
    additions: lacking
      .filter((wish) => whyRefused(wish) === null)
      .map(({ person, requirements, isDeclared }) => ({
        group: target,
        user: { id: person.id, login: person.login },
        requirements,
        isDeclared,
      })),
    refused: [...byReason(lacking, whyRefused, target), ...heardOf.refused],
    uncertainties: heardOf.uncertainties,
  };
}

type HeardOf = Pick<PlannedGroup, "refused" | "uncertainties">;

/** A group that is not there, or not known to be. */
function planMissing(
  { name, wishes }: WantedGroup,
  heardOf: HeardOf,
  { baseline, org, judgement }: GroupPlanning,
): PlannedGroup {
  const partial = whyMissing("groups", org) ?? whyPartial("groups", org);
  if (partial !== null) return undecided(`group "${name}" was not read (${partial})`);
  const isOurs = baseline.groups.some((group) => group.managed && sameName(group.name, name));
  const refusal = refusesMissing(name, isOurs, judgement.live.groupsNamed(name).length > 0);
  const missing = wishes.size === 0 ? [] : [refused(refusal, { id: null, name }, [...wishes.values()])];
  return { additions: [], refused: [...missing, ...heardOf.refused], uncertainties: heardOf.uncertainties };
}

/** Says of each person why Plumbline does not put them into a group; null where it does. */
function refuser(
  group: Group,
  name: string,
  { baseline, org, alsoFilled, adminGroups }: GroupPlanning,
): (wish: Wish) => Refusal | null {
  const declared = baseline.groups.find((one) => sameName(one.name, name));
  const filling = {
    declared: declared?.filledBy ?? null,
    live: (org.slices.groupRules ?? []).filter(
      ({ status, groupIds }) => status === "ACTIVE" && groupIds.includes(group.id),
    ),
  };
  const isAdmin = adminGroups.has(group.id) || (org.slices.adminRoles?.groups[group.id] ?? []).length > 0;
  const forEverybody = refusesType(group) ?? (isAdmin ? refusesAdmin(name) : null);
  return ({ person, isDeclared }) =>
    forEverybody ??
    (alsoFilled ? null : refusesFilled(name, filling, person)) ??
    refusesClosed(name, declared, isDeclared);
}

/** Members that match no user of the org: refused, unless not everybody was read. */
function unheardOf(
  { name, unheardOf: declared }: WantedGroup,
  org: OrgSnapshot,
  { id, members }: { readonly id: GroupId | null; readonly members: ReadonlySet<string> | undefined },
): HeardOf {
  // An id that is a member without being in the list of people (a deactivated person) is still a member.
  const logins = declared.filter((login) => members?.has(login) !== true);
  if (logins.length === 0) return { refused: [], uncertainties: [] };
  const partial = whyMissing("users", org) ?? whyPartial("users", org);
  if (partial !== null) return { refused: [], uncertainties: [`not everybody was read (${partial})`] };
  const people = logins.map((login): Member => ({ id: null, login }));
  return {
    refused: [{ group: { id, name }, ...refusesUnheardOf(name), people, requirements: [] }],
    uncertainties: [],
  };
}

function byReason(
  lacking: readonly Wish[],
  whyRefused: (wish: Wish) => Refusal | null,
  group: RefusedMemberships["group"],
): readonly RefusedMemberships[] {
  const together = new Map<string, { readonly refusal: Refusal; readonly wishes: Wish[] }>();
  for (const wish of lacking) {
    const refusal = whyRefused(wish);
    if (refusal === null) continue;
    const same = together.get(refusal.message) ?? { refusal, wishes: [] };
    same.wishes.push(wish);
    together.set(refusal.message, same);
  }
  return [...together.values()].map(({ refusal, wishes }) => refused(refusal, group, wishes));
}

function refused(
  refusal: Refusal,
  group: RefusedMemberships["group"],
  wishes: readonly Wish[],
): RefusedMemberships {
  return {
    group,
    ...refusal,
    people: wishes.map(({ person: { id, login } }): Member => ({ id, login })).toSorted(byLogin),
    requirements: [...new Set(wishes.flatMap(({ requirements }) => requirements))].sort(),
  };
}
