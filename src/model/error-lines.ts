/** Text of a failure: a PlumblineError, or one made up for a failure that nobody foresaw. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  /** One problem each. */
  readonly details: readonly string[];
  readonly remedy: string;
}

/** A failure as everybody prints it: what happened, its details indented, and what to do. */
export function errorLines({ code, message, details, remedy }: Failure): readonly string[] {
  return [`error[${code}]: ${message}`, ...details.map((detail) => `  ${detail}`), `fix: ${remedy}`];
}
