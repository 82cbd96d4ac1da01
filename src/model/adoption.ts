import type { Engine } from "./words.ts";

/** Result of adopting an org, for people to read: `ADOPTION.md`, and the screen at the end. */
export interface AdoptionSummary {
  readonly org: { readonly url: string; readonly engine: Engine };
  /** How many of each were declared. */
  readonly declared: {
    readonly groups: number;
    readonly authenticators: number;
    readonly policies: number;
    readonly rules: number;
    readonly sessionPolicies: number;
    readonly appPolicies: number;
  };
  /** People who can sign in; null where they were not read. */
  readonly people: number | null;
  readonly requirements: readonly AdoptedRequirement[];
  /** Populations of which nothing is asked: too many people miss even the weakest level. */
  readonly notAsked: readonly StricterLevel[];
  readonly accepted: readonly AcceptedDeviation[];
  readonly oddities: readonly { readonly subject: string; readonly words: string }[];
  /** The last day of exemptions and accepted deviations: `YYYY-MM-DD`, UTC. */
  readonly until: string;
  /** Parts that could not be read: a check is unknown there. */
  readonly unread: readonly string[];
  /** Things that a check with this baseline could not tell, or would report all the same. */
  readonly left: readonly string[];
}

/** A requirement that was proposed. */
export interface AdoptedRequirement {
  readonly id: string;
  readonly title: string;
  /** Logins of people who miss it today, each exempted until a day. */
  readonly exempted: readonly string[];
  /** Stricter levels that too many people miss. */
  readonly stricter: readonly StricterLevel[];
}

/** A level that was not asked for. */
export interface StricterLevel {
  readonly title: string;
  /** How many people miss it. */
  readonly lacking: number;
}

/** A deviation of the org itself that is let stand for now. */
export interface AcceptedDeviation {
  readonly check: string;
  readonly subject: string;
  readonly message: string;
}

/** One entry of a file for `pulumi import --file`. */
export interface ImportEntry {
  readonly type: string;
  readonly name: string;
  readonly id?: string;
  readonly parent?: string;
  readonly component?: true;
}
