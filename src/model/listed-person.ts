import type { RequirementAnswer } from "./requirement-answers.ts";
import type { ViewedWay } from "./viewed-way.ts";

/** One person as `--people` lists everybody who was judged, whether or not anything was found. */
export interface ListedPerson {
  readonly id: string;
  readonly login: string;
  /** As Okta wrote it. */
  readonly status: string;
  readonly standing: "in-scope" | "pending" | "suspended";
  /** Of those that the baseline names. */
  readonly groups: readonly string[];
  /** The enrollment policies that can be in effect, in Okta's order; empty when they were not read. */
  readonly policies: readonly {
    /** Null: none, or one that was not read. */
    readonly policy: string | null;
    /** Null: Okta's built-in rule, or rules that were not read. */
    readonly rule: string | null;
    /** The network condition in words; null for anywhere. */
    readonly network: string | null;
    /** Things that people must sign in to for it to be in effect; null for anything. */
    readonly apps: string | null;
    readonly why: "certain" | "network" | "application" | "undecidable";
  }[];
  /** Factors enrolled, as reports name them; null when they were not read. */
  readonly enrolled: readonly string[] | null;
  /** Factors of these that can be used at the next sign-in whatever the network; null when not read. */
  readonly usable: readonly string[] | null;
  /** Why it was not read, else null. */
  readonly unread: string | null;
  /**
   * Weakest way in to each app sign-in policy with something for the person, the weakest first; null where the sign-on policies
   * were not read, and for people who cannot sign in.
   */
  readonly signIn: readonly ViewedWay[] | null;
  /** By the requirement's id. */
  readonly requirements: Readonly<Record<string, RequirementAnswer>>;
}
