import type { LogEvent } from "../../model/log-event.ts";
import { plainName } from "../event/plain-name.ts";

/** Events that make somebody an administrator, alone or through a group. */
export const grantEvents: readonly string[] = [
  "user.account.privilege.grant",
  "group.privilege.grant",
  "iam.resourceset.bindings.add",
];

/** Roles that an event granted, as `granted …`: a finding that it explains is about something else. Null of other events. */
export function grantedRoles({ eventType, debugData }: LogEvent): string | null {
  if (!grantEvents.includes(eventType)) return null;
  const granted = debugData["privilegeGranted"];
  const roles =
    typeof granted === "string" && granted !== "" ? plainName([granted]) : "an administrator role";
  return eventType === "group.privilege.grant" ? `granted ${roles} to a group` : `granted ${roles}`;
}
