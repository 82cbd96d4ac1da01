import type { ActorChannel, AlertActor } from "../../model/alert.ts";
import type { LogEvent } from "../../model/log-event.ts";
import { plainName } from "./plain-name.ts";

const oktaSystem = "system@okta.com";

/** Who did it and how, from a System Log event. */
export function actorOf(event: LogEvent): AlertActor {
  const { actor, client } = event;
  const { ipAddress: ip, country } = client;
  const via = channelOf(event);
  if (actor === null) return { type: "unknown", id: "unknown", name: "somebody unknown", ip, country, via };
  const { id, type, alternateId, displayName } = actor;
  const name = plainName(type === "User" ? [alternateId, displayName, id] : [displayName, alternateId, id]);
  return { type, id, name, ip, country, via };
}

/** Whether the one who did it is named among those whose changes are ours, by client id or login. */
export function isManagedChange({ actor }: LogEvent, managedActors: readonly string[]): boolean {
  if (actor === null) return false;
  const login = actor.alternateId?.toLowerCase();
  return managedActors.some((managed) => managed === actor.id || managed.toLowerCase() === login);
}

/**
 * How it was done. What an OAuth client of our own looks like as an actor is not verified against a live org
 * (okta-api 6). Okta's own jobs (imports, automations) count as a service app: no person did it.
 */
function channelOf(event: LogEvent): ActorChannel {
  const { actor, transaction } = event;
  if (isOktaSupport(event)) return "Okta support";
  if (transaction.requestApiTokenId !== null) return "API token";
  if (actor !== null && actor.type !== "User") return "service app";
  return actor !== null && isOwn(event, actor.id) ? "self" : "admin console";
}

/** Signing in and reporting something are done by the person, whether the event names them as a target or not. */
const doneByOneself = /^user\.(authentication\.|mfa\.okta_verify|account\.report_suspicious_activity)/;

/** Only what becomes of people (`user.*`) can be done to oneself; a token's owner beside the token is not meant. */
const isOwn = ({ eventType, targets }: LogEvent, userId: string): boolean =>
  doneByOneself.test(eventType) ||
  (eventType.startsWith("user.") && targets.some(({ type, id }) => type === "User" && id === userId));

/**
 * Actions of Okta's support show as Okta's system account with no transaction, no user agent and no country
 * (panther-analysis, Okta.Support.Reset); everything about impersonation is about Okta's support as well.
 */
function isOktaSupport({ eventType, actor, client, transaction }: LogEvent): boolean {
  if (eventType.startsWith("user.session.impersonation.")) return true;
  return (
    actor?.alternateId === oktaSystem &&
    (transaction.id === null || transaction.id === "unknown") &&
    client.userAgent === null &&
    client.country === null
  );
}
