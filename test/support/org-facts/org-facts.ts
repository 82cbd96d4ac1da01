/**
 * An org in the words of whoever runs it: who is where, what is on, what is allowed. No id, no JSON, nothing of how Okta
 * sends it or of how Plumbline keeps it.
 */
export interface OrgFacts {
  readonly people: readonly PersonFacts[];
  readonly groups: Readonly<Record<GroupRef, GroupFacts>>;
  readonly staffRule: GroupRuleFacts;
  readonly authenticators: Readonly<Record<Key, AuthenticatorFacts>>;
  /** All but Okta's own, which comes last. */
  readonly policies: readonly PolicyFacts[];
  readonly defaultAllows: readonly Key[];
  /** Fields that Okta may add one day. */
  readonly odd: readonly Oddity[];
  /** Parts of which the reader is shown less than there is. */
  readonly veil: Veil | null;
  /** `/factors` alone: Okta hides what the policy in effect does not allow. */
  readonly enrolmentsAreFiltered: boolean;
  /** Hours by which the clock of the machine that judges is ahead. */
  readonly clockAheadHours: number;
}

export const keys = ["okta_verify", "webauthn", "phone_number", "google_otp"] as const;
export type Key = (typeof keys)[number];

/** Ways of signing in, `key:method` where there are several. */
export const things = [
  "okta_verify:push",
  "okta_verify:totp",
  "okta_verify:signed_nonce",
  "phone_number:sms",
  "webauthn",
  "google_otp",
] as const;
export type Thing = (typeof things)[number];

export interface PersonFacts {
  readonly login: string;
  readonly status: "ACTIVE" | "RECOVERY" | "LOCKED_OUT" | "PASSWORD_EXPIRED";
  /** Hours since; less than 0 lies ahead. */
  readonly createdAgo: number;
  readonly isAdministrator: boolean;
  readonly has: Readonly<Partial<Record<Thing, "ACTIVE" | "PENDING_ACTIVATION">>>;
}

export const groupRefs = ["staff", "admins", "visitors"] as const;
export type GroupRef = (typeof groupRefs)[number];

export interface GroupFacts {
  readonly name: string;
  readonly members: readonly string[];
}

export interface GroupRuleFacts {
  readonly fills: readonly GroupRef[];
  readonly exceptUsers: readonly string[];
  readonly exceptGroups: readonly GroupRef[];
}

export interface AuthenticatorFacts {
  readonly isOn: boolean;
  readonly allowedFor: "any" | "sso" | "recovery" | "none";
  /** Methods that are off. */
  readonly off: readonly string[];
}

export interface PolicyFacts {
  readonly name: string;
  readonly isOn: boolean;
  /** Those of one place are tried in an order that nobody knows. */
  readonly place: number;
  readonly groups: readonly (GroupRef | "everyone")[];
  readonly allows: readonly Key[];
  /** On terms that the baseline does not know of. */
  readonly graceFor: Key | null;
  readonly modelsFor: Key | null;
  readonly rules: readonly RuleFacts[];
}

export interface RuleFacts {
  readonly name: string;
  readonly isOn: boolean;
  readonly place: number;
  readonly from: "anywhere" | { readonly side: "in" | "notIn"; readonly zones: readonly string[] };
  /** For sign-ins to which applications: Payroll alone, or all but it. */
  readonly to: "anything" | "payroll" | "the rest";
  readonly exceptUsers: readonly string[];
}

export const zones = ["Corp", "Lab"];

/** Something that Plumbline does not model: it may mean anything, or nothing. */
export type Oddity =
  /** The policy may not be for the people of its groups. */
  | { readonly kind: "condition"; readonly policy: string }
  /** The policy names people: it may be for them as well, or for nobody else. */
  | { readonly kind: "people"; readonly policy: string }
  /** Its first rule may not match. */
  | { readonly kind: "rule"; readonly policy: string }
  /** Methods that it allows may not be allowed. */
  | { readonly kind: "settings"; readonly policy: string }
  | { readonly kind: "setting"; readonly policy: string; readonly key: Key }
  | { readonly kind: "authenticator"; readonly key: Key }
  | { readonly kind: "method"; readonly thing: Thing };

export const veils = [
  "nobody is listed",
  "one of the staff is not listed",
  "everybody is gone on re-reading",
  "one person's enrolments fail",
  "members of staff are refused",
  "Everyone is not listed",
  "rules of the first policy are refused",
  "a policy is malformed",
  "no authenticator is listed",
  "authenticators are refused",
  "methods are refused",
  "no administrator is listed",
  "roles of a holder are not found",
] as const;
export type Veil = (typeof veils)[number];

export const now = new Date("2026-03-01T00:00:00.000Z");
