import type { Baseline } from "../../model/baseline.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { AlertRules } from "../alert-rules.ts";
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

/**
 * Refuses alert settings that name a detection or a destination that does not exist: a misspelt one would leave an
 * alert on that was meant off, or send it nowhere.
 *
 * @param destinations every name that a route may have in `to`
 * @throws PlumblineError BASELINE_INVALID with one line for each
 */
export function refuseUnknownNames(
  baseline: Baseline,
  detections: readonly Pick<Detection, "id">[],
  destinations: readonly string[],
): void {
  const ids = detections.map(({ id }) => id);
  const { alerts } = baseline;
  const unknownDetection = (place: string, id: string) =>
    ids.includes(id) ? [] : [`${place}: there is no detection "${id}"; there are ${ids.join(", ")}`];
  const problems = [
    ...Object.keys(alerts.detections).flatMap((id) => unknownDetection("alerts.detections", id)),
    ...alerts.routes.flatMap((route, index) => {
      const place = `alerts.routes[${index}]`;
      return [
        ...(destinations.includes(route.to)
          ? []
          : [`${place}.to: there is no destination "${route.to}"; there are ${destinations.join(", ")}`]),
        ...route.detections.flatMap((id) => unknownDetection(`${place}.detections`, id)),
      ];
    }),
  ];
  if (problems.length === 0) return;
  throw new PlumblineError("BASELINE_INVALID", "the alerts of the baseline name what does not exist", {
    remedy: "correct the names in the baseline's alerts",
    details: problems,
  });
}
