import { signInLevels } from "./sign-on-words.ts";

/** How strongly somebody is held at a door, with the ways of not getting in, and not being known, told apart. */
export const shownLevels = [...signInLevels, "open-enrollment", "blocked", "unknown"] as const;
export type ShownLevel = (typeof shownLevels)[number];

/** How somebody can sign in: the weakest way in to each app sign-in policy that has applications. */
export interface ExplainedSignIn {
  /** The weakest first. On Classic one, for the session alone. */
  readonly policies: readonly ExplainedEntry[];
  /** Why there may be others, one clause each. */
  readonly uncertainties: readonly string[];
}

/** The applications under one app sign-in policy, and what opens them. */
export interface ExplainedEntry extends ExplainedWay {
  /** Name of the app sign-in policy; null on Classic, which shows none. */
  readonly policy: string | null;
  /** Labels of the applications under it that are shown. */
  readonly apps: readonly string[];
  /** How many applications are under it, shown or not. */
  readonly appCount: number;
  /** Whether one of them is assigned to the person; null where assignments were not read. */
  readonly assigned: boolean | null;
  /** Weakest way in as a sentence, and what the others ask for. */
  readonly why: string;
  /** The other ways in, the weakest first. */
  readonly otherWays: readonly ExplainedWay[];
  /** Why the level is not known, one clause each; empty where it is. */
  readonly uncertainties: readonly string[];
}

/** A pair of rules that decides sign-ins, and what comes of it. */
export interface ExplainedWay {
  readonly level: ShownLevel;
  /** Factors that suffice: `okta_password`, `okta_verify:push`; the weakest that can be where the level is not known. */
  readonly with: readonly string[];
  readonly sessionPolicy: string | null;
  readonly sessionRule: string | null;
  /** Rule of the app policy. */
  readonly rule: string | null;
  /** `anywhere`, `in Corp`, `outside Corp`; null where no way is known. */
  readonly from: string | null;
}
