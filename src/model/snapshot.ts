import type { AppCondition, LiveApp } from "./app-condition.ts";
import type {
  AppId,
  AuthenticatorId,
  GroupId,
  GroupRuleId,
  OrgId,
  PolicyId,
  PolicyRuleId,
  UserId,
  ZoneId,
} from "./ids.ts";
import type {
  AppPolicy,
  IdentityProvider,
  MappedApp,
  PasswordPolicy,
  SessionPolicy,
  SignOnTraits,
  UserType,
} from "./live-sign-on.ts";
import type { ApiToken, ConsoleSettings, LifecyclePolicy, LogStream, SignInPage } from "./live-standards.ts";
import type { LiveNetwork } from "./network.ts";
import type { Engine } from "./words.ts";

/** Parts that only standards ask about; each takes a request or two, and most a scope of its own. */
export const slicesOfStandards = [
  "console-settings",
  "lifecycle-policies",
  "sign-in-pages",
  "log-streams",
  "api-tokens",
] as const;

/** The parts of an org that can be read, or fail to be read, on their own. */
export const slices = [
  "users",
  "groups",
  "group-members",
  "group-rules",
  "policies",
  "policy-rules",
  "authenticators",
  "zones",
  "admin-roles",
  "apps",
  "factors",
  "session-policies",
  "app-policies",
  "app-mappings",
  "password-policies",
  "idps",
  "user-types",
  ...slicesOfStandards,
  "logs",
] as const;
export type Slice = (typeof slices)[number];

/**
 * The live org as plain JSON. A slice that was not asked for is absent; one that was asked for and could not
 * be read is absent or incomplete *and* named in `gaps`: it is never an empty list that looks like an answer.
 */
export interface OrgSnapshot {
  readonly schemaVersion: 2;
  /** When the reading began, by the org's clock: ISO 8601, UTC. */
  readonly takenAt: string;
  readonly org: { readonly url: string; readonly id: OrgId | null; readonly engine: Engine };
  readonly slices: OrgSlices;
  readonly gaps: readonly Gap[];
}

export interface OrgSlices {
  readonly users?: UsersSlice;
  readonly groups?: readonly Group[];
  /** Members of the groups that matter; a group that could not be read has no entry. Everyone is never listed. */
  readonly groupMembers?: Readonly<Record<GroupId, readonly UserId[]>>;
  readonly groupRules?: readonly GroupRule[];
  /** Enrollment policies (MFA_ENROLL) of every status, in ascending priority number. */
  readonly policies?: readonly EnrollmentPolicy[];
  readonly authenticators?: readonly OrgAuthenticator[];
  readonly zones?: readonly Zone[];
  readonly adminRoles?: AdminRoles;
  readonly apps?: readonly App[];
  /** Enrolments by person; a person whose enrolments were not needed has no entry. */
  readonly factors?: Readonly<Record<UserId, PersonEnrolments>>;
  /** Global session policies (OKTA_SIGN_ON) with their rules, in ascending priority number. */
  readonly sessionPolicies?: readonly SessionPolicy[];
  /** App sign-in policies and the account management policy (ACCESS_POLICY) with their rules. */
  readonly appPolicies?: readonly AppPolicy[];
  /** Every application that is shown, with the app sign-in policy that it is under. */
  readonly appMappings?: readonly MappedApp[];
  /** Password policies with their rules, in ascending priority number. */
  readonly passwordPolicies?: readonly PasswordPolicy[];
  readonly idps?: readonly IdentityProvider[];
  /** Read where a declared rule names one, or where a live rule of a declared policy is for some. */
  readonly userTypes?: readonly UserType[];
  /** Those that follow are read for standards that ask about them. */
  readonly consoleSettings?: ConsoleSettings;
  /** Automations (USER_LIFECYCLE) with their rules. */
  readonly lifecyclePolicies?: readonly LifecyclePolicy[];
  /** One for each brand. */
  readonly signInPages?: readonly SignInPage[];
  readonly logStreams?: readonly LogStream[];
  readonly apiTokens?: readonly ApiToken[];
}

/** A slice, or a part of one, that was needed and not got. */
export interface Gap {
  readonly slice: Slice;
  /** Answer of Okta, without secrets: `403 E0000006 You do not have permission …`. */
  readonly reason: string;
  /** How many things (people, groups, policies) the gap touches; 0 when that is not known. */
  readonly affected: number;
  /** Their ids, where the gap is a part of the slice; empty when the whole slice is missing. */
  readonly ids: readonly string[];
}

export const userStatuses = [
  "ACTIVE",
  "RECOVERY",
  "PASSWORD_EXPIRED",
  "LOCKED_OUT",
  "STAGED",
  "PROVISIONED",
  "SUSPENDED",
  "DEPROVISIONED",
] as const;
export type UserStatus = (typeof userStatuses)[number];

export interface UsersSlice {
  /** Everybody but DEPROVISIONED people. */
  readonly people: readonly Person[];
  /** How many DEPROVISIONED people there are; null when they could not be counted. */
  readonly deprovisioned: number | null;
}

export interface Person {
  readonly id: UserId;
  readonly login: string;
  /** A status unknown to us is kept as Okta wrote it, and judged as in scope: it may well sign in. */
  readonly status: UserStatus | (string & {});
  /** ISO 8601, or null. */
  readonly created: string | null;
  /** ISO 8601, or null. */
  readonly activated: string | null;
  /** Traits that sign-on rules ask about; left out where nobody asked for them. */
  readonly signOn?: SignOnTraits;
}

export interface Group {
  readonly id: GroupId;
  readonly name: string;
  /** OKTA_GROUP, APP_GROUP or BUILT_IN. */
  readonly type: string;
  /** Left out where Okta gives none. */
  readonly description?: string;
}

export interface GroupRule {
  readonly id: GroupRuleId;
  readonly name: string;
  /** ACTIVE, INACTIVE or INVALID. */
  readonly status: string;
  readonly expression: string;
  readonly groupIds: readonly GroupId[];
  readonly excludedUserIds: readonly UserId[];
  /** Snapshots of earlier versions do not have them. */
  readonly excludedGroupIds?: readonly GroupId[];
}

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

export interface Zone {
  readonly id: ZoneId;
  readonly name: string;
  readonly status: string;
  /** Its parts. Snapshots of earlier versions do not have it. */
  readonly traits?: ZoneTraits;
}

export interface ZoneTraits {
  /** IP, DYNAMIC or DYNAMIC_V2. */
  readonly type: string;
  /** POLICY, or BLOCKLIST: who comes from it gets nowhere. */
  readonly usage: string;
  /** Whether addresses are listed in it. */
  readonly hasAddresses: boolean;
  /** Services that hide where people come from (Okta's IPServiceCategory), and those that are left out. */
  readonly services: readonly string[];
  readonly exceptServices: readonly string[];
}

/** Role types (`SUPER_ADMIN`, `CUSTOM`, …) by who holds them. */
export interface AdminRoles {
  readonly users: Readonly<Record<UserId, readonly string[]>>;
  readonly groups: Readonly<Record<GroupId, readonly string[]>>;
}

export interface App {
  readonly id: AppId;
  readonly label: string;
  /** Everyone Okta lists as assigned, directly or by group. */
  readonly userIds: readonly UserId[];
  readonly groupIds: readonly GroupId[];
}

/** Where a person's enrolments were read. `both`: authenticator-enrollments, then factors for the methods. */
export type EnrolmentSource = "authenticator-enrollments" | "factors" | "both";

export type PersonEnrolments =
  | {
      readonly kind: "read";
      readonly source: EnrolmentSource;
      /** Authenticators that authenticator-enrollments (or, without it, factors) showed. */
      readonly enrolments: readonly Enrolment[];
      /** Enrolments that factors showed where it was read after authenticator-enrollments; else null. */
      readonly factors: readonly Enrolment[] | null;
    }
  /** Could not be read; the reason is also in `gaps`. */
  | { readonly kind: "unread"; readonly reason: string }
  /** Gone on re-reading (404) during the scan: counted and dropped. */
  | { readonly kind: "gone" };

/** One thing that a person has enrolled; objects of equal content are shared to keep large orgs small. */
export interface Enrolment {
  /** Okta's authenticator key (Identity Engine) or factor key (Classic); an unknown factor as `type/provider`. */
  readonly key: string;
  /** The authenticator's id where the source gives it, for keys that repeat. */
  readonly authenticatorId: AuthenticatorId | null;
  /** `push`, `totp`, `signed_nonce`, `sms`, …; null when the source does not show it. */
  readonly method: string | null;
  /** Only ACTIVE counts. */
  readonly status: string;
  /** False for a factor type that we do not know: named, never counted. */
  readonly known: boolean;
}
