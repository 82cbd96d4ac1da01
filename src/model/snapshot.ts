import type { AppId, AuthenticatorId, GroupId, GroupRuleId, OrgId, UserId, ZoneId } from "./ids.ts";
import type { EnrollmentPolicy, OrgAuthenticator } from "./live-enrollment.ts";
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
  /** Further conditions on an address that is in it: `locations`, `asns` (Okta: whatever is not defined takes all). */
  readonly narrowedBy?: readonly string[];
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
