import type { AppCondition, NamedApp } from "./app-condition.ts";
import type { BaselineSignOn, RecoveryRequirement, SignInRequirement } from "./baseline-sign-on.ts";
import type { CheckId, FrameworkId } from "./check-ids.ts";
import type { NamedNetwork } from "./network.ts";
import type { Slice } from "./snapshot.ts";
import type { AuthenticatorStatus, Engine, EnrollAction, EnrollSetting, Severity } from "./words.ts";

/**
 * State that the org must have: `policy/baseline.yaml` parsed, cross-checked and fully defaulted.
 * Groups, zones, policies and people are meant by name (or login) here; ids are the snapshot's.
 */
export interface Baseline {
  readonly version: 1;
  readonly org: { readonly engine: Engine };
  readonly groups: readonly BaselineGroup[];
  /** Org-wide status by Okta's key, or `key/id` where a key repeats. */
  readonly authenticators: Readonly<Record<string, AuthenticatorStatus>>;
  /** By the same refs, the status of methods: those that are declared. */
  readonly authenticatorMethods: Readonly<Record<string, Readonly<Record<string, AuthenticatorStatus>>>>;
  /** Highest priority first. */
  readonly enrollmentPolicies: readonly BaselinePolicy[];
  readonly signOn: BaselineSignOn;
  readonly unmanaged: Readonly<Record<UnmanagedKind, "report" | "ignore">>;
  readonly requirements: readonly Requirement[];
  /** Standards whose requirements are checked, too; each once. */
  readonly standards: readonly FrameworkId[];
  readonly exemptions: readonly Exemption[];
  readonly accepted: readonly Acceptance[];
  /** Slices that an adoption could not read: what the baseline should say there is unknown. */
  readonly unread: readonly Slice[];
  readonly approvals: readonly Approval[];
  readonly alerts: AlertSettings;
}

/** Kinds of things that may be live though nobody declared them. */
export const unmanagedKinds = [
  "enrollmentPolicies",
  "enrollmentRules",
  "sessionPolicies",
  "sessionRules",
  "appPolicies",
  "appRules",
] as const;
export type UnmanagedKind = (typeof unmanagedKinds)[number];

/** Everything that nobody declared is reported. */
export const nothingIgnored: Baseline["unmanaged"] = {
  enrollmentPolicies: "report",
  enrollmentRules: "report",
  sessionPolicies: "report",
  sessionRules: "report",
  appPolicies: "report",
  appRules: "report",
};

export interface BaselineGroup {
  readonly name: string;
  /** False: it lives elsewhere (a directory, another stack) and is looked up, never created. */
  readonly managed: boolean;
  readonly description: string | null;
  /** The Okta group rule that fills the group. */
  readonly filledBy: GroupFilling | null;
  /** Logins or user ids that must be members. */
  readonly members: readonly string[];
  /** And nobody else. */
  readonly onlyMembers: boolean;
}

export interface GroupFilling {
  readonly rule: string;
  /** In Okta Expression Language. */
  readonly when: string;
  /** Logins or user ids that the rule leaves out. */
  readonly exceptUsers: readonly string[];
  /** Groups whose people the rule leaves out. */
  readonly exceptGroups: readonly string[];
}

export interface BaselinePolicy {
  readonly name: string;
  /** Okta's own policy: no groups; its own rule comes after those that are declared. */
  readonly isDefault: boolean;
  readonly description: string | null;
  readonly groups: readonly string[];
  /** By authenticator key (factor key on Classic), or `key/id` where a key repeats. */
  readonly authenticators: Readonly<Record<string, EnrollSetting>>;
  /** By the same refs, on what terms: those for which something is declared. */
  readonly terms: Readonly<Record<string, EnrollTerms>>;
  /** Status of authenticators that are not listed. */
  readonly unlisted: "NOT_ALLOWED" | "ignore";
  /** In order of precedence. */
  readonly rules: readonly BaselineRule[];
}

/** On what terms an authenticator may be enrolled. */
export interface EnrollTerms {
  /** How long a required one can be put off; null: not at all. */
  readonly gracePeriod: DeclaredGracePeriod | null;
  /** Names of the groups of models (AAGUID) that may be enrolled; empty: any. */
  readonly allowedGroups: readonly string[];
}

export type DeclaredGracePeriod =
  /** `YYYY-MM-DD`, UTC. */
  { readonly kind: "until"; readonly day: string } | { readonly kind: "skips"; readonly count: number };

export interface BaselineRule {
  readonly name: string;
  readonly enroll: EnrollAction;
  readonly network: NamedNetwork;
  readonly apps: AppCondition<NamedApp>;
  /** Logins or user ids that the rule leaves out. */
  readonly exceptUsers: readonly string[];
}

/** Demand on people. At least one of `memberOf`, `governedBy`, `factors`, `signIn`, `recovery` is given. */
export interface Requirement {
  readonly id: string;
  readonly title: string;
  readonly appliesTo: AppliesTo;
  /** Must be in all of these groups. */
  readonly memberOf: readonly string[];
  /** The enrollment policy in effect must be one of these. Empty: not asked. */
  readonly governedBy: readonly string[];
  readonly factors: FactorRequirement | null;
  readonly signIn: SignInRequirement | null;
  readonly recovery: RecoveryRequirement | null;
  /** Grace after created, activated or reactivated, in milliseconds. */
  readonly withinMs: number;
  readonly severity: Severity;
}

export type AppliesTo =
  | { readonly kind: "everyone" }
  | { readonly kind: "groups"; readonly groups: readonly string[] }
  /** Application labels: everyone assigned, directly or by group. */
  | { readonly kind: "apps"; readonly apps: readonly string[] }
  | { readonly kind: "adminRoles"; readonly roles: readonly string[] | "any" };

export type FactorRequirement =
  | {
      readonly kind: "anyOf";
      /** Authenticator key, `key:method`, or `key/id`. */
      readonly anyOf: readonly string[];
      readonly atLeast: number;
    }
  | { readonly kind: "phishingResistant"; readonly atLeast: number };

/** Stands in `owner` until somebody answers for an adopted exemption; `check` lists it until then. */
export const ownerToBe = "TODO";

export interface Exemption {
  /** Login or user id. */
  readonly user: string;
  readonly requirement: string;
  /** Last day in effect, inclusive, UTC: `YYYY-MM-DD`. */
  readonly until: string;
  readonly reason: string;
  readonly owner: string;
}

/** A deviation of the org itself that is known and let stand for now; never one of a person. */
export interface Acceptance {
  /** The check that reports it. */
  readonly check: CheckId;
  /** As a finding names its subject. */
  readonly subject: string;
  /** Last day in effect, inclusive, UTC: `YYYY-MM-DD`. */
  readonly until: string;
  readonly reason: string;
  readonly owner: string;
}

/** A weakening that a review lets pass. */
export interface Approval {
  readonly change: string;
  readonly reason: string;
  readonly owner: string;
  readonly ticket: string;
  /** Last day in effect, inclusive, UTC: `YYYY-MM-DD`. */
  readonly until: string;
}

export interface AlertSettings {
  /** Client ids or logins whose changes are ours. */
  readonly managedActors: readonly string[];
  readonly detections: Readonly<Record<string, DetectionSetting>>;
  readonly routes: readonly AlertRoute[];
}

export interface DetectionSetting {
  readonly enabled: boolean;
  readonly severity: Severity | null;
}

export interface AlertRoute {
  readonly to: string;
  readonly minimum: Severity;
  /** Only these detections; empty: all. */
  readonly detections: readonly string[];
}

/** Where in a baseline file something is written; line and column start at 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A baseline with where it came from. */
export interface LoadedBaseline {
  readonly baseline: Baseline;
  /** As the user gave it. */
  readonly path: string;
  /** Of the file's bytes; with `extends`, of the bytes of all files, the root first. Lower-case hex. */
  readonly sha256: string;
  /** Every file read, the root first. */
  readonly files: readonly string[];
  /** Position by JSON pointer into the YAML, e.g. `/enrollmentPolicies/0/name`. */
  readonly positions: ReadonlyMap<string, SourcePosition>;
  /** Problems that were passed over, one line each; only where a reader asked for that. */
  readonly passedOver: readonly string[];
}
