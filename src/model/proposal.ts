/** A baseline as it would be if the drift were meant, for people to read: what was written, and what undoes the drift. */
export interface Proposal {
  /** The baseline that was checked, and the file that was written; null where there was nothing to propose. */
  readonly baseline: string;
  readonly file: string | null;
  /** Findings that are now declared. */
  readonly declared: readonly ProposedFinding[];
  /** Findings that a baseline cannot say: accepted until a day, with an owner to be named. */
  readonly accepted: readonly ProposedFinding[];
  /** The last day of what is accepted: `YYYY-MM-DD`, UTC. */
  readonly until: string;
  /** How many people still lack what a requirement asks. */
  readonly people: number;
  /** How many findings only wait for the stack: the baseline is newer than what was applied. */
  readonly notApplied: number;
  /** Findings that stay as they are, one sentence each. */
  readonly left: readonly string[];
  readonly undo: Undo;
}

/** A finding that was proposed away. */
export interface ProposedFinding {
  readonly check: string;
  readonly subject: string;
}

/** Way to put the org back, if the drift was not meant. */
export interface Undo {
  /** How many findings `pulumi up --refresh` puts right. */
  readonly byPulumi: number;
  /** How many people `plumbline enroll` plans to add to groups. */
  readonly byEnroll: number;
  /** Findings on the org that need a hand. */
  readonly byHand: readonly { readonly subject: string; readonly remedy: string }[];
}
