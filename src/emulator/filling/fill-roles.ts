import { isStandardRole, roleLabel } from "../people/role-labels.ts";
import type { CustomRole, ResourceSet, RoleAssignment } from "../state/access-state.ts";
import type { IdSource } from "../state/id-source.ts";
import { lookUp } from "./state-names.ts";
import type { WrittenState } from "./state-schema.ts";
import { madeLongAgo } from "./written-times.ts";

type WrittenRole = NonNullable<NonNullable<WrittenState["users"]>[number]["roles"]>[number];

/** The custom roles and resource sets of an org, and how its role assignments are filled. */
export interface RoleFilling {
  readonly customRoles: readonly CustomRole[];
  readonly resourceSets: readonly ResourceSet[];
  /** A role assignment; `SUPER_ADMIN` alone is one of that standard role, a label one of that custom role. */
  fill(role: WrittenRole): RoleAssignment;
  /** A type of standard role, or the id of a custom one that is meant by its label. */
  roleName(name: string): string;
}

/** Reads the custom roles of a written state. */
export function fillRoles(written: WrittenState, ids: IdSource): RoleFilling {
  const customRoles = (written.customRoles ?? []).map((role) => ({
    ...role,
    id: role.id ?? ids.next("cr0"),
    description: role.description ?? role.label,
    ...stamps(role),
  }));
  const resourceSets = (written.resourceSets ?? []).map((set) => ({
    ...set,
    id: set.id ?? ids.next("iam"),
    description: set.description ?? set.label,
    resources: set.resources ?? [],
    ...stamps(set),
  }));
  const roleName = lookUp(new Map(customRoles.map(({ label, id }) => [label, id])));
  const setId = lookUp(new Map(resourceSets.map(({ label, id }) => [label, id])));
  const labelOf = (id: string | null) => customRoles.find((role) => role.id === id)?.label;
  return {
    customRoles,
    resourceSets,
    roleName,
    fill: (role) => {
      const assignment = typeof role === "string" ? named(role, roleName) : role;
      const roleId = assignment.role == null ? null : roleName(assignment.role);
      return {
        id: assignment.id ?? ids.next(assignment.type === "CUSTOM" ? "irb" : "ra1"),
        type: assignment.type,
        label: assignment.label ?? labelOf(roleId) ?? roleLabel(assignment.type),
        status: assignment.status ?? "ACTIVE",
        role: roleId,
        resourceSet: assignment.resourceSet == null ? null : setId(assignment.resourceSet),
        ...stamps(assignment),
      };
    },
  };
}

function named(name: string, roleName: (name: string) => string): Exclude<WrittenRole, string> {
  const role = roleName(name);
  return !isStandardRole(name) && role !== name ? { type: "CUSTOM", role } : { type: name };
}

interface WrittenStamps {
  readonly created?: string | undefined;
  readonly lastUpdated?: string | undefined;
}

function stamps({ created = madeLongAgo, lastUpdated = created }: WrittenStamps) {
  return { created, lastUpdated };
}
