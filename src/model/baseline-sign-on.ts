import type { NamedNetwork } from "./network.ts";
import type {
  AccessAction,
  AskedLevel,
  DeviceCondition,
  KnowledgeType,
  PlatformName,
  PrimaryFactor,
  RecoveryMeans,
  RiskCondition,
  SecondFactorPrompt,
} from "./sign-on-words.ts";

/** Demands on sign-in. A side without entries is not declared, and nothing on it is compared. */
export interface BaselineSignOn {
  /** Global session policies (OKTA_SIGN_ON), highest priority first; Okta's default policy last. */
  readonly sessionPolicies: readonly BaselineSessionPolicy[];
  /** App sign-in policies (ACCESS_POLICY), in no order. */
  readonly appPolicies: readonly BaselineAppPolicy[];
}

export interface BaselineSessionPolicy {
  readonly name: string;
  /** Okta's own: no groups, and `Default Rule` as its last rule. */
  readonly isDefault: boolean;
  readonly description: string | null;
  readonly groups: readonly string[];
  /** In order of precedence. */
  readonly rules: readonly BaselineSessionRule[];
}

export interface BaselineSessionRule {
  readonly name: string;
  /** Okta's own rule of its default policy. */
  readonly isSystem: boolean;
  readonly network: NamedNetwork;
  /** Logins or user ids that the rule leaves out. */
  readonly exceptUsers: readonly string[];
  readonly access: AccessAction;
  /** Null on Classic, which has none. */
  readonly primaryFactor: PrimaryFactor | null;
  readonly secondFactor: SecondFactorPrompt;
  /** How long a second factor is remembered, in minutes; null unless `secondFactor` is SESSION or DEVICE. */
  readonly secondFactorLifetimeMinutes: number | null;
  readonly session: {
    readonly idleMinutes: number;
    /** Null: a session never ends while it is used. */
    readonly lifetimeMinutes: number | null;
    readonly persistentCookie: boolean;
  };
}

export interface BaselineAppPolicy {
  readonly name: string;
  readonly description: string | null;
  /** Labels of applications that must be under this policy; null: not compared. */
  readonly apps: readonly string[] | null;
  /** In order of precedence; `Catch-all Rule`, where it is declared, last. */
  readonly rules: readonly BaselineAppRule[];
}

export interface BaselineAppRule {
  readonly name: string;
  /** Okta's own last rule: it has no conditions. */
  readonly isCatchAll: boolean;
  readonly people: PeopleCondition;
  readonly network: NamedNetwork;
  readonly device: DeviceCondition;
  /** Empty: any. */
  readonly platforms: readonly PlatformName[];
  readonly risk: RiskCondition;
  /** Okta expression, compared as text. */
  readonly expression: string | null;
  readonly access: AccessAction;
  readonly verification: BaselineVerification;
  /** In seconds, as Okta's ISO 8601 durations; 0: at every sign-in; null: as long as the session lasts. */
  readonly reauthenticateSeconds: number | null;
}

/** Whom an app rule is for; all empty: anyone. */
export interface PeopleCondition {
  readonly groups: readonly string[];
  readonly exceptGroups: readonly string[];
  readonly users: readonly string[];
  readonly exceptUsers: readonly string[];
  /** User types by name. */
  readonly userTypes: readonly string[];
  readonly exceptUserTypes: readonly string[];
}

/** Verification that an allowing rule asks for. */
export type BaselineVerification =
  | {
      readonly kind: "assurance";
      readonly factors: 1 | 2;
      /** Any of these must hold; empty: none asked. */
      readonly constraints: readonly BaselineConstraint[];
    }
  | {
      readonly kind: "chains";
      /** Any chain; all its steps in order; any authenticator of a step (`key`, `key:method`). */
      readonly chains: readonly (readonly (readonly string[])[])[];
    };

/** Both parts that are given must hold. */
export interface BaselineConstraint {
  readonly possession: PossessionConstraint | null;
  readonly knowledge: KnowledgeConstraint | null;
}

export interface PossessionConstraint {
  readonly phishingResistant: boolean;
  readonly hardwareProtected: boolean;
  readonly userVerification: boolean;
  /** Okta's default is true: Okta Verify may not answer silently. */
  readonly userPresence: boolean;
  readonly deviceBound: boolean;
  /** Only these, by `key` or `key:method`; empty: any. */
  readonly methods: readonly string[];
  readonly exceptMethods: readonly string[];
}

export interface KnowledgeConstraint {
  readonly types: readonly KnowledgeType[];
  readonly methods: readonly string[];
}

/** How a person must be asked on the way in. */
export interface SignInRequirement {
  readonly to: SignInTarget;
  readonly atLeast: AskedLevel;
  /** Only sign-ins from outside these zones are judged; empty: from anywhere. */
  readonly fromOutside: readonly string[];
  /** Whether being asked for what one may enroll with a password alone is enough. */
  readonly openEnrollment: boolean;
  /** The longest that the asking may be skipped, in milliseconds; null: not asked. */
  readonly reauthenticateWithinMs: number | null;
}

export type SignInTarget =
  | { readonly kind: "apps"; readonly apps: readonly string[] }
  /** Every app sign-in policy that has applications. */
  | { readonly kind: "any" }
  | { readonly kind: "adminConsole" }
  | { readonly kind: "dashboard" };

/** Means that must not suffice, alone, to set a new password. */
export interface RecoveryRequirement {
  readonly notBy: readonly RecoveryMeans[];
}
