import type { UserId } from "../../model/ids.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";

/** Whether a person is judged now, later, or not at all. */
export type Standing = "in-scope" | "pending" | "suspended" | "deprovisioned";

const standingOfStatus: Readonly<Record<string, Standing>> = {
  STAGED: "pending",
  PROVISIONED: "pending",
  SUSPENDED: "suspended",
  DEPROVISIONED: "deprovisioned",
};

/**
 * In scope are people who can sign in, or get there without an administrator: ACTIVE, RECOVERY, PASSWORD_EXPIRED,
 * LOCKED_OUT, and whoever has a status that we do not know (okta-api 1.3 lists them; ACTIVATING is transient).
 */
export function standingOf(person: Pick<Person, "status">): Standing {
  return Object.hasOwn(standingOfStatus, person.status)
    ? (standingOfStatus[person.status] ?? "in-scope")
    : "in-scope";
}

/** An org without the people who turned out to be gone while it was read, and how many they were. */
export interface OrgWithoutGone {
  readonly org: OrgSnapshot;
  readonly gone: number;
}

const withoutGone = new WeakMap<OrgSnapshot, OrgWithoutGone>();

/** Drops people whose enrolments answered 404 from everywhere that names them. Of the same org it is the same answer. */
export function dropGone(org: OrgSnapshot): OrgWithoutGone {
  const known = withoutGone.get(org) ?? findGone(org);
  withoutGone.set(org, known);
  return known;
}

function findGone(org: OrgSnapshot): OrgWithoutGone {
  const { factors, users, groupMembers } = org.slices;
  const gone = new Set<string>();
  // One key at a time: of a million people, pairs of all of them at once are a lot.
  for (const id in factors) if (factors[id as UserId]?.kind === "gone") gone.add(id);
  if (gone.size === 0) return { org, gone: 0 };
  const isHere = (id: UserId) => !gone.has(id);
  const slices = {
    ...org.slices,
    ...(users && { users: { ...users, people: users.people.filter(({ id }) => isHere(id)) } }),
    ...(groupMembers && {
      groupMembers: Object.fromEntries(
        Object.entries(groupMembers).map(([group, members]) => [group, members.filter(isHere)]),
      ),
    }),
  };
  return { org: { ...org, slices }, gone: gone.size };
}
