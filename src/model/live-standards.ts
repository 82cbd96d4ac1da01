import type { GroupId, PolicyId, PolicyRuleId, UserId, ZoneId } from "./ids.ts";

/** How long a session of the Admin Console lasts (`GET /first-party-app-settings/admin-console`). */
export interface ConsoleSettings {
  readonly idleMinutes: number | null;
  readonly lifetimeMinutes: number | null;
}

/**
 * An automation of the life of accounts: a policy of type USER_LIFECYCLE, which Okta's document does not list and its API
 * answers all the same (not verified against a live org).
 */
export interface LifecyclePolicy {
  readonly id: PolicyId;
  readonly name: string;
  /** ACTIVE or INACTIVE. */
  readonly status: string;
  readonly conditions: LifecycleConditions;
  /** Null when they could not be read. */
  readonly rules: readonly LifecycleRule[] | null;
}

export interface LifecycleRule {
  readonly id: PolicyRuleId;
  readonly name: string;
  /** ACTIVE or INACTIVE. */
  readonly status: string;
  readonly conditions: LifecycleConditions;
  /** Fate of the account: SUSPENDED, DEACTIVATED, …; null where Okta sends none that we know. */
  readonly targetStatus: string | null;
}

/** Conditions may stand at the policy or at the rule. */
export interface LifecycleConditions {
  /** Days without a sign-in; null where none is asked. */
  readonly inactivityDays: number | null;
  readonly groupIds: readonly GroupId[];
  /** JSON paths of conditions that are not modelled: whom they leave out is not known. */
  readonly unmodelled?: readonly string[];
}

/** The page on which people sign in, by the brand that it is of. */
export interface SignInPage {
  readonly brandId: string;
  readonly brand: string;
  /** Its HTML; null: the one that Okta has for everybody. */
  readonly customized: string | null;
}

export interface LogStream {
  readonly id: string;
  readonly name: string;
  /** `aws_eventbridge` or `splunk_cloud_logstreaming`. */
  readonly type: string;
  /** ACTIVE or INACTIVE. */
  readonly status: string;
}

/** An API token, never with its value. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  /** Whose rights it has; null where Okta does not say. */
  readonly userId: UserId | null;
  /** From where it may be used. */
  readonly network: {
    /** ANYWHERE or ZONE; null where Okta sends none. */
    readonly connection: string | null;
    readonly include: readonly ZoneId[];
    readonly exclude: readonly ZoneId[];
  };
}
