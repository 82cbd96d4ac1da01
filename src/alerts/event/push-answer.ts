import type { AlertSubject } from "../../model/alert.ts";
import type { LogEvent } from "../../model/log-event.ts";
import { personOf } from "./subject.ts";

const classicDenial = "user.mfa.okta_verify.deny_push";
const signIn = "user.authentication.auth_via_mfa";

/** Events of answers to a push, whatever the engine: there is one for every sign-in, so that each must cost little. */
export const pushEventTypes: readonly string[] = [classicDenial, signIn];

export const isPushEvent = ({ eventType }: LogEvent): boolean => pushEventTypes.includes(eventType);

/** Okta's words for a push that was turned down rather than missed. */
const denied = /INVALID_CREDENTIALS|REJECT|DEN(Y|IED)/i;

/**
 * Answer to an Okta Verify push; null for another factor, and for no answer. Classic logs a denial by
 * its own type, Identity Engine as a failed verification for INVALID_CREDENTIALS (Okta's catalogue of event types).
 */
export function pushAnswer({ eventType, outcome, debugData }: LogEvent): "accepted" | "denied" | null {
  if (eventType === classicDenial) return "denied";
  const factor = debugData["factor"];
  if (eventType !== signIn || typeof factor !== "string" || !/PUSH/i.test(factor)) return null;
  if (outcome.result === "SUCCESS") return "accepted";
  const said = `${outcome.reason ?? ""} ${String(debugData["pushOnlyResponseType"] ?? "")}`;
  return outcome.result === "FAILURE" && denied.test(said) ? "denied" : null;
}

/** Who signs in or reports something: the one who acts, or whom the event is about. */
export function actingPerson(event: LogEvent): AlertSubject | null {
  const { actor } = event;
  const itself = actor?.type === "User" ? [{ ...actor, detailEntry: {}, changeDetails: null }] : [];
  return personOf({ ...event, targets: itself }) ?? personOf(event);
}
