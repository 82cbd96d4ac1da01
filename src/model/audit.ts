/** Something that somebody had done through the page or its API. */
export interface AuditEntry {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly who: string;
  /** The operation of the API: `changeAlerts`. */
  readonly action: string;
  /** The body that was asked with, as JSON. */
  readonly about: string;
  /** `asked` until it has ended, `done`, or the code of what kept it from being done. */
  readonly outcome: string;
}
