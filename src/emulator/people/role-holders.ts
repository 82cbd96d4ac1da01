import type { RoleAssignment } from "../state/access-state.ts";
import type { OrgStore } from "../state/org-store.ts";

interface HeldRole {
  /** Where the holder is found below `/api/v1`: `users/…` or `groups/…`. */
  readonly holder: string;
  readonly assignment: RoleAssignment;
}

/** Every assignment of an admin role to a person or a group. */
export function rolesOf(org: OrgStore): readonly HeldRole[] {
  const held = (
    family: string,
    { id, roles }: { readonly id: string; readonly roles: readonly RoleAssignment[] },
  ) => roles.map((assignment) => ({ holder: `${family}/${id}`, assignment }));
  return [
    ...org.users.all().flatMap((user) => held("users", user)),
    ...org.groups.all().flatMap((group) => held("groups", group)),
  ];
}
