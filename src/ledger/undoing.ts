/** That something was undone: kept, since what it undid may be delivered after it (okta-api 6). */
export interface Undoing {
  /** The id of what it was done to. */
  readonly subject: string;
  readonly eventType: string;
  /** `published`: ISO 8601, UTC. */
  readonly at: string;
  /** Who did it, as the end of a sentence. */
  readonly by: string;
}
