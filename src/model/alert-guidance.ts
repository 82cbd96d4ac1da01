/** A place in the Okta console, or on the page of `plumbline serve`. */
export interface ConsoleLink {
  readonly label: string;
  readonly url: string;
}

/** Guidance beside an alert for whoever is on call. */
export interface AlertGuidance {
  /** Why it matters. */
  readonly why: string;
  /** Action to take now. */
  readonly remedy: string;
  /** How it closes, and by when, as a clause. */
  readonly closes: string;
  readonly links: readonly ConsoleLink[];
}
