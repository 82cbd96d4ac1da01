import { didYouMean } from "../../../policy/source/closest.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { Fleet, FleetOrg } from "../../model/fleet.ts";

/** Orgs to choose; an empty list leaves none out. One has to be in every list that is not empty. */
export interface OrgChoice {
  readonly org: readonly string[];
  readonly tag: readonly string[];
  readonly owner: readonly string[];
}

/**
 * Orgs of a fleet by name, tag and owner, in its order.
 *
 * @throws PlumblineError ORG_NOT_FOUND for a word that no org bears, and where no org has all that is asked: nothing checked must not
 * look like all in line
 */
export function chooseOrgs({ path, orgs }: Fleet, choice: OrgChoice): readonly FleetOrg[] {
  refuseUnknown(
    choice.org,
    orgs.map(({ name }) => name),
    `${path} has no org called`,
  );
  refuseUnknown(
    choice.tag,
    orgs.flatMap(({ tags }) => tags),
    `no org of ${path} has the tag`,
  );
  refuseUnknown(
    choice.owner,
    orgs.flatMap(({ owner }) => owner ?? []),
    `no org of ${path} has the owner`,
  );
  const isIn = (wanted: readonly string[], words: readonly string[]): boolean =>
    wanted.length === 0 || words.some((word) => wanted.some((one) => isSame(one, word)));
  const chosen = orgs.filter(
    ({ name, tags, owner }) =>
      isIn(choice.org, [name]) && isIn(choice.tag, tags) && isIn(choice.owner, owner === null ? [] : [owner]),
  );
  if (chosen.length > 0) return chosen;
  throw new PlumblineError("ORG_NOT_FOUND", `no org of ${path} has all that was asked for`, {
    remedy: "leave out one of --org, --tag and --owner",
  });
}

/** The two orgs of these names. Throws ORG_NOT_FOUND, and USAGE where both are one. */
export function twoOrgs(
  fleet: Fleet,
  [one, other]: readonly [string, string],
): readonly [FleetOrg, FleetOrg] {
  const [first] = chooseOrgs(fleet, { org: [one], tag: [], owner: [] });
  const [second] = chooseOrgs(fleet, { org: [other], tag: [], owner: [] });
  if (first !== undefined && second !== undefined && first !== second) return [first, second];
  throw new PlumblineError("USAGE", `${one} and ${other} are one org`, {
    remedy: "name two orgs of the fleet",
  });
}

const plain = (word: string): string => word.normalize("NFC").toLowerCase();
const isSame = (left: string, right: string): boolean => plain(left) === plain(right);

function refuseUnknown(wanted: readonly string[], known: readonly string[], complaint: string): void {
  const unknown = wanted.find((one) => !known.some((word) => isSame(one, word)));
  if (unknown === undefined) return;
  const all = [...new Set(known)];
  throw new PlumblineError("ORG_NOT_FOUND", `${complaint} "${unknown}"${didYouMean(unknown, all)}`, {
    remedy: all.length === 0 ? "leave it out: none has any" : `choose from ${all.join(", ")}`,
  });
}
