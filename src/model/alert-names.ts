// Generated from the files of src/alerts/detections and src/alerts/notifiers by `npm run generate`; do not edit.

/** Id of a detection: `src/alerts/detections/<id>.detection.ts`. */
export const detectionIds = [
  "ad-agent-added",
  "admin-granted",
  "admin-role-widened",
  "api-token-created",
  "app-policy-changed",
  "event-unread",
  "idp-changed",
  "log-stream-changed",
  "mfa-bypass-attempt",
  "mfa-factor-removed",
  "mfa-push-fatigue",
  "mfa-removed",
  "mfa-reset",
  "mfa-suspended",
  "org-authenticator-disabled",
  "policy-changed",
  "policy-weakened",
  "protected-actions-changed",
  "support-access",
  "support-reset",
  "suspicious-activity-reported",
  "user-activated",
  "user-created",
  "user-reactivated",
  "user-unsuspended",
  "zone-changed",
] as const;
export type DetectionId = (typeof detectionIds)[number];

/** Where alerts can be sent: `src/alerts/notifiers/<name>.notifier.ts`. */
export const destinationNames = ["email", "pagerduty", "slack", "teams", "webhook"] as const;
export type DestinationName = (typeof destinationNames)[number];
