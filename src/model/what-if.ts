import type { ExplainedSignIn } from "./explained-sign-in.ts";
import type { ExplainedPolicy, ExplainedRequirement } from "./explanation.ts";
import type { ChangeEffect, EffectKind } from "./review.ts";

/** Answer of `explain` about one person if another baseline were in force. */
export interface WhatIf {
  readonly baseline: { readonly path: string; readonly sha256: string };
  readonly policy: ExplainedPolicy;
  readonly signIn: ExplainedSignIn;
  /** Differences for the person, against the org as it is. */
  readonly differences: readonly {
    readonly kind: EffectKind;
    readonly effect: ChangeEffect;
    readonly names: readonly string[];
  }[];
  /** Those of the other baseline, in its order. */
  readonly requirements: readonly ExplainedRequirement[];
}
