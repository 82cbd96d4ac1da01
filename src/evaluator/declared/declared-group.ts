import type { Baseline, BaselineGroup } from "../../model/baseline.ts";
import type { Group } from "../../model/snapshot.ts";
import { everyoneGroupName, sameName } from "../../model/words.ts";
import type { LiveIndex } from "../live-index.ts";

/**
 * The live group that a declared one means. A managed group is Okta's own: a group of the same name that an
 * application or directory keeps (APP_GROUP) is another group, and nobody reviewed who gets into it.
 */
export function liveGroupFor(
  declared: Pick<BaselineGroup, "name" | "managed">,
  live: LiveIndex,
): Group | undefined {
  const group = live.groupNamed(declared.name);
  return declared.managed && group?.type === "APP_GROUP" ? undefined : group;
}

/** The declaration behind a name that a policy uses; a name without one is taken as a group kept elsewhere. */
export function declaredGroupNamed(
  baseline: Baseline,
  name: string,
): Pick<BaselineGroup, "name" | "managed"> {
  return baseline.groups.find((group) => sameName(group.name, name)) ?? { name, managed: false };
}

/** Every org has Everyone, but Okta does not list it for an administrator of some groups only (okta-api 3.1). */
export function isEveryoneName(name: string): boolean {
  return sameName(name, everyoneGroupName);
}
