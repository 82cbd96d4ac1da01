import type { Severity } from "./words.ts";

/** What people are told of a detection: everything but how it judges. */
export interface DetectionDescription {
  readonly id: string;
  /** What happened, as a sentence. */
  readonly title: string;
  /** The usual one; an alert may carry another. */
  readonly severity: Severity;
  readonly why: string;
  /** What to do now. */
  readonly remedy: string;
  /** When its alerts close, as a clause. */
  readonly closes: string;
  /** The System Log event types that it reads. */
  readonly eventTypes: readonly string[];
  /** Of a sample: what an alert says. */
  readonly says: string;
  readonly references: readonly string[];
}
