import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import type { AppliedStack } from "../../src/model/applied-stack.ts";
import type { Baseline, Requirement } from "../../src/model/baseline.ts";
import type {
  BaselineCheckId,
  CheckId,
  ConfigurationCheckId,
  FrameworkId,
  MemoryCheckId,
  PeopleCheckId,
  StandardCheckId,
} from "../../src/model/check-ids.ts";
import type { ReadPlan } from "../../src/model/read-plan.ts";
import type { FindingStatus, FindingValue, PolicyStep } from "../../src/model/report.ts";
import type { Slice } from "../../src/model/snapshot.ts";
import type { Subject, SubjectRef } from "../../src/model/subject.ts";
import type { Severity } from "../../src/model/words.ts";

/** One way in which an org can depart from its baseline: metadata and a pure judgement, one file each. */
export type Check = ConfigurationCheck | PeopleCheck | BaselineCheck | MemoryCheck | StandardCheck;

/** Judges how the org is set up. */
export interface ConfigurationCheck extends AnyCheck {
  readonly id: ConfigurationCheckId;
  readonly about: "configuration";
  /** It compares these, as declared, with the live ones: one without a finding of such a check is as declared. */
  readonly compares?: "authenticators" | "policies";
}

/** Judges each person to whom a requirement applies. */
export interface PeopleCheck extends AnyCheck {
  readonly id: PeopleCheckId;
  readonly about: "people";
  /** Whether a requirement asks for what this check judges. */
  asks(requirement: Requirement): boolean;
}

/** Judges what the baseline itself says. */
export interface BaselineCheck extends AnyCheck {
  readonly id: BaselineCheckId;
  readonly about: "baseline";
}

/** Judges what is remembered of people between runs. */
export interface MemoryCheck extends AnyCheck {
  readonly id: MemoryCheckId;
  readonly about: "memory";
}

/** Judges the requirements of a standard; it is left out of a run whose baseline does not pin the standard. */
export interface StandardCheck extends AnyCheck {
  readonly id: StandardCheckId;
  readonly about: "standard";
  readonly standard: FrameworkId;
}

interface AnyCheck {
  /** The good state, as a sentence. */
  readonly title: string;
  /** The usual one; a finding may carry another. */
  readonly severity: Severity | "the requirement's";
  /** Why it matters. */
  readonly rationale: string;
  /** Remedy of a finding, unless the finding knows better. */
  readonly remedy: string;
  /** Okta documentation, STIG ids, NIST sections. */
  readonly references: readonly string[];
  /** Slices without which this check cannot say anything; none when the baseline gives it nothing to judge. */
  needs(baseline: Baseline, stack: AppliedStack | null): readonly Slice[];
  /**
   * Further slices that it reads. Without one it still runs, reports what is certain and says itself what it could
   * not tell: a missing scope must not hide a rule that was set to NEVER. Its outcome is unknown unless it finds drift.
   */
  sharpenedBy?(baseline: Baseline, stack: AppliedStack | null): readonly Slice[];
  /** Reads that its slices do not tell, such as whose enrolments; null where the baseline gives it nothing to judge. */
  reads?(baseline: Baseline): ReadPlan | null;
  /** It judges nothing but the stack, and is left out of a run that was given none. */
  readonly needsStack?: true;
  /** It judges what is remembered, and is left out of a run that remembers nothing. */
  readonly needsMemory?: true;
  /** It looks for what nobody declared: where nothing is declared, that it finds nothing is no answer. */
  readonly looksForUndeclared?: true;
  evaluate(input: JudgedOrg): Iterable<CheckResult>;
}

/** Result of a check: a deviation, or that a part which has no subject of its own could not be judged. */
export type CheckResult = FindingDraft | CouldNotTell;

/** Makes the check's outcome unknown unless it also found drift. */
export interface CouldNotTell {
  /** Why, as a clause without a full stop: `the members of "MFA Required" were not read`. */
  readonly unknown: string;
}

/** Names another finding, whether or not that one was made: the runner links to it only if it was. */
export interface FindingRef {
  readonly check: CheckId;
  /** By name; a person by login. */
  readonly subject: SubjectRef;
  readonly field: string | null;
  /** Left out: of whatever requirement. */
  readonly requirement?: string | null;
}

/** A deviation as a check yields it; the runner adds the fingerprint, the cause, exemptions and order. */
export interface FindingDraft {
  readonly subject: Subject;
  readonly field: string | null;
  /** The check's own unless given. */
  readonly severity?: Severity;
  /** Open unless said otherwise. */
  readonly status?: Exclude<FindingStatus, "exempted">;
  readonly requirement?: string | null;
  readonly expected: FindingValue;
  readonly actual: FindingValue;
  /** One plain sentence. */
  readonly message: string;
  readonly remedy?: string;
  /** Possible causes, the most telling first. */
  readonly causes?: readonly FindingRef[];
  readonly path?: readonly PolicyStep[];
}
