import type { UserId } from "../../model/ids.ts";
import type { Gap, OrgSnapshot } from "../../model/snapshot.ts";
import { everyoneGroupName } from "../../model/words.ts";

type Read = Pick<OrgSnapshot, "org" | "slices">;

/** Above this share of people gone on re-reading, it is no longer people who left while they were read. */
const mostGone = 0.05;

const lacks = (slice: Gap["slice"], reason: string): Gap => ({ slice, reason, affected: 0, ids: [] });

const noPeople = ({ slices: { users } }: Read): Gap | null =>
  users?.people.length === 0 ? lacks("users", "Okta listed nobody, and every org has people") : null;

const noEveryone = ({ slices: { groups } }: Read): Gap | null =>
  groups?.every(({ type, name }) => type !== "BUILT_IN" || name !== everyoneGroupName) === true
    ? lacks(
        "groups",
        "Okta did not list its own group Everyone, which every org has: these credentials are shown a part of the groups",
      )
    : null;

const noAdministrator = ({ slices: { adminRoles } }: Read): Gap | null => {
  if (adminRoles === undefined) return null;
  const holders = [...Object.values(adminRoles.users), ...Object.values(adminRoles.groups)];
  return holders.some((roles) => roles.length > 0)
    ? null
    : lacks(
        "admin-roles",
        "Okta showed no administrator, and every org has one: seeing them takes the Super Administrator role, or a custom role that may view administrators",
      );
};

const noAuthenticators = ({ org, slices: { authenticators } }: Read): Gap | null =>
  org.engine === "identity" && authenticators?.length === 0
    ? lacks("authenticators", "Okta listed no authenticator, and every org on Identity Engine has a password")
    : null;

const manyGone = ({ slices: { factors } }: Read): Gap | null => {
  const asked = Object.keys(factors ?? {});
  const ids = asked.filter((id) => factors?.[id as UserId]?.kind === "gone");
  if (ids.length <= asked.length * mostGone) return null;
  const reason = `${ids.length} of ${asked.length} people were gone when their enrolments were read, more than 5 %: what Okta says of people does not fit its list of them`;
  return { slice: "users", reason, affected: ids.length, ids };
};

const rules: readonly ((read: Read) => Gap | null)[] = [
  noPeople,
  noEveryone,
  noAdministrator,
  noAuthenticators,
  manyGone,
];

/**
 * Finds parts that cannot be all there is, however smoothly they were read: an administrator of some groups
 * is not shown Everyone, one without the right sees no administrator, and a list may come out empty. Such a
 * part is a gap like one that was refused.
 */
export function unlikelyParts(read: Read): readonly Gap[] {
  return rules.flatMap((rule) => rule(read) ?? []);
}
