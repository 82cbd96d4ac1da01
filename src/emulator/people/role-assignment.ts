import type { ApiCall } from "../call/api-call.ts";
import type { RoleAssignment } from "../state/access-state.ts";
import { invalid, notFound } from "../wire/api-failure.ts";
import { stringAt } from "../wire/json.ts";
import { isStandardRole, roleLabel } from "./role-labels.ts";

/**
 * The assignment that a `POST …/roles` asks for. A super administrator's has an id of its own; the other
 * standard roles have the type in base32 as id, the same for everybody (okta-api 3.3).
 * @throws ApiFailure E0000001 for a role that does not exist, or is held already
 */
export function newRole(call: ApiCall, held: readonly RoleAssignment[]): RoleAssignment {
  const type = stringAt(call.body, "type") ?? "";
  if (!isStandardRole(type) && type !== "CUSTOM") throw invalid("type", "Invalid role type.");
  if (type !== "CUSTOM" && held.some((role) => role.type === type)) {
    throw invalid("role", "The role specified is already assigned to the user.");
  }
  return {
    id: roleId(call, type),
    type,
    label: roleLabel(type),
    status: "ACTIVE",
    created: call.now,
    lastUpdated: call.now,
    role: stringAt(call.body, "role"),
    resourceSet: stringAt(call.body, "resource-set"),
  };
}

function roleId(call: ApiCall, type: string): string {
  if (type === "SUPER_ADMIN") return call.org.ids.next("ra1");
  return type === "CUSTOM" ? call.org.ids.next("irb") : base32(type);
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function base32(text: string): string {
  const bits = [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => alphabet[Number.parseInt(group.padEnd(5, "0"), 2)] ?? "").join("");
}

/**
 * The assignment of an id, among those held.
 * @throws ApiFailure E0000007
 */
export function heldRole(held: readonly RoleAssignment[], id: string): RoleAssignment {
  const role = held.find((candidate) => candidate.id === id);
  if (role === undefined) throw notFound(id, "RoleAssignment");
  return role;
}
