import type { LogActor, LogEvent, LogTarget } from "../../model/log-event.ts";

/** People and things of Acme that samples tell of. */
export const omar = person("omar");
export const dana = person("dana");
export const pulumi: LogActor = {
  id: "0oaPulumiServiceApp",
  type: "PublicClientApp",
  alternateId: "0oaPulumiServiceApp",
  displayName: "Pulumi",
};

/** As what Okta's support does shows in the log: Okta's own account, and nothing else. */
export const bySupport: Pick<LogEvent, "actor" | "client" | "transaction"> = {
  actor: { id: "00uOktaSystem", type: "User", alternateId: "system@okta.com", displayName: "Okta System" },
  client: { ipAddress: null, country: null, userAgent: null },
  transaction: { id: "unknown", type: "WEB", requestApiTokenId: null },
};

function person(name: string): LogActor {
  const displayName = name.slice(0, 1).toUpperCase() + name.slice(1);
  return { id: `00u${name}`, type: "User", alternateId: `${name}@acme.example`, displayName };
}

/** A person or an app as the target of an event. */
export const asTarget = (actor: LogActor): LogTarget => ({ ...actor, detailEntry: {}, changeDetails: null });

/** A thing as the target of an event, in Okta's manner: what has no login is called `unknown`. */
export function thing(
  type: string,
  id: string,
  displayName: string,
  more: Partial<Pick<LogTarget, "alternateId" | "detailEntry" | "changeDetails">> = {},
): LogTarget {
  return { id, type, displayName, alternateId: "unknown", detailEntry: {}, changeDetails: null, ...more };
}

/** Parts of an event that a sample tells; the rest is as usual: done by Omar in the admin console, with success. */
export interface SampleEvent extends Partial<Omit<LogEvent, "outcome">> {
  readonly eventType: string;
  readonly targets: readonly LogTarget[];
  readonly result?: string;
  readonly reason?: string;
  readonly apiTokenId?: string;
}

/** A System Log event for samples and tests, of 2 March 2026. */
export function sampleEvent({ result, reason, apiTokenId, ...event }: SampleEvent): LogEvent {
  return {
    uuid: "5d1c0a52-0000-4000-8000-000000000001",
    published: "2026-03-02T09:00:00.000Z",
    displayMessage: null,
    actor: omar,
    client: { ipAddress: "192.0.2.7", country: "Norway", userAgent: "Mozilla/5.0" },
    outcome: { result: result ?? "SUCCESS", reason: reason ?? null },
    debugData: {},
    transaction: { id: "req-1", type: "WEB", requestApiTokenId: apiTokenId ?? null },
    ...event,
  };
}
