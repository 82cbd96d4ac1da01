import type { RoleAssignment } from "./access-state.ts";
import type { EmulatorState } from "./state.ts";

/** Rights that a caller has through admin roles. */
export interface Powers {
  readonly isSuperAdmin: boolean;
  /** Permissions of custom roles, which hold for everything here: resource sets do not narrow them. */
  readonly permissions: ReadonlySet<string>;
}

/** Whether a person or group holds the role that may do everything. */
export function isSuperAdmin({ roles }: { readonly roles: readonly RoleAssignment[] }): boolean {
  return roles.some(({ type, status }) => type === "SUPER_ADMIN" && status === "ACTIVE");
}

/**
 * Rights that standard roles (by type) and custom ones (by id) give together.
 * @param names types and ids
 */
export function powersOf(
  names: readonly string[],
  { customRoles }: Pick<EmulatorState, "customRoles">,
): Powers {
  const custom = customRoles.filter(({ id }) => names.includes(id));
  return {
    isSuperAdmin: names.includes("SUPER_ADMIN"),
    permissions: new Set(custom.flatMap(({ permissions }) => permissions)),
  };
}

/** The name of an assignment's role, as {@link powersOf} takes it. */
export const roleNameOf = ({ type, role }: RoleAssignment): string => role ?? type;
