import type { Severity } from "./words.ts";

/** Description of a detection for people: everything but how it judges. */
export interface DetectionDescription {
  readonly id: string;
  /** Event that it detects, as a sentence. */
  readonly title: string;
  /** The usual one; an alert may carry another. */
  readonly severity: Severity;
  readonly why: string;
  /** Action to take now. */
  readonly remedy: string;
  /** When its alerts close, as a clause. */
  readonly closes: string;
  /** The System Log event types that it reads. */
  readonly eventTypes: readonly string[];
  /** Of a sample: what an alert says. */
  readonly says: string;
  readonly references: readonly string[];
}
