import { randomUUID } from "node:crypto";
import { noCaller } from "../access/caller.ts";
import { logEvent, target } from "../log/log-events.ts";
import type { EventHook } from "../state/event-hook.ts";
import type { LogEvent } from "../state/log-event.ts";
import type { OrgStore } from "../state/org-store.ts";
import { fromPlain, type Json } from "../wire/json.ts";
import { deliverToHook } from "./call-hook.ts";

/** Told in the log, and never itself delivered. */
const deliveryType = "event_hook.delivery";

/** Sends what is logged to the hooks that asked for it, side by side, as Okta does: in no order, and perhaps late. */
export class HookDeliveries {
  readonly #clock: () => Date;
  readonly #baseUrl: () => string;
  readonly #ended: AbortSignal;

  /** @param ended ends what is under way */
  constructor(clock: () => Date, baseUrl: () => string, ended: AbortSignal) {
    this.#clock = clock;
    this.#baseUrl = baseUrl;
    this.#ended = ended;
  }

  /** Delivers events that were just logged; does not wait for it. */
  deliver(org: OrgStore, events: readonly LogEvent[]): void {
    if (events.length === 0) return;
    for (const hook of org.eventHooks.all()) {
      if (hook.status !== "ACTIVE" || hook.verificationStatus !== "VERIFIED") continue;
      const wanted = events.filter(
        ({ eventType }) => eventType !== deliveryType && hook.events.includes(eventType),
      );
      if (wanted.length > 0) this.#send(org, hook, wanted);
    }
  }

  #send(org: OrgStore, hook: EventHook, events: readonly LogEvent[]): void {
    const ended = this.#ended;
    deliverToHook(hook, this.#delivery(hook, events), ended)
      .then((isTaken) => {
        if (!isTaken && !ended.aborted) this.#logFailure(org, hook);
      })
      // There is nobody to tell.
      .catch(() => {});
  }

  #delivery(hook: EventHook, events: readonly LogEvent[]): Json {
    return {
      eventType: "com.okta.event_hook",
      eventTypeVersion: "1.0",
      cloudEventsVersion: "0.1",
      source: `${this.#baseUrl()}/api/v1/eventHooks/${hook.id}`,
      eventId: randomUUID(),
      eventTime: this.#clock().toISOString(),
      contentType: "application/json",
      data: { events: events.map(delivered) },
    };
  }

  #logFailure(org: OrgStore, hook: EventHook): void {
    const entry = {
      eventType: deliveryType,
      result: "FAILURE",
      reason: "The hook did not take the delivery",
      targets: [target("EventHook", hook.id, hook.name)],
    };
    const circumstances = {
      uuid: randomUUID(),
      published: this.#clock(),
      actor: noCaller.actor,
      tokenId: null,
      requestId: randomUUID(),
      requestUri: "",
      ipAddress: "127.0.0.1",
      userAgent: "",
    };
    org.log.push(logEvent(entry, circumstances));
  }
}

/** The chain of addresses is inside the client there, and there is a time that is always null (okta-api 9). */
function delivered({ request, client, ...rest }: LogEvent): Json {
  const event = {
    ...rest,
    client: { ...client, ipChain: request["ipChain"] ?? [] },
    insertionTimestamp: null,
  };
  return fromPlain(event);
}
