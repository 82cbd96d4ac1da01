import type { Engine } from "../../model/words.ts";
import type { OrgSettings } from "../resources/org-settings.ts";
import type { Resources } from "../resources/resource-kinds.ts";
import type { JsonObject } from "../wire/json.ts";
import type {
  ApiToken,
  CustomRole,
  ResourceSet,
  RoleAssignment,
  ServiceApp,
  YubikeyToken,
} from "./access-state.ts";
import type { EmulatedDevice } from "./device-state.ts";
import type { EmulatorSettings } from "./emulator-settings.ts";
import type { LogEvent } from "./log-event.ts";

/**
 * Everything the emulated org is, as plain JSON. It can be written by hand as YAML: `readState` fills what is
 * left out (state-schema.ts), so a person is `{ login: nia@acme.example }` and a group `{ name: MFA Required }`.
 * Settings, conditions and actions are Okta's own JSON, as the API sends them.
 */
export interface EmulatorState {
  readonly engine: Engine;
  readonly org: EmulatedOrg;
  /** API tokens the server takes; a request with any other is answered with 401 E0000011. */
  readonly tokens: readonly ApiToken[];
  readonly serviceApps: readonly ServiceApp[];
  readonly customRoles: readonly CustomRole[];
  readonly resources: Resources;
  readonly orgSettings: OrgSettings;
  readonly yubikeyTokens: readonly YubikeyToken[];
  readonly resourceSets: readonly ResourceSet[];
  readonly users: readonly EmulatedUser[];
  readonly devices: readonly EmulatedDevice[];
  readonly groups: readonly EmulatedGroup[];
  readonly groupRules: readonly EmulatedGroupRule[];
  /** Identity Engine only. */
  readonly authenticators: readonly EmulatedAuthenticator[];
  /** Classic only: the org-wide factor switches. */
  readonly orgFactors: readonly OrgFactor[];
  readonly policies: readonly EmulatedPolicy[];
  readonly zones: readonly EmulatedZone[];
  readonly apps: readonly EmulatedApp[];
  readonly idps: readonly EmulatedIdp[];
  readonly adminConsole: AdminConsoleSettings;
  /** In the order in which they were written to the log, which need not be the order of `published`. */
  readonly logEvents: readonly LogEvent[];
  readonly settings: EmulatorSettings;
}

export interface EmulatedOrg {
  readonly id: string;
  /** `acme` in acme.okta.com. */
  readonly subdomain: string;
  readonly cell: string;
  readonly userTypeId: string;
  readonly userSchemaId: string;
  /** Null on Classic, where users have no realm. */
  readonly realmId: string | null;
}

export const emulatedUserStatuses = [
  "STAGED",
  "PROVISIONED",
  "ACTIVE",
  "RECOVERY",
  "LOCKED_OUT",
  "PASSWORD_EXPIRED",
  "SUSPENDED",
  "DEPROVISIONED",
] as const;
export type EmulatedUserStatus = (typeof emulatedUserStatuses)[number];

export interface EmulatedUser {
  readonly id: string;
  readonly status: EmulatedUserStatus;
  readonly created: string;
  readonly activated: string | null;
  readonly statusChanged: string | null;
  readonly lastLogin: string | null;
  readonly lastUpdated: string;
  /** Null when no password was ever set. */
  readonly passwordChanged: string | null;
  /** `login` is unique in the org. */
  readonly profile: UserProfile;
  readonly hasPassword: boolean;
  /** The recovery question, never its answer; null without one. */
  readonly recoveryQuestion: string | null;
  readonly provider: string;
  readonly roles: readonly RoleAssignment[];
  readonly factors: readonly EmulatedFactor[];
}

export interface UserProfile extends JsonObject {
  readonly login: string;
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/** An enrolment: a factor on Classic, an authenticator enrolment's method on Identity Engine. */
export interface EmulatedFactor {
  readonly id: string;
  /** Okta's words: `push`, `token:software:totp`, `webauthn`, … (okta-api 2.1). */
  readonly factorType: string;
  readonly provider: string;
  readonly vendorName: string;
  readonly status: string;
  readonly created: string;
  readonly lastUpdated: string;
  readonly profile: JsonObject;
  /** For keys that repeat in an org (custom_app, custom_otp, external_idp). */
  readonly authenticatorId: string | null;
}

export interface EmulatedGroup {
  readonly id: string;
  readonly type: "OKTA_GROUP" | "APP_GROUP" | "BUILT_IN";
  readonly name: string;
  readonly description: string | null;
  readonly created: string;
  readonly lastUpdated: string;
  readonly lastMembershipUpdated: string;
  /** User ids. Everybody who is not DEPROVISIONED is in the BUILT_IN group Everyone, which lists nobody here. */
  readonly members: readonly string[];
  readonly roles: readonly RoleAssignment[];
}

export interface EmulatedGroupRule {
  readonly id: string;
  readonly name: string;
  readonly status: "ACTIVE" | "INACTIVE" | "INVALID";
  readonly expression: string;
  readonly groupIds: readonly string[];
  readonly excludedUserIds: readonly string[];
  readonly excludedGroupIds: readonly string[];
  readonly created: string;
  readonly lastUpdated: string;
}

export interface EmulatedAuthenticator {
  readonly id: string;
  readonly key: string;
  readonly type: string;
  readonly name: string;
  readonly status: "ACTIVE" | "INACTIVE";
  readonly created: string;
  readonly lastUpdated: string;
  readonly settings: JsonObject | null;
  readonly provider: JsonObject | null;
  readonly methods: readonly AuthenticatorMethod[];
}

export interface AuthenticatorMethod {
  readonly type: string;
  readonly status: "ACTIVE" | "INACTIVE";
  readonly settings: JsonObject | null;
}

export interface OrgFactor {
  /** Okta's factor key: `okta_sms`, `google_otp`, … */
  readonly id: string;
  readonly provider: string;
  readonly factorType: string;
  readonly status: "ACTIVE" | "INACTIVE" | "NOT_SETUP" | "PENDING_ACTIVATION";
}

/** Subject of an app sign-in policy: applications, or people's own account management (okta-api 4.4). */
export type AppPolicyResource = "APP" | "END_USER_ACCOUNT_MANAGEMENT";

export interface EmulatedPolicy {
  readonly id: string;
  /** MFA_ENROLL, OKTA_SIGN_ON, ACCESS_POLICY, PASSWORD, IDP_DISCOVERY, PROFILE_ENROLLMENT, … */
  readonly type: string;
  readonly name: string;
  readonly description: string | null;
  readonly status: "ACTIVE" | "INACTIVE";
  readonly priority: number;
  readonly system: boolean;
  /** Of app sign-in policies only. */
  readonly resourceType: AppPolicyResource | null;
  readonly created: string;
  readonly lastUpdated: string;
  /** Group ids are in `people.groups.include`. */
  readonly conditions: JsonObject | null;
  readonly settings: JsonObject | null;
  readonly rules: readonly EmulatedPolicyRule[];
  /** The applications mapped to an app sign-in or profile enrollment policy. */
  readonly mappings: readonly PolicyMapping[];
}

export interface PolicyMapping {
  readonly id: string;
  readonly appId: string;
}

export interface EmulatedPolicyRule {
  readonly id: string;
  readonly name: string;
  readonly status: "ACTIVE" | "INACTIVE";
  readonly priority: number;
  readonly system: boolean;
  readonly created: string | null;
  readonly lastUpdated: string | null;
  readonly conditions: JsonObject | null;
  readonly actions: JsonObject;
}

export interface EmulatedZone {
  readonly id: string;
  readonly name: string;
  /** IP, DYNAMIC or DYNAMIC_V2. */
  readonly type: string;
  readonly status: "ACTIVE" | "INACTIVE";
  readonly usage: string;
  readonly system: boolean;
  readonly created: string;
  readonly lastUpdated: string;
  /** Fields of its type: gateways and proxies, or locations, asns and proxyType. */
  readonly fields: JsonObject;
}

export interface EmulatedApp {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly status: "ACTIVE" | "INACTIVE";
  readonly signOnMode: string;
  /** Of OPENID_CONNECT only: `web`, `native`, `browser`, or `service`, to which nobody signs in. */
  readonly applicationType: string;
  readonly created: string;
  readonly lastUpdated: string;
  /** Directly assigned. */
  readonly userIds: readonly string[];
  readonly groupIds: readonly string[];
}

export interface EmulatedIdp {
  readonly id: string;
  readonly name: string;
  /** Okta's word: SAML2, OIDC, X509, GOOGLE, … */
  readonly type: string;
  readonly status: "ACTIVE" | "INACTIVE";
  /** Whether Okta lets its claims of how somebody signed in count. */
  readonly trustClaims: boolean;
  /** Of a smart card provider: who issued the certificates that it takes, and the id of their chain. */
  readonly trust: { readonly issuer: string; readonly kid: string } | null;
  readonly created: string;
  readonly lastUpdated: string;
}

/** How long a session of the Admin Console lasts, in minutes. */
export interface AdminConsoleSettings {
  readonly sessionIdleTimeoutMinutes: number;
  readonly sessionMaxLifetimeMinutes: number;
}
