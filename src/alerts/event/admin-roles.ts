import type { LogEvent } from "../../model/log-event.ts";
import { plainName } from "./plain-name.ts";

const grants: ReadonlySet<string> = new Set([
  "user.account.privilege.grant",
  "user.privileged_account.privilege.grant",
]);
const revocations: ReadonlySet<string> = new Set([
  "user.account.privilege.revoke",
  "user.privileged_account.privilege.revoke",
]);

/** The types of events that say which admin roles a person holds. */
export const roleEventTypes: readonly string[] = [...grants, ...revocations];

/**
 * The admin roles that a person holds after an event, groups included: a grant lists all of them, a revocation is the
 * end of the last (Okta's catalogue of event types). Null when the event does not say.
 */
export function rolesTold({ eventType, debugData }: LogEvent): readonly string[] | null {
  if (revocations.has(eventType)) return [];
  const said = debugData["privilegeGranted"];
  if (!grants.has(eventType) || typeof said !== "string") return null;
  return said
    .split(",")
    .map((role) => role.trim())
    .filter((role) => role !== "")
    .map((role) => plainName([role]));
}
