import { createHash } from "node:crypto";
import { z } from "zod";
import type { LogEvent, LogTarget } from "../../model/log-event.ts";
import { type UnreadEvent, unreadEventType } from "../../model/unread-event.ts";
import { firstIssue } from "./wire-problem.ts";

/**
 * Nearly everything of an event may be null, `target` itself too (okta-api 6). What is of another shape than Okta
 * documents counts as null: an event is too much to lose for a field.
 */
const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null);
const bag = z.record(z.string(), z.unknown()).nullish().catch(null);
const part = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.looseObject(shape).nullish().catch(null);

const wireTarget = part({
  id: text,
  type: text,
  alternateId: text,
  displayName: text,
  detailEntry: bag,
  changeDetails: part({ from: z.unknown().optional(), to: z.unknown().optional() }),
});

const wireDetails = z.looseObject({
  displayMessage: text,
  actor: part({ id: text, type: text, alternateId: text, displayName: text }),
  client: part({
    ipAddress: text,
    userAgent: part({ rawUserAgent: text }),
    geographicalContext: part({ country: text }),
  }),
  outcome: part({ result: text, reason: text }),
  target: z.array(wireTarget).nullish().catch(null),
  debugContext: part({ debugData: bag }),
  transaction: part({ id: text, type: text, detail: part({ requestApiTokenId: text }) }),
});

/** Fields that every System Log event must have: they say what happened, when, and whether it is new. */
export const wireLogHeading = z.looseObject({
  uuid: z.string().min(1),
  published: z.iso.datetime({ offset: true }),
  eventType: z.string().min(1),
});

type Details = z.output<typeof wireDetails>;

function toTarget(target: z.output<typeof wireTarget>): LogTarget | [] {
  if (target == null) return [];
  const { changeDetails } = target;
  return {
    id: target.id ?? null,
    type: target.type ?? "unknown",
    alternateId: target.alternateId ?? null,
    displayName: target.displayName ?? null,
    detailEntry: target.detailEntry ?? {},
    changeDetails: changeDetails == null ? null : { from: changeDetails.from, to: changeDetails.to },
  };
}

function clientOf({ client }: Details): LogEvent["client"] {
  return {
    ipAddress: client?.ipAddress ?? null,
    country: client?.geographicalContext?.country ?? null,
    userAgent: client?.userAgent?.rawUserAgent ?? null,
  };
}

function actorOf({ actor }: Details): LogEvent["actor"] {
  if (actor == null) return null;
  const { id, type, alternateId = null, displayName = null } = actor;
  return { id: id ?? "unknown", type: type ?? "unknown", alternateId, displayName };
}

function transactionOf({ transaction }: Details): LogEvent["transaction"] {
  return {
    id: transaction?.id ?? null,
    type: transaction?.type ?? null,
    requestApiTokenId: transaction?.detail?.requestApiTokenId ?? null,
  };
}

type LogDetails = Omit<LogEvent, "uuid" | "published" | "eventType">;

/** All of an event but its heading; empty where it is no event at all. */
function detailsOf(value: unknown): LogDetails {
  const details = wireDetails.safeParse(value).data ?? {};
  return {
    displayMessage: details.displayMessage ?? null,
    actor: actorOf(details),
    client: clientOf(details),
    outcome: { result: details.outcome?.result ?? null, reason: details.outcome?.reason ?? null },
    targets: (details.target ?? []).flatMap(toTarget),
    debugData: details.debugContext?.debugData ?? {},
    transaction: transactionOf(details),
  };
}

/** A System Log event, or one that cannot be read: then with all that can be. */
export function readLogEvent(
  value: unknown,
): { readonly event: LogEvent } | { readonly unread: UnreadEvent } {
  const heading = wireLogHeading.safeParse(value);
  const details = detailsOf(value);
  if (!heading.success) return { unread: unreadEvent(value, details, firstIssue(heading.error)) };
  const { uuid, published, eventType } = heading.data;
  return { event: { uuid, published: new Date(published).toISOString(), eventType, ...details } };
}

const { uuid, published, eventType } = wireLogHeading.shape;
const headingParts = part({
  uuid: uuid.nullish().catch(null),
  published: published.nullish().catch(null),
  eventType: eventType.nullish().catch(null),
});

function unreadEvent(value: unknown, details: LogDetails, issue: string): UnreadEvent {
  const known = headingParts.parse(value);
  const id = known?.uuid ?? null;
  const digest = createHash("sha256")
    .update(String(JSON.stringify(value)))
    .digest("hex")
    .slice(0, 32);
  const what = known?.eventType == null ? "event" : `event ${known.eventType}`;
  const reason = `malformed ${what}${id === null ? "" : ` ${id}`}: ${issue}`;
  return {
    id,
    reason,
    published: known?.published == null ? null : new Date(known.published).toISOString(),
    event: { ...details, uuid: id ?? `unread-${digest}`, eventType: unreadEventType, debugData: { reason } },
  };
}

/** The events of a page of the System Log; null when it is no list. */
export function readLogEvents(
  body: unknown,
): { readonly events: readonly LogEvent[]; readonly malformed: readonly UnreadEvent[] } | null {
  if (!Array.isArray(body)) return null;
  const read = body.map(readLogEvent);
  return {
    events: read.flatMap((one) => ("event" in one ? [one.event] : [])),
    malformed: read.flatMap((one) => ("unread" in one ? [one.unread] : [])),
  };
}
