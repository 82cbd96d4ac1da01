import { isOktasOwn } from "../../model/first-party-apps.ts";
import type { AppId, UserId } from "../../model/ids.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import type { EntryPoint } from "./entry-points.ts";

const sets = new WeakMap<readonly UserId[], ReadonlySet<UserId>>();

/** One set for one list, which may have a hundred thousand people and is asked for again for every change that is tried. */
export function setOf(people: readonly UserId[]): ReadonlySet<UserId> {
  const found = sets.get(people) ?? new Set(people);
  sets.set(people, found);
  return found;
}

/**
 * Prepares telling which entry points people can open, a digit each, in their order: many people share one answer. Somebody to
 * whom nothing of what an entry point stands for is assigned cannot open it. Where not all of its assignments were read,
 * anybody may; and Okta opens its own applications to everybody.
 */
export function openTo(
  entries: readonly Pick<EntryPoint, "appIds">[],
  org: OrgSnapshot,
): (person: UserId) => string {
  const assigned = entries.map(peopleOf);
  const all = "1".repeat(entries.length);
  if (assigned.every((people) => people === null)) return () => all;
  return (id) => assigned.map((people) => Number(people?.some((some) => some.has(id)) ?? true)).join("");

  function peopleOf({ appIds }: Pick<EntryPoint, "appIds">): readonly ReadonlySet<UserId>[] | null {
    const known = (org.slices.apps ?? []).filter(({ id }) => appIds.includes(id) && isWhole(id));
    return known.length === 0 || known.length < appIds.length
      ? null
      : known.map(({ userIds }) => setOf(userIds));
  }

  function isWhole(id: AppId): boolean {
    const isOwn = org.slices.appMappings?.some((app) => app.id === id && isOktasOwn(app)) === true;
    const partly = org.gaps.filter(({ slice }) => slice === "apps");
    return !isOwn && partly.every(({ ids }) => ids.length > 0 && !ids.includes(id));
  }
}
