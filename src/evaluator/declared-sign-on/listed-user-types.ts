import type { UserTypeId } from "../../model/ids.ts";
import { userTypesFor, whyManyTypes } from "../declared/declared-user-type.ts";
import type { ListDifference, ListWords } from "../declared/listed-people.ts";
import type { ComparedOrg } from "../live/compared-org.ts";
import type { LiveIndex } from "../live/live-index.ts";
import { whyPartial } from "../live/partly-read.ts";
import { listNames } from "../words/name-list.ts";

/** As the baseline calls the type, else by its name; by its id where types were not read. */
const calledIn =
  (declared: readonly string[], live: LiveIndex) =>
  (id: UserTypeId): string =>
    declared.find((name) => userTypesFor(name, live).includes(id)) ?? live.userType(id)?.name ?? id;

/**
 * Compares the user types that a rule is for, or leaves out, with those declared, by name or id; null when they are the same.
 * Undecided where a name means several types, and where types that were not read may be the ones that are meant.
 */
export function compareUserTypes(
  declared: readonly string[],
  live: readonly UserTypeId[],
  { org, judgement }: ComparedOrg,
  { does, should }: ListWords,
): ListDifference | null {
  const index = judgement.live;
  const expected = [...declared].sort();
  const wanted = declared.map((name) => userTypesFor(name, index));
  const strangers = live.filter((id) => !wanted.some((ids) => ids.includes(id)));
  const unreached = wanted.filter((ids) => !ids.some((id) => live.includes(id)));
  const unknown = (inWords: string): ListDifference => ({
    status: "unknown",
    expected,
    actual: null,
    inWords,
  });
  if (strangers.length === 0 && unreached.length === 0) {
    const many = declared.map((name) => whyManyTypes(name, index)).find((why) => why !== null) ?? null;
    return many === null ? null : unknown(`could not be compared in the user types that it ${does}: ${many}`);
  }
  const actual = live.map(calledIn(declared, index)).sort();
  const those = (names: readonly string[]) =>
    names.length === 0 ? "no user type" : `the user types ${listNames(names)}`;
  const areWhole = org.slices.userTypes !== undefined && whyPartial("user-types", org) === null;
  const mayBeSame =
    strangers.length === unreached.length &&
    strangers.every((id) => index.userType(id) === undefined) &&
    unreached.every((ids) => ids.length === 0);
  return !areWhole && mayBeSame
    ? unknown(`${does} ${those(actual)}, which are not known by name; it should ${should} ${those(expected)}`)
    : {
        status: "open",
        expected,
        actual,
        inWords: `${does} ${those(actual)}; it should ${should} ${those(expected)}`,
      };
}
