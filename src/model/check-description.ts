/** Description of a check, as far as it can be given without running it. */
export interface CheckDescription {
  readonly id: string;
  /** The good state, as a sentence. */
  readonly title: string;
  readonly severity: string;
  /** Why it matters. */
  readonly rationale: string;
  readonly remedy: string;
  readonly references: readonly string[];
}
