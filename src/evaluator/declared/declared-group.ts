import type { Baseline, BaselineGroup } from "../../model/baseline.ts";
import type { Group } from "../../model/snapshot.ts";
import { everyoneGroupName, sameName } from "../../model/words.ts";
import type { LiveIndex } from "../live/live-index.ts";
import { listNames } from "../words/name-list.ts";

type Declared = Pick<BaselineGroup, "name" | "managed">;

/**
 * The live groups that a declared one may mean. Everyone is Okta's own and no other. A managed group is Okta's own as
 * well: where the name is borne only by a group that an application or directory keeps (APP_GROUP), there is none,
 * since nobody reviewed who gets into that one. Two of one name, imported or not, may both be meant.
 */
export function liveGroupsFor(declared: Declared, live: LiveIndex): readonly Group[] {
  const found = live.groupsNamed(declared.name);
  if (isEveryoneName(declared.name)) return found.filter(({ type }) => type === "BUILT_IN");
  const onlyImported = found.every(({ type }) => type === "APP_GROUP");
  return declared.managed && onlyImported ? [] : found;
}

/** The live group that a declared one means; none also where several bear the name: ask `whyAmbiguous`. */
export function liveGroupFor(declared: Declared, live: LiveIndex): Group | undefined {
  const [group, ...others] = liveGroupsFor(declared, live);
  return others.length === 0 ? group : undefined;
}

/** The groups that bear one name, as `OKTA_GROUP 00gA` and `APP_GROUP 00gB`; none where the name means one or none. */
export function namesakesOf(declared: Declared, live: LiveIndex): readonly string[] {
  const found = liveGroupsFor(declared, live);
  return found.length < 2 ? [] : found.map(({ type, id }) => `${type} ${id}`);
}

/** Why a declared group means no single one, as a clause that names their ids; null where it does, or means none. */
export function whyAmbiguous(declared: Declared, live: LiveIndex): string | null {
  const ids = namesakesOf(declared, live);
  return ids.length === 0 ? null : `${ids.length} groups are called "${declared.name}" (${listNames(ids)})`;
}

/** The declaration behind a name that a policy uses; a name without one is taken as a group kept elsewhere. */
export function declaredGroupNamed(baseline: Baseline, name: string): Declared {
  return baseline.groups.find((group) => sameName(group.name, name)) ?? { name, managed: false };
}

/** Every org has Everyone, but Okta does not list it for an administrator of some groups only (okta-api 3.1). */
export function isEveryoneName(name: string): boolean {
  return sameName(name, everyoneGroupName);
}
