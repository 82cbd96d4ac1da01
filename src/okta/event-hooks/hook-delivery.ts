import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Secret } from "../../model/secret.ts";

/** Event as a delivery reports it: the rest is in the System Log, which stays the truth. */
export interface DeliveredEvent {
  readonly uuid: string;
  readonly eventType: string;
}

const delivery = z.looseObject({
  eventType: z.literal("com.okta.event_hook"),
  data: z.looseObject({
    events: z.array(
      z.looseObject({ uuid: z.string().min(1).max(200), eventType: z.string().min(1).max(200) }),
    ),
  }),
});

/** The events of a delivery (okta-api 9); null when it is none. */
export function deliveredEvents(text: string): readonly DeliveredEvent[] | null {
  try {
    const { events } = delivery.parse(JSON.parse(text)).data;
    return events.map(({ uuid, eventType }) => ({ uuid, eventType }));
  } catch {
    return null;
  }
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Whether a header is the shared secret; how long it takes says nothing of either, their lengths included. */
export function isSecret(given: unknown, secret: Secret): boolean {
  return timingSafeEqual(digest(typeof given === "string" ? given : ""), digest(secret.reveal()));
}

/**
 * The body that answers Okta's one-time verification (okta-api 9); null when the challenge cannot be one of Okta's.
 */
export function verificationBody(challenge: unknown): string | null {
  if (typeof challenge !== "string" || !/^[\x21-\x7e]{1,512}$/.test(challenge)) return null;
  return JSON.stringify({ verification: challenge });
}
