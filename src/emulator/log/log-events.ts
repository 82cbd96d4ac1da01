import type { LogActor, LogEvent, LogTarget } from "../state/log-event.ts";
import type { EmulatedUser } from "../state/state.ts";
import type { JsonObject } from "../wire/json.ts";

/** Event to be logged; the rest of a System Log event is known from the request. */
export interface LogEntry {
  readonly eventType: string;
  readonly targets: readonly LogTarget[];
  readonly reason?: string;
  readonly result?: string;
  readonly debugData?: JsonObject;
}

export interface LogCircumstances {
  readonly uuid: string;
  readonly published: Date;
  readonly actor: LogActor;
  readonly tokenId: string | null;
  readonly requestId: string;
  readonly requestUri: string;
  readonly userAgent: string;
  readonly ipAddress: string;
}

/** Okta's wording of the events that the emulator writes, from the event catalogue (okta-api 6.1). */
const displayMessages: Readonly<Record<string, string>> = {
  "user.lifecycle.create": "Create Okta user",
  "user.lifecycle.activate": "Activate Okta user",
  "user.lifecycle.deactivate": "Deactivate Okta user",
  "user.lifecycle.reactivate": "Reactivate Okta user",
  "user.lifecycle.suspend": "Suspend Okta user",
  "user.lifecycle.unsuspend": "Unsuspend Okta user",
  "user.lifecycle.delete.initiated": "Initiate delete Okta user",
  "user.lifecycle.delete.completed": "Delete Okta user",
  "user.account.update_profile": "Update user profile for Okta",
  "user.account.reset_password": "Password reset by administrator",
  "user.account.expire_password": "Expire user's Okta password",
  "user.account.unlock_by_admin": "Unlock user account for Okta by admin",
  "user.mfa.factor.activate": "Activate factor or authenticator enrollment method for user",
  "user.mfa.factor.deactivate": "Reset factor for user",
  "user.mfa.factor.reset_all": "Reset all factors for user",
};

/** A whole event as `/api/v1/logs` gives it. */
export function logEvent(entry: LogEntry, circumstances: LogCircumstances): LogEvent {
  return {
    uuid: circumstances.uuid,
    published: circumstances.published.toISOString(),
    eventType: entry.eventType,
    version: "0",
    severity: entry.result === "FAILURE" ? "WARN" : "INFO",
    legacyEventType: null,
    displayMessage: displayMessages[entry.eventType] ?? null,
    actor: circumstances.actor,
    client: {
      userAgent: { rawUserAgent: circumstances.userAgent, os: "Unknown", browser: "UNKNOWN" },
      // The string, as Okta sends it (okta-api 6).
      zone: "null",
      device: "Unknown",
      id: null,
      ipAddress: circumstances.ipAddress,
      geographicalContext: null,
    },
    device: null,
    authenticationContext: {
      authenticationProvider: null,
      credentialProvider: null,
      credentialType: null,
      issuer: null,
      interface: null,
      authenticationStep: 0,
      rootSessionId: null,
      externalSessionId: "unknown",
    },
    outcome: { result: entry.result ?? "SUCCESS", reason: entry.reason ?? null },
    securityContext: { asNumber: null, asOrg: null, isp: null, domain: null, isProxy: null },
    debugContext: {
      debugData: {
        requestId: circumstances.requestId,
        requestUri: circumstances.requestUri.replace(/\?.*/s, ""),
        url: `${circumstances.requestUri.replace(/\?.*/s, "")}?`,
        ...entry.debugData,
      },
    },
    transaction: {
      type: "WEB",
      id: circumstances.requestId,
      detail: circumstances.tokenId === null ? {} : { requestApiTokenId: circumstances.tokenId },
    },
    request: {
      ipChain: [{ ip: circumstances.ipAddress, version: "V4", source: null, geographicalContext: null }],
    },
    target: entry.targets,
  };
}

/** A person as the target (or actor) of an event. */
export function userTarget(user: EmulatedUser): LogTarget {
  const { firstName, lastName, login } = user.profile;
  return target("User", user.id, [firstName, lastName].filter(Boolean).join(" ") || login, login);
}

/** Anything else as a target; what has no login is called `unknown`, as Okta does. */
export function target(
  type: string,
  id: string,
  displayName: string,
  alternateId = "unknown",
  detailEntry: JsonObject | null = null,
): LogTarget {
  return { id, type, alternateId, displayName, detailEntry };
}
