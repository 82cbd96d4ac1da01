import type { LogEvent } from "./log-event.ts";

/** The type that an event gets that cannot be read, so that an alert tells of it: no type of Okta's. */
export const unreadEventType = "plumbline.event.unread";

/** Something in the System Log that is no event that we can read: what it was is told, not dropped. */
export interface UnreadEvent {
  /** Okta's uuid, where even that much could be read. */
  readonly id: string | null;
  /** The cause, as a clause. */
  readonly reason: string;
  /** ISO 8601, UTC; null when that could not be read. */
  readonly published: string | null;
  /** Part that could be read, as an event of `unreadEventType`; the uuid is a digest where there is none. */
  readonly event: Omit<LogEvent, "published">;
}

/** An event that could not be read as one that detections look at. @param readAt stands for a time that is not known */
export function asLogEvent({ event, published }: UnreadEvent, readAt: string): LogEvent {
  return { ...event, published: published ?? readAt };
}
