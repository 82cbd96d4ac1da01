import type { AlertRules } from "../../src/alerts/event/alert-rules.ts";

/** A baseline that says nothing of alerts and asks nothing of anybody. */
export const noRules: AlertRules = {
  managedActors: [],
  detections: {},
  requirements: [],
  authenticators: {},
  enrollmentPolicies: [],
};
