import type { GroupId } from "../../model/ids.ts";
import type { ComparedOrg } from "../live/compared-org.ts";
import { whyPartial } from "../live/partly-read.ts";
import { listNames } from "../words/name-list.ts";
import { declaredGroupNamed, liveGroupsFor, whyAmbiguous } from "./declared-group.ts";
import { type ListDifference, type ListWords, leavesOut } from "./listed-people.ts";

/**
 * Compares the groups whose people a rule leaves out, or is for, with those declared, by name; null when they are the same.
 * Undecided where a name means several groups, and where groups that were not read may be the ones that are meant.
 *
 * @param live - null: an earlier version, which did not read them, wrote the snapshot
 */
export function compareGroups(
  declared: readonly string[],
  live: readonly GroupId[] | null,
  { baseline, org, judgement }: ComparedOrg,
  { does, should, noGroup }: ListWords = leavesOut,
): ListDifference | null {
  const expected = [...declared].sort();
  const those = (names: readonly string[]): string =>
    names.length === 0 ? noGroup : `the groups ${listNames(names)}`;
  const unknown = (why: string): ListDifference => ({
    status: "unknown",
    expected,
    actual: null,
    inWords: `could not be compared in the groups that it ${does}: ${why}`,
  });
  if (live === null) return unknown("the snapshot does not hold them");
  const index = judgement.live;
  const meant = declared.map((name) => declaredGroupNamed(baseline, name));
  const wanted = meant.map((group) => liveGroupsFor(group, index).map(({ id }) => id));
  const strangers = [...new Set(live)].filter((id) => !wanted.some((ids) => ids.includes(id)));
  const unreached = wanted.filter((ids) => !ids.some((id) => live.includes(id)));
  const isSame = strangers.length === 0 && unreached.length === 0;
  const ambiguity = meant.map((group) => whyAmbiguous(group, index)).find((why) => why !== null) ?? null;
  if (isSame) return ambiguity === null ? null : unknown(ambiguity);
  const areWhole = org.slices.groups !== undefined && whyPartial("groups", org) === null;
  const mayBeSame =
    strangers.length === unreached.length &&
    strangers.every((id) => index.group(id) === undefined) &&
    unreached.every((ids) => ids.length === 0);
  if (!areWhole && mayBeSame) return unknown("not every group could be read by name");
  const actual = [...new Set(live)].map((id) => index.group(id)?.name ?? `deleted group ${id}`).sort();
  const inWords = `${does} ${those(actual)}; it should ${should} ${those(expected)}`;
  return { status: "open", expected, actual, inWords };
}
