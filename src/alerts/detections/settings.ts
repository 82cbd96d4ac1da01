import type { Baseline } from "../../model/baseline.ts";
import type { AlertRules } from "../event/alert-rules.ts";
import type { Detection } from "./detection.ts";

/** The part of a baseline that detections go by. */
export function alertRules(baseline: Baseline): AlertRules {
  const { managedActors, detections } = baseline.alerts;
  const { requirements, authenticators, enrollmentPolicies } = baseline;
  return { managedActors, detections, requirements, authenticators, enrollmentPolicies };
}

/** The detections that a baseline leaves on. */
export function enabledDetections(
  detections: readonly Detection[],
  rules: Pick<AlertRules, "detections">,
): readonly Detection[] {
  return detections.filter(({ id }) => rules.detections[id]?.enabled !== false);
}
