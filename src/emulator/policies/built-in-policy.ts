import type { AppPolicyResource } from "../state/state.ts";
import type { JsonObject } from "../wire/json.ts";

/** A policy that an org has from the start; ids and times are given when a state is filled. */
export interface BuiltInPolicy {
  readonly type: string;
  readonly name: string;
  readonly description: string | null;
  /** Whether Okta shows it as its own; those of its own applications it does not. */
  readonly system: boolean;
  readonly resourceType: AppPolicyResource | null;
  /** Whether it applies to Everyone by a condition. */
  readonly everyone: boolean;
  readonly conditions: JsonObject | null;
  readonly settings: JsonObject | null;
  readonly rules: readonly BuiltInRule[];
}

export interface BuiltInRule {
  readonly name: string;
  readonly priority: number;
  readonly system: boolean;
  readonly conditions: JsonObject | null;
  readonly actions: JsonObject;
}
