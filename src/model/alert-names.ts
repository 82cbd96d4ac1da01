// Generated from the files of src/alerts/detections and src/alerts/notifiers by `npm run generate`; do not edit.

/** What a detection can be called: `src/alerts/detections/<id>.detection.ts`. */
export const detectionIds = [
  "admin-granted",
  "api-token-created",
  "event-unread",
  "idp-changed",
  "log-stream-changed",
  "mfa-bypass-attempt",
  "mfa-factor-removed",
  "mfa-removed",
  "mfa-reset",
  "mfa-suspended",
  "org-authenticator-disabled",
  "policy-changed",
  "policy-weakened",
  "support-access",
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
