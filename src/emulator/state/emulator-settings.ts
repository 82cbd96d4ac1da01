/** Switches for what real orgs do differently or what nobody could verify (okta-api 11, 12). */
export interface EmulatorSettings {
  /** Ids of the network zones in which the caller of the API is; the factors view is evaluated from there. */
  readonly callerZones: readonly string[];
  /** `unfiltered`: all enrolments; `policy-filtered`: as `/factors` filters; `absent`: 404. */
  readonly authenticatorEnrollments: "unfiltered" | "policy-filtered" | "absent";
  /** Whether an Okta Verify enrolment is one item, or one item for each method. */
  readonly oktaVerifyEnrollments: "one" | "by-method";
  /** Whether `/iam/assignees/users` lists people whose only role comes from a group. */
  readonly assigneesThroughGroups: boolean;
  /** Custom attributes of the user schema, beside Okta's own. */
  readonly customUserAttributes: readonly string[];
  /** How long a change of a person takes until `search` finds it, in seconds. */
  readonly searchLagSeconds: number;
  /** By how much the org's clock is ahead of the machine's, in seconds; below zero it is behind. */
  readonly clockOffsetSeconds: number;
}
