import type { AppCondition, LiveApp } from "./app-condition.ts";
import type { AuthenticatorId, GroupId, PolicyId, PolicyRuleId, UserId } from "./ids.ts";
import type { LiveNetwork } from "./network.ts";

export interface EnrollmentPolicy {
  readonly id: PolicyId;
  readonly name: string;
  readonly description: string | null;
  /** ACTIVE or INACTIVE. */
  readonly status: string;
  /** 1 is tried first. */
  readonly priority: number;
  /** Okta's own. */
  readonly system: boolean;
  readonly groupIds: readonly GroupId[];
  /** Decided policy by policy: an Identity Engine org can still hold a factors-shaped one (okta-api 4.2). */
  readonly shape: "authenticators" | "factors";
  /** As Okta sent them; a key that is not listed is not allowed. */
  readonly settings: readonly AuthenticatorSetting[];
  /** In ascending priority number; null when they could not be read. */
  readonly rules: readonly EnrollmentRule[] | null;
  /** JSON paths of conditions that we do not model: it may or may not be for the people of its groups. */
  readonly otherConditions?: readonly string[];
  /** JSON paths of whatever else we do not model, which leaves open what its settings come to. */
  readonly unmodelled?: readonly string[];
}

/** How long a required authenticator can be put off: until a moment (ISO 8601, UTC), or so many times. */
export type GracePeriod =
  | { readonly kind: "until"; readonly at: string }
  | { readonly kind: "skips"; readonly count: number };

export interface AuthenticatorSetting {
  /** Okta's authenticator key, or its factor key in a factors-shaped policy. */
  readonly key: string;
  /** Only where Okta sends one, which it does for keys that repeat. */
  readonly id: AuthenticatorId | null;
  /** REQUIRED, OPTIONAL or NOT_ALLOWED; anything else is kept as Okta wrote it. */
  readonly enroll: string;
  /** Left out where there is none. */
  readonly gracePeriod?: GracePeriod;
  /** Names of the groups of models (AAGUID) that may be enrolled; left out where any may be. */
  readonly allowedGroups?: readonly string[];
  /** JSON paths of what we do not model. */
  readonly unmodelled?: readonly string[];
}

export interface EnrollmentRule {
  readonly id: PolicyRuleId;
  readonly name: string;
  /** ACTIVE or INACTIVE. */
  readonly status: string;
  readonly priority: number;
  readonly system: boolean;
  /** CHALLENGE, LOGIN, NEVER or NEVER_INCLUDING_RECOVERY; anything else is kept as Okta wrote it. */
  readonly enroll: string;
  readonly network: LiveNetwork;
  readonly excludedUserIds: readonly UserId[];
  readonly apps: AppCondition<LiveApp>;
  /** JSON paths of conditions that we do not model: the rule may or may not match. */
  readonly otherConditions: readonly string[];
  /** JSON paths of actions that we do not model: it matches all the same. */
  readonly otherActions?: readonly string[];
}

export interface OrgAuthenticator {
  /** Null for Classic's org factors, which have only a key. */
  readonly id: AuthenticatorId | null;
  readonly key: string;
  readonly name: string;
  /** ACTIVE or INACTIVE; Classic also NOT_SETUP and PENDING_ACTIVATION. */
  readonly status: string;
  /** Whether Okta Verify takes devices with FIPS-approved software only: REQUIRED or OPTIONAL; left out where Okta sends none. */
  readonly fips?: string;
  /** How a push of Okta Verify is tied to the sign-in: NUMBER_CHALLENGE, and when. Left out where Okta sends none. */
  readonly channelBinding?: { readonly style: string; readonly required: string };
  /** `any`, `sso`, `recovery` or `none`; null where Okta sends none. Snapshots of earlier versions do not have it. */
  readonly allowedFor?: string | null;
  /** Left out where nobody asked for them; null when they could not be read. */
  readonly methods?: readonly AuthenticatorMethod[] | null;
  /** JSON paths of what we do not model. */
  readonly unmodelled?: readonly string[];
}

/** One way of using an authenticator: `push` of Okta Verify, `sms` of the phone. */
export interface AuthenticatorMethod {
  readonly type: string;
  /** ACTIVE or INACTIVE. */
  readonly status: string;
  /** Of passkeys: whether who holds one has to prove it (REQUIRED, PREFERRED or DISCOURAGED). Left out where Okta sends none. */
  readonly userVerification?: string;
  /** Of passkeys: whether only keys that hardware protects are taken. */
  readonly hardwareProtected?: boolean;
  /** Of passkeys: whether keys are taken that are copied from device to device. */
  readonly allowsSyncable?: boolean;
  /** JSON paths of what we do not model. */
  readonly unmodelled?: readonly string[];
}
