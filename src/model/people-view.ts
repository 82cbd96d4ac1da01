import type { ExplainedEnrolments, ExplainedPolicy } from "./explanation.ts";
import type { RequirementAnswer } from "./requirement-answers.ts";
import type { Severity } from "./words.ts";

/** Everybody who was judged, as reporters may show them beside a report, which holds findings only. */
export interface PeopleView {
  /** In the order of the baseline. */
  readonly requirements: readonly ViewedRequirement[];
  /** The groups that the baseline names, in its order. */
  readonly groups: readonly ViewedGroup[];
  /** By login; DEPROVISIONED people are never listed. */
  readonly people: readonly PersonView[];
}

/** The same, whose people are made one by one as often as they are gone through. */
export interface StreamedPeopleView extends Omit<PeopleView, "people"> {
  readonly people: Iterable<PersonView>;
}

export interface ViewedRequirement {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
}

export interface ViewedGroup {
  readonly name: string;
  /** `absent`: the org has no such group. `unread`: who is in it is not known. */
  readonly state: "read" | "absent" | "unread";
}

export interface ViewedEnrolments extends ExplainedEnrolments {
  /**
   * The authenticators, with their methods where they were read, that can be used at the next sign-in whatever the network
   * and are no password: each once.
   */
  readonly usable: readonly ViewedFactor[];
}

export interface ViewedFactor {
  /** Okta's authenticator key, or key/id where a key repeats. */
  readonly authenticator: string;
  /** Null: the authenticator has only one, or it was not read. */
  readonly method: string | null;
}

/** One person. Objects of equal content are shared: there may be 100,000 of them. */
export interface PersonView {
  readonly id: string;
  readonly login: string;
  /** As Okta wrote it. */
  readonly status: string;
  readonly standing: "in-scope" | "pending" | "suspended";
  /** Names of those groups of the view that the person is in. */
  readonly groups: readonly string[];
  /** One object for everybody whom no policy or rule tells apart. */
  readonly policy: ExplainedPolicy;
  readonly enrolled: ViewedEnrolments;
  /** One for each requirement of the view, in its order. */
  readonly answers: readonly RequirementAnswer[];
}
