import type { Baseline, BaselinePolicy, DetectionSetting, Requirement } from "../model/baseline.ts";
import { PlumblineError } from "../model/errors.ts";
import type { AuthenticatorStatus } from "../model/words.ts";

/** What the baseline says that detections go by. */
export interface AlertRules {
  /** Client ids or logins whose changes are ours. */
  readonly managedActors: readonly string[];
  readonly detections: Readonly<Record<string, DetectionSetting>>;
  readonly requirements: readonly Requirement[];
  /** Declared org-wide status by key, or `key/id`. */
  readonly authenticators: Readonly<Record<string, AuthenticatorStatus>>;
  readonly enrollmentPolicies: readonly BaselinePolicy[];
}

/** The part of a baseline that detections go by. */
export function alertRules(baseline: Baseline): AlertRules {
  const { managedActors, detections } = baseline.alerts;
  const { requirements, authenticators, enrollmentPolicies } = baseline;
  return { managedActors, detections, requirements, authenticators, enrollmentPolicies };
}

/** The detections that a baseline leaves on. */
export function enabledDetections<Item extends { readonly id: string }>(
  detections: readonly Item[],
  rules: Pick<AlertRules, "detections">,
): readonly Item[] {
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
  detections: readonly { readonly id: string }[],
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
