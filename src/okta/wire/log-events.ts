import { z } from "zod";
import type { LogEvent, LogTarget } from "../../model/log-event.ts";

const text = z.string().nullish();
const bag = z.record(z.string(), z.unknown()).nullish();

const wireTarget = z.looseObject({
  id: text,
  type: z.string(),
  alternateId: text,
  displayName: text,
  detailEntry: bag,
  changeDetails: z.looseObject({ from: z.unknown(), to: z.unknown() }).nullish(),
});

const heading = {
  uuid: z.string().min(1),
  published: z.iso.datetime({ offset: true }),
  eventType: z.string().min(1),
};

/** What every System Log event has. */
export const wireLogHeading = z.object(heading);

/** A System Log event; nearly everything may be null, `target` itself too (okta-api 6). */
export const wireLogEvent = z.looseObject({
  ...heading,
  displayMessage: text,
  actor: z.looseObject({ id: z.string(), type: z.string(), alternateId: text, displayName: text }).nullish(),
  client: z
    .looseObject({
      ipAddress: text,
      userAgent: z.looseObject({ rawUserAgent: text }).nullish(),
      geographicalContext: z.looseObject({ country: text }).nullish(),
    })
    .nullish(),
  outcome: z.looseObject({ result: text, reason: text }).nullish(),
  target: z.array(wireTarget).nullish(),
  debugContext: z.looseObject({ debugData: bag }).nullish(),
  transaction: z
    .looseObject({ id: text, type: text, detail: z.looseObject({ requestApiTokenId: text }).nullish() })
    .nullish(),
});

type WireLogEvent = z.output<typeof wireLogEvent>;

function toTarget(target: z.output<typeof wireTarget>): LogTarget {
  const { changeDetails } = target;
  return {
    id: target.id ?? null,
    type: target.type,
    alternateId: target.alternateId ?? null,
    displayName: target.displayName ?? null,
    detailEntry: target.detailEntry ?? {},
    changeDetails: changeDetails == null ? null : { from: changeDetails.from, to: changeDetails.to },
  };
}

function clientOf({ client }: WireLogEvent): LogEvent["client"] {
  return {
    ipAddress: client?.ipAddress ?? null,
    country: client?.geographicalContext?.country ?? null,
    userAgent: client?.userAgent?.rawUserAgent ?? null,
  };
}

function actorOf({ actor }: WireLogEvent): LogEvent["actor"] {
  if (actor == null) return null;
  const { id, type, alternateId = null, displayName = null } = actor;
  return { id, type, alternateId, displayName };
}

export function toLogEvent(event: WireLogEvent): LogEvent {
  return {
    uuid: event.uuid,
    published: new Date(event.published).toISOString(),
    eventType: event.eventType,
    displayMessage: event.displayMessage ?? null,
    actor: actorOf(event),
    client: clientOf(event),
    outcome: { result: event.outcome?.result ?? null, reason: event.outcome?.reason ?? null },
    targets: (event.target ?? []).map(toTarget),
    debugData: event.debugContext?.debugData ?? {},
    transaction: {
      id: event.transaction?.id ?? null,
      type: event.transaction?.type ?? null,
      requestApiTokenId: event.transaction?.detail?.requestApiTokenId ?? null,
    },
  };
}
