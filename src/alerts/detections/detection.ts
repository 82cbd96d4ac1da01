import type { AlertEvent } from "../../ledger/alert-record.ts";
import type { OrgMemory, PersonMemory } from "../../ledger/memory.ts";
import type { AlertActor, AlertSubject } from "../../model/alert.ts";
import type { DetectionId } from "../../model/alert-names.ts";
import type { LogEvent } from "../../model/log-event.ts";
import type { Severity } from "../../model/words.ts";
import type { AlertRules } from "../event/alert-rules.ts";
import type { LiveFacts } from "../memory/live-facts.ts";
import type { Memory } from "../memory/memory.ts";

/** One kind of thing that somebody should look at: metadata, a pure judgement of one event, samples that are its tests. */
export interface Detection {
  /** Kebab-case, stable, equal to the file's name (`src/alerts/detections/<id>.detection.ts`). */
  readonly id: DetectionId;
  /** The event, as a sentence. */
  readonly title: string;
  readonly why: string;
  /** First steps, for somebody who was just woken. */
  readonly remedy: string;
  /** The usual one; an alert may carry another. */
  readonly severity: Severity;
  /** The System Log event types that it reads. */
  readonly eventTypes: readonly string[];
  /** Events that did not succeed are looked at, too; otherwise only what was done counts. */
  readonly readsAttempts?: boolean;
  /** When its alerts close by themselves by what the org looks like now. */
  readonly closing: ClosingRule;
  /** Event types that close them by themselves: what was done to the same subject was undone. */
  readonly closedBy: readonly string[];
  /** Okta documentation, STIG ids, rules of others. */
  readonly references: readonly string[];
  readonly samples: readonly DetectionSample[];
  /** Null: nothing to look at. */
  detect(event: LogEvent, memory: Memory, settings: AlertRules): AlertDraft | null;
}

/**
 * - `requirements`: the person meets every requirement (in the groups, enrolled)
 * - `acceptable-factor`: the person has an acceptable factor again
 * - `factor-restored`: the same, and a factor was enrolled or came back since
 * - `as-declared`: what was changed is as the baseline declares it; a policy that nobody declared is out of effect
 * - `asks-enough`: the same, or nobody gets in by an app policy that is not declared with less than is asked of everyone
 * - `by-hand`: somebody has to say that it is settled
 */
export type ClosingRule =
  | "requirements"
  | "acceptable-factor"
  | "factor-restored"
  | "as-declared"
  | "asks-enough"
  | "by-hand";

/** A detection's answer on an event; the rest of the alert follows from the event itself. */
export interface AlertDraft {
  readonly subject: AlertSubject;
  /** One plain sentence. */
  readonly title: string;
  /** The detection's own unless given. */
  readonly severity?: Severity;
  /** When what is asked of the person must be there; null when left out. */
  readonly dueAt?: string | null;
  /** The event itself unless given; in any order, and one may be named twice. */
  readonly events?: readonly AlertEvent[];
  /** Who did it, where that is not the event's own actor. */
  readonly by?: { readonly actor: AlertActor; readonly isManaged: boolean };
  /** Detections whose alerts on the same events this one tells better. */
  readonly replaces?: readonly DetectionId[];
}

/** An event with what came before it, and what is to be made of it. */
export interface DetectionSample {
  readonly kind: "positive" | "negative" | "failure" | "self" | "administrator" | "managed";
  /** Point of the sample, as a clause. */
  readonly name: string;
  readonly event: LogEvent;
  readonly person?: Partial<PersonMemory>;
  readonly org?: Partial<OrgMemory>;
  readonly live?: Partial<LiveFacts>;
  readonly rules?: Partial<AlertRules>;
  /** Fields of the alert that must be as given; null when there must be none. */
  readonly raises: ExpectedDraft | null;
}

export interface ExpectedDraft {
  readonly title: string;
  readonly severity?: Severity;
  readonly via?: AlertActor["via"];
  readonly dueAt?: string;
  readonly isManaged?: boolean;
  readonly events?: readonly string[];
}
