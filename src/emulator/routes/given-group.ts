import { type ApiCall, param } from "../call/api-call.ts";
import type { GroupRow } from "../state/org-store.ts";
import { notFound } from "../wire/api-failure.ts";

/**
 * The group that the path names by id.
 * @throws ApiFailure E0000007
 */
export function givenGroup(call: ApiCall): GroupRow {
  const id = param(call, "groupId");
  const group = call.org.groups.get(id);
  if (group === undefined) throw notFound(id, "UserGroup");
  return group;
}
