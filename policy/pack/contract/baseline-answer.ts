import type { Baseline } from "../../../src/model/baseline.ts";

/** The baseline that a stack is held to, or why there is none. */
export type BaselineAnswer =
  | { readonly kind: "read"; readonly baseline: Baseline }
  /** The error as the command prints it. */
  | { readonly kind: "unreadable"; readonly lines: readonly string[] };
