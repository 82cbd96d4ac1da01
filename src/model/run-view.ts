import type { Approval, Exemption } from "./baseline.ts";
import type { ShownLevel } from "./explained-sign-in.ts";
import type { PeopleView, PersonView } from "./people-view.ts";
import type { ViewedWay } from "./viewed-way.ts";

/** From policy to protection: each step is of use only with those before it. */
export const protectionSteps = ["governed", "enrolled", "usable", "asked", "phishing-resistant"] as const;
export type ProtectionStep = (typeof protectionSteps)[number];

/** Whether somebody has got that far; unknown is never yes. */
export type StepAnswer = "yes" | "no" | "unknown";

/** One person of a run, as a page shows them. Objects of equal content are shared. */
export interface RunPerson extends PersonView {
  /** Administrator roles, direct or through a group; null: not read. */
  readonly roles: readonly string[] | null;
  /** Labels of those applications that the baseline names and that are assigned; null: not read. */
  readonly apps: readonly string[] | null;
  /** The weakest first; empty where the sign-on policies were not read. */
  readonly ways: readonly ViewedWay[];
  /** One answer for each of `protectionSteps`, each by itself. */
  readonly steps: readonly StepAnswer[];
}

/** A live policy, and how it stands to the baseline. */
export interface ViewedPolicy {
  readonly kind: "enrollment" | "session" | "app";
  readonly id: string;
  readonly name: string;
  readonly status: string;
  /** Null where there is no order. */
  readonly priority: number | null;
  readonly isSystem: boolean;
  readonly isDeclared: boolean;
  readonly groups: readonly string[];
  readonly apps: readonly string[];
  /** Each in words, in order; null: not read. */
  readonly rules: readonly string[] | null;
  /** Enrollment that it asks for: `webauthn REQUIRED`. */
  readonly settings: readonly string[];
  /** People for whom it is in effect, for certain or maybe; null where that is not worked out. */
  readonly people: number | null;
}

/** Parts of a run that a page needs besides its report. */
export interface RunView extends Omit<PeopleView, "people"> {
  readonly people: readonly RunPerson[];
  readonly policies: readonly ViewedPolicy[];
  readonly exemptions: readonly Exemption[];
  readonly approvals: readonly Approval[];
}

/** The same, whose people are made one by one as often as they are gone through: of a large org there is not room for all. */
export interface StreamedRunView extends Omit<RunView, "people"> {
  readonly people: Iterable<RunPerson>;
}

/** Whether a view of people is one of a whole run, with how they sign in. */
export const isRunView = (view: PeopleView): view is RunView => "policies" in view;

/** How many people in scope got so far, cumulatively: who misses a step, or of whom it is unknown, is in no later one. */
export interface StepCount {
  readonly step: ProtectionStep;
  readonly yes: number;
  readonly no: number;
  readonly unknown: number;
}

/** Numbers of a run that are kept for its history. */
export interface RunFigures {
  readonly inScope: number;
  readonly steps: readonly StepCount[];
  /** People in scope by their weakest way in; a level nobody has is left out. */
  readonly ways: Readonly<Partial<Record<ShownLevel, number>>>;
  /** People in scope whom no requirement finds wanting, of those of whom something is asked. */
  readonly met: { readonly people: number; readonly asked: number };
}

/** How far somebody got: the answer to each step, where all before it were yes; null: not got so far. */
export function reached(steps: readonly StepAnswer[]): readonly (StepAnswer | null)[] {
  let still = true;
  return steps.map((answer) => {
    const here = still ? answer : null;
    still = still && answer === "yes";
    return here;
  });
}
