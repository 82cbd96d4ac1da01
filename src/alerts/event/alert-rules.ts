import type { BaselinePolicy, DetectionSetting, Requirement } from "../../model/baseline.ts";
import type { AuthenticatorStatus } from "../../model/words.ts";

/** Parts of the baseline that detections go by. */
export interface AlertRules {
  /** Client ids or logins whose changes are ours. */
  readonly managedActors: readonly string[];
  readonly detections: Readonly<Record<string, DetectionSetting>>;
  readonly requirements: readonly Requirement[];
  /** Declared org-wide status by key, or `key/id`. */
  readonly authenticators: Readonly<Record<string, AuthenticatorStatus>>;
  readonly enrollmentPolicies: readonly BaselinePolicy[];
}
