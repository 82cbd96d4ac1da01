/** A place in the Okta console. */
export interface ConsoleLink {
  readonly label: string;
  readonly url: string;
}

/** What whoever is on call is told beside an alert. */
export interface AlertGuidance {
  /** Why it matters. */
  readonly why: string;
  /** What to do now. */
  readonly remedy: string;
  /** How it closes, and by when, as a clause. */
  readonly closes: string;
  readonly links: readonly ConsoleLink[];
}
