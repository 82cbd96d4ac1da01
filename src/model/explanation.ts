import type { CheckId } from "./check-ids.ts";
import type { ExplainedSignIn } from "./explained-sign-in.ts";
import type { UserId } from "./ids.ts";
import type { FindingExemption, FindingStatus, PolicyStep } from "./report.ts";
import type { EnrolmentSource } from "./snapshot.ts";
import type { Severity } from "./words.ts";

/** Answer of `explain` about one person: the policy and rule that win, the enrolments, the ways in, the requirements. */
export interface PersonExplanation {
  readonly person: {
    readonly id: UserId;
    readonly login: string;
    /** As Okta wrote it. */
    readonly status: string;
    /** `pending`: has not signed in yet. `out-of-scope`: cannot sign in without an administrator. */
    readonly standing: "in-scope" | "pending" | "out-of-scope";
  };
  readonly policy: ExplainedPolicy;
  readonly enrolled: ExplainedEnrolments;
  readonly signIn: ExplainedSignIn;
  /** One for each requirement of the baseline, in its order. */
  readonly requirements: readonly ExplainedRequirement[];
}

/** Which enrollment policies can be in effect, and how Okta gets there. */
export interface ExplainedPolicy {
  /** In the order in which Okta tries them; empty when policies were not read. */
  readonly outcomes: readonly {
    /** Null: none, or one that was not read. */
    readonly policy: string | null;
    /** Null: Okta's built-in rule, or rules that were not read. */
    readonly rule: string | null;
    /** The network condition in words (`in Corp`); null for anywhere. */
    readonly network: string | null;
    /** Things that people must sign in to (`"Payroll"`, `Okta itself`) for it to be in effect; null for anything. */
    readonly apps: string | null;
    readonly why: "certain" | "network" | "application" | "undecidable";
  }[];
  readonly path: readonly PolicyStep[];
  /** Reasons why the answer is not decided. */
  readonly uncertainties: readonly string[];
}

export interface ExplainedEnrolments {
  /** Null when they were not read; then `reason` says why. */
  readonly source: EnrolmentSource | null;
  /** `key:method` or `key`; those that do not count say why in brackets. */
  readonly factors: readonly string[];
  readonly reason: string | null;
}

export interface ExplainedRequirement {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly applies: "yes" | "no" | "unknown";
  /** `drift` before `unknown` before `pending` before `exempted`; `in-line` also where it does not apply. */
  readonly status: "in-line" | "drift" | "unknown" | "pending" | "exempted";
  /** Why it is not known whether it applies, or what could not be judged. */
  readonly uncertainties: readonly string[];
  readonly findings: readonly {
    readonly check: CheckId;
    readonly status: FindingStatus;
    readonly message: string;
    readonly remedy: string;
  }[];
  readonly exemption: FindingExemption | null;
}
