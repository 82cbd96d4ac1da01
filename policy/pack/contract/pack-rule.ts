import type { Severity } from "../../../src/model/words.ts";
import type { PolicyInputs } from "../inputs/policy-inputs.ts";
import type { StackInputs } from "../inputs/stack-inputs.ts";
import type { BaselineAnswer } from "./baseline-answer.ts";

/** Something that a rule objects to. */
export interface Violation {
  /** One sentence: what is, and what should be. */
  readonly message: string;
  /** The resource; null: the stack as a whole, or the resource that was asked about. */
  readonly urn: string | null;
}

/**
 * A rule of the policy pack: `rules/<id>.rule.ts` exports one by default. It judges each enrollment policy before it is
 * written, or the whole stack once everything is planned (in a preview) or written.
 */
export interface PackRule {
  /** Stable: configuration names it. */
  readonly id: string;
  /** The good state, in one sentence. */
  readonly title: string;
  /** Mandatory stops the update; `--policy-pack-config` can say otherwise. */
  readonly level: "mandatory" | "advisory";
  readonly severity: Severity;
  readonly rationale: string;
  readonly remedy: string;
  readonly references: readonly string[];
  /** Whether it compares with the baseline, and so takes its path as configuration. */
  readonly readsBaseline: boolean;
  readonly judgePolicy?: (policy: PolicyInputs, baseline: BaselineAnswer) => Iterable<Violation>;
  readonly judgeStack?: (stack: StackInputs, baseline: BaselineAnswer) => Iterable<Violation>;
}
