import type { GroupId } from "../../model/ids.ts";
import type { Member, MissingMembership, RefusedMemberships } from "../../model/memberships.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { sameName } from "../../model/words.ts";
import { declaredGroupNamed, liveGroupFor } from "../declared/declared-group.ts";
import { whyPartial } from "../partly-read.ts";
import { whyMissing } from "../runner/missing-slices.ts";
import { byLogin } from "./plan-order.ts";
import type { WantedGroup, Wanting, Wish } from "./wanted-memberships.ts";
import {
  type Refusal,
  refusesClosed,
  refusesFilled,
  refusesMissing,
  refusesType,
  refusesUnheardOf,
} from "./why-refused.ts";

/** What is to be done about one group. */
interface PlannedGroup {
  readonly additions: readonly MissingMembership[];
  readonly refused: readonly RefusedMemberships[];
  readonly doubts: readonly string[];
}

const undecided = (doubt: string): PlannedGroup => ({ additions: [], refused: [], doubts: [doubt] });

/** Works out who has to be added to one group, and who is not and why. */
export function planGroup(wanted: WantedGroup, wanting: Wanting, alsoFilled: boolean): PlannedGroup {
  const { baseline, org, judgement } = wanting;
  const { name } = wanted;
  const declared = baseline.groups.find((group) => sameName(group.name, name));
  const group = liveGroupFor(declaredGroupNamed(baseline, name), judgement.live);
  const wishes = [...wanted.wishes.values()];
  const members = group === undefined ? undefined : judgement.live.membersOf(group.id);
  const heardOf = unheardOf(wanted, org, { id: group?.id ?? null, members });
  if (group === undefined) {
    const partial = whyMissing("groups", org) ?? whyPartial("groups", org);
    if (partial !== null) return undecided(`group "${name}" was not read (${partial})`);
    const refusal = refusesMissing(
      name,
      declared?.managed ?? false,
      judgement.live.groupNamed(name) !== undefined,
    );
    return {
      ...heardOf,
      additions: [],
      refused: [refused(refusal, { id: null, name }, wishes), ...heardOf.refused],
    };
  }
  if (members === undefined) return undecided(`the members of "${name}" were not read`);
  const lacking = wishes.filter(({ person }) => !members.has(person.id));
  if (lacking.length === 0) return { ...heardOf, additions: [] };
  const rules = whyMissing("group-rules", org) ?? whyPartial("group-rules", org);
  if (rules !== null && !alsoFilled)
    return undecided(`whether a group rule fills "${name}" was not read (${rules})`);
  const filling = {
    declared: declared?.filledBy ?? null,
    live: (org.slices.groupRules ?? []).filter(
      ({ status, groupIds }) => status === "ACTIVE" && groupIds.includes(group.id),
    ),
  };
  const whyRefused = ({ person, isDeclared }: Wish): Refusal | null =>
    refusesType(group) ??
    (alsoFilled ? null : refusesFilled(name, filling, person)) ??
    refusesClosed(name, declared, isDeclared);
  const target = { id: group.id, name };
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
    doubts: heardOf.doubts,
  };
}

/** Members whom nobody in the org is called: refused, unless not everybody was read. */
function unheardOf(
  { name, unheardOf: declared }: WantedGroup,
  org: OrgSnapshot,
  { id, members }: { readonly id: GroupId | null; readonly members: ReadonlySet<string> | undefined },
): Pick<PlannedGroup, "refused" | "doubts"> {
  // An id that is a member without being in the list of people (a deactivated person) is still a member.
  const logins = declared.filter((login) => members?.has(login) !== true);
  if (logins.length === 0) return { refused: [], doubts: [] };
  const partial = whyMissing("users", org) ?? whyPartial("users", org);
  if (partial !== null) return { refused: [], doubts: [`not everybody was read (${partial})`] };
  const people = logins.map((login): Member => ({ id: null, login }));
  return {
    refused: [{ group: { id, name }, ...refusesUnheardOf(name), people, requirements: [] }],
    doubts: [],
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
