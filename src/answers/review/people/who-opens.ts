import { openTo, setOf } from "../../../evaluator/sign-on/assigned-people.ts";
import { isOktasOwn } from "../../../model/first-party-apps.ts";
import type { AppId, UserId } from "../../../model/ids.ts";
import type { OrgSnapshot } from "../../../model/snapshot.ts";

/** Applications that come under a pair of policies, before and after. */
interface Under {
  readonly appIds: readonly AppId[];
}

/** Who can open what is under pairs of policies. */
interface Openers {
  opens(person: UserId): (pair: Under) => boolean;
  /** Whether the person is taken to open it only because not everybody was read who can; never of what Okta opens to all. */
  isUnread(person: UserId, pair: Under): boolean;
}

/**
 * Prepares telling who can open what is under each of these pairs: who is assigned to one of its applications, today or by
 * a group that a baseline puts the person into. Anybody may where assignments, or members of an assigned group, were not read.
 */
export function whoOpens(pairs: readonly Under[], base: OrgSnapshot, head: OrgSnapshot): Openers {
  const places = new Map(pairs.map((pair, index) => [pair, index]));
  const digitsOf = openTo(pairs, base);
  const nobodyListed = digitsOf("nobody" as UserId);
  const apps = new Map((base.slices.apps ?? []).map((app) => [app.id, app]));
  const byGroup = new Map(pairs.map((pair) => [pair, membersAssigned(pair)]));
  const own = ownAppsOf(base);
  const isOn = (digits: string, pair: Under): boolean => digits[places.get(pair) ?? -1] === "1";

  /** Null: not known of one of the groups. */
  function membersAssigned({ appIds }: Under): readonly ReadonlySet<UserId>[] | null {
    const groups = new Set(appIds.flatMap((id) => apps.get(id)?.groupIds ?? []));
    const lists = [...groups].map((id) => head.slices.groupMembers?.[id]);
    const known = lists.filter((list) => list !== undefined);
    return known.length < lists.length ? null : known.map(setOf);
  }

  return {
    opens: (person) => {
      const digits = digitsOf(person);
      return (pair) => isOn(digits, pair) || (byGroup.get(pair)?.some((some) => some.has(person)) ?? true);
    },
    isUnread: (person, pair) => {
      if (pair.appIds.length === 0 || pair.appIds.some((id) => own.has(id))) return false;
      return isOn(nobodyListed, pair) || (byGroup.get(pair) === null && !isOn(digitsOf(person), pair));
    },
  };
}

/** Okta's own applications, shown or not: everybody can open them. */
const ownAppsOf = ({ slices }: OrgSnapshot): ReadonlySet<AppId> =>
  new Set([
    ...(slices.appMappings ?? []).filter(isOktasOwn).map(({ id }) => id),
    ...(slices.appPolicies ?? []).flatMap(({ hiddenAppIds }) => hiddenAppIds ?? []),
  ]);
