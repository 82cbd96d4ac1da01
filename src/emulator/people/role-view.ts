import type { RoleAssignment } from "../state/access-state.ts";
import type { JsonObject } from "../wire/json.ts";

/** A role assignment; `assignee` is the address of the person or group that the answer is about. */
export function roleView(
  role: RoleAssignment,
  assignmentType: "USER" | "GROUP",
  assignee: string,
): JsonObject {
  return {
    id: role.id,
    label: role.label,
    type: role.type,
    ...(role.role === null ? {} : { role: role.role }),
    ...(role.resourceSet === null ? {} : { "resource-set": role.resourceSet }),
    status: role.status,
    created: role.created,
    lastUpdated: role.lastUpdated,
    assignmentType,
    _links: { assignee: { href: assignee } },
  };
}
