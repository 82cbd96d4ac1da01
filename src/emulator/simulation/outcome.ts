/** Result of a condition, a rule or a policy in a simulation, in Okta's words. */
export type Outcome = "MATCH" | "NOT_MATCH" | "UNDEFINED";

/** A condition of a rule or policy, and what became of it. */
export interface Judged {
  /** Okta's name of the condition: `network`, `people.groups.include`, … */
  readonly type: string;
  readonly status: Outcome;
}

/** Whether something that is known holds. */
export const known = (holds: boolean): Outcome => (holds ? "MATCH" : "NOT_MATCH");

/** Everything holds: one that does not settles it, one that is not known leaves it open. */
export function all(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes("NOT_MATCH")) return "NOT_MATCH";
  return outcomes.includes("UNDEFINED") ? "UNDEFINED" : "MATCH";
}

/** Something holds. */
export function any(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes("MATCH")) return "MATCH";
  return outcomes.includes("UNDEFINED") ? "UNDEFINED" : "NOT_MATCH";
}

/** The opposite. */
export function not(outcome: Outcome): Outcome {
  if (outcome === "UNDEFINED") return outcome;
  return outcome === "MATCH" ? "NOT_MATCH" : "MATCH";
}
