import type { AppId, GroupId, IdpId, PolicyId, PolicyRuleId, UserId, UserTypeId } from "./ids.ts";
import type { LiveNetwork } from "./network.ts";

/**
 * Sign-on policies as they are live (sign-on 1.2, 1.3, 1.5). Words that Okta may add are kept as it wrote them; what we
 * do not model at all is named by its JSON path in `unmodelled`, and makes unknown what hangs on it.
 */
interface LivePolicy<Rule> {
  readonly id: PolicyId;
  readonly name: string;
  readonly description: string | null;
  /** ACTIVE or INACTIVE. */
  readonly status: string;
  /** 1 is tried first; app policies have no order between them. */
  readonly priority: number;
  /** Okta's own. */
  readonly system: boolean;
  readonly unmodelled: readonly string[];
  /** In ascending priority number; null when they could not be read. */
  readonly rules: readonly Rule[] | null;
}

interface LiveRule {
  readonly id: PolicyRuleId;
  readonly name: string;
  /** ACTIVE or INACTIVE. */
  readonly status: string;
  readonly priority: number;
  readonly system: boolean;
  readonly network: LiveNetwork;
  readonly unmodelled: readonly string[];
}

/** A global session policy (OKTA_SIGN_ON). */
export interface SessionPolicy extends LivePolicy<SessionRule> {
  readonly groupIds: readonly GroupId[];
}

export interface SessionRule extends LiveRule {
  readonly excludedUserIds: readonly UserId[];
  /** ANY, RADIUS or LDAP_INTERFACE. */
  readonly authType: string;
  /** ANY, OKTA or SPECIFIC_IDP. */
  readonly identityProvider: string;
  readonly idpIds: readonly IdpId[];
  /** ANY, LOW, MEDIUM or HIGH. */
  readonly risk: string;
  /** Ids of behaviours, of which one is enough. */
  readonly behaviors: readonly string[];
  /** ALLOW or DENY. */
  readonly access: string;
  /** PASSWORD_IDP or PASSWORD_IDP_ANY_FACTOR; null where Okta sends none (Classic). */
  readonly primaryFactor: string | null;
  readonly requiresFactor: boolean;
  /** ALWAYS, DEVICE or SESSION; null where no factor is required. */
  readonly factorPrompt: string | null;
  readonly factorLifetimeMinutes: number | null;
  readonly session: {
    readonly idleMinutes: number;
    /** Null: no end. */
    readonly lifetimeMinutes: number | null;
    readonly persistentCookie: boolean;
  };
}

/** An app sign-in policy (ACCESS_POLICY), or the account management policy, which is one of another resource type. */
export interface AppPolicy extends LivePolicy<AppRule> {
  /** APP or END_USER_ACCOUNT_MANAGEMENT. */
  readonly resourceType: string;
  /** Applications under it that the list of applications does not show; left out where nobody asked, null: not read. */
  readonly hiddenAppIds?: readonly AppId[] | null;
}

export interface AppRule extends LiveRule {
  readonly people: LivePeople;
  /** Demand on the device; null: none. */
  readonly device: LiveDevice | null;
  /** Empty: any. */
  readonly platforms: readonly LivePlatform[];
  /** ANY, LOW, MEDIUM or HIGH. */
  readonly risk: string;
  readonly expression: string | null;
  /** ALLOW or DENY. */
  readonly access: string;
  /** Null where Okta sends none, as for a rule that denies. */
  readonly verification: LiveVerification | null;
  /** Whether a sign-in is kept after it (`keepMeSignedIn`), and for how long, in seconds. */
  readonly keepsSignedIn: { readonly allowed: boolean; readonly seconds: number | null };
}

/** People conditions; all lists empty: anyone. */
export interface LivePeople {
  readonly userIds: readonly UserId[];
  readonly exceptUserIds: readonly UserId[];
  readonly groupIds: readonly GroupId[];
  readonly exceptGroupIds: readonly GroupId[];
  readonly userTypeIds: readonly UserTypeId[];
  readonly exceptUserTypeIds: readonly UserTypeId[];
}

export interface LiveDevice {
  readonly registered: boolean;
  readonly managed: boolean;
  /** Ids of device assurance policies, of which one is enough. */
  readonly assuranceIds: readonly string[];
}

export interface LivePlatform {
  /** DESKTOP, MOBILE, OTHER or ANY. */
  readonly type: string;
  /** ANDROID, IOS, MACOS, WINDOWS, CHROMEOS, LINUX, OTHER or ANY. */
  readonly os: string;
}

/** How a rule that allows wants to be met. */
export type LiveVerification =
  | {
      readonly kind: "assurance";
      /** 1FA or 2FA. */
      readonly factorMode: string;
      /** In seconds; null: as long as the session lasts. */
      readonly reauthenticateSeconds: number | null;
      /** Any of these; empty: anything. */
      readonly constraints: readonly LiveConstraint[];
    }
  | {
      readonly kind: "chains";
      readonly reauthenticateSeconds: number | null;
      /** Any chain, all of its steps. */
      readonly chains: readonly (readonly LiveStep[])[];
    }
  /** A way that we do not model (`ID_PROOFING`). */
  | { readonly kind: "other"; readonly type: string };

/** Both parts that are there must hold. */
export interface LiveConstraint {
  readonly knowledge: LivePart | null;
  readonly possession: LivePart | null;
}

/** Demand on one factor. */
export interface LivePart {
  /** False where Okta says so: then it only limits what may be used. */
  readonly required: boolean;
  /** Kinds of authenticator (`password`, `app`, `phone`); empty: any. */
  readonly types: readonly string[];
  /** Methods of whatever authenticator; empty: any. */
  readonly methods: readonly string[];
  readonly only: readonly LiveMethod[];
  readonly except: readonly LiveMethod[];
  readonly demands: MethodDemands;
  /** In seconds; overrides the rule's. Undefined: the rule's; null: as long as the session lasts. */
  readonly reauthenticateSeconds?: number | null;
}

/** True where it is REQUIRED. */
export interface MethodDemands {
  readonly deviceBound: boolean;
  readonly hardwareProtected: boolean;
  readonly phishingResistant: boolean;
  readonly userVerification: boolean;
  readonly userPresence: boolean;
}

/** One way to use an authenticator. */
export interface LiveMethod {
  readonly key: string;
  readonly id: string | null;
  readonly method: string | null;
}

/** One step of a chain: any of these. */
export interface LiveStep {
  readonly anyOf: readonly (LiveMethod & { readonly demands: MethodDemands })[];
  readonly reauthenticateSeconds?: number | null;
}

/** A password policy: who may set a new password, and by which means. */
export interface PasswordPolicy extends LivePolicy<PasswordRule> {
  readonly groupIds: readonly GroupId[];
  /** OKTA, ACTIVE_DIRECTORY, LDAP or ANY. */
  readonly authProvider: string;
  /** Status by means of recovery: `okta_email`, `okta_sms`, `okta_call`, `recovery_question`. */
  readonly recoveryFactors: Readonly<Record<string, string>>;
  /** Demands on passwords. Snapshots of earlier versions do not have them. */
  readonly password?: PasswordSettings;
}

/** Demands on passwords (`settings.password`); null where Okta sends none. */
export interface PasswordSettings {
  readonly minLength: number | null;
  readonly minUpperCase: number | null;
  readonly minLowerCase: number | null;
  readonly minNumber: number | null;
  readonly minSymbol: number | null;
  readonly excludesCommon: boolean | null;
  readonly minAgeMinutes: number | null;
  /** 0: no end. */
  readonly maxAgeDays: number | null;
  readonly historyCount: number | null;
  /** 0: nobody is locked out. */
  readonly maxAttempts: number | null;
}

export interface PasswordRule extends LiveRule {
  readonly people: LivePeople;
  readonly reset: {
    /** ALLOW or DENY. */
    readonly access: string;
    /** AUTH_POLICY: the account management policy decides; LEGACY: this rule does; null where Okta sends none. */
    readonly accessControl: string | null;
    /** `push`, `sms`, `voice`, `email`, `otp`; null where Okta sends none: then the policy's recovery factors decide. */
    readonly methods: readonly string[] | null;
    readonly stepUpRequired: boolean;
  };
}

/** Somewhere else that people can sign in (sign-on 1.6). */
export interface IdentityProvider {
  readonly id: IdpId;
  readonly name: string;
  readonly type: string;
  readonly status: string;
  /** Claims that it makes of the factors that were used count in Okta. */
  readonly trustsClaims: boolean;
  /** Who issued the certificates that a smart card provider takes; left out of others, and in earlier snapshots. */
  readonly trust?: { readonly issuer: string | null; readonly kid: string | null };
}

/** A type of user (`GET /meta/types/user`); Okta keeps its technical name unique, and shows the other. */
export interface UserType {
  readonly id: UserTypeId;
  readonly name: string;
  readonly displayName: string;
}

/** An application with the app sign-in policy that it is under. */
export interface MappedApp {
  readonly id: AppId;
  readonly label: string;
  /** Okta's technical name; `saasure` is the Admin Console, `okta_enduser` the dashboard. */
  readonly name: string;
  readonly status: string;
  /** Null: it has none, as API service apps have none. */
  readonly policyId: PolicyId | null;
}

/** Traits of a person that sign-on rules ask about. */
export interface SignOnTraits {
  readonly typeId: UserTypeId | null;
  /** OKTA, ACTIVE_DIRECTORY, LDAP, FEDERATION, SOCIAL, IMPORT; null where Okta sends none. */
  readonly provider: string | null;
  readonly hasPassword: boolean;
  /** Profile attributes that rules' expressions use; those that are not set are null. */
  readonly profile: Readonly<Record<string, unknown>>;
}
