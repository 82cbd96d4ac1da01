import type { UserTypeId } from "../../src/model/ids.ts";
import type {
  AppPolicy,
  IdentityProvider,
  MappedApp,
  PasswordPolicy,
  SessionPolicy,
  SignOnTraits,
  UserType,
} from "../../src/model/live-sign-on.ts";
import type { OrgSnapshot, PersonEnrolments } from "../../src/model/snapshot.ts";
import { anOrg, aPerson, enrolments, idOf, type OrgParts, theDefaultPolicy } from "./org-builder.ts";
import { theDefaultSessionPolicy } from "./sign-on-builder.ts";

/** Methods of the authenticators that sign-on orgs have, all on. */
const methods: Readonly<Record<string, readonly string[]>> = {
  okta_password: ["password"],
  webauthn: ["webauthn"],
  okta_verify: ["push", "totp", "signed_nonce"],
  phone_number: ["sms", "voice"],
  okta_email: ["email"],
  security_question: ["security_question"],
  google_otp: ["otp"],
};

/** Parameters for the maker of a sign-on org, beyond what any org has. */
export interface SignOnParts extends OrgParts {
  readonly sessionPolicies?: readonly SessionPolicy[];
  readonly appPolicies?: readonly AppPolicy[];
  readonly passwordPolicies?: readonly PasswordPolicy[];
  /** Every application with its policy. */
  readonly mapped?: readonly MappedApp[];
  readonly idps?: readonly IdentityProvider[];
  readonly userTypes?: readonly UserType[];
  /** Authenticators whose `allowedFor` is something else than `any`. */
  readonly allowedFor?: Readonly<Record<string, string>>;
}

/** An org in which everything may be enrolled, and whose session policy leaves the question to the applications. */
export function aSignOnOrg(parts: SignOnParts = {}): OrgSnapshot {
  const settings = Object.fromEntries(Object.keys(methods).map((key) => [key, "OPTIONAL"]));
  const org = anOrg({ policies: [theDefaultPolicy({ ...settings, okta_password: "REQUIRED" })], ...parts });
  const authenticators = Object.entries(methods).map(([key, names]) => ({
    id: idOf.authenticator(key),
    key,
    name: key,
    status: parts.authenticators?.[key] ?? "ACTIVE",
    allowedFor: parts.allowedFor?.[key] ?? "any",
    methods: names.map((type) => ({ type, status: "ACTIVE" })),
  }));
  return {
    ...org,
    slices: {
      ...org.slices,
      authenticators,
      sessionPolicies: parts.sessionPolicies ?? [theDefaultSessionPolicy()],
      appPolicies: parts.appPolicies ?? [],
      appMappings: parts.mapped ?? [],
      ...(parts.passwordPolicies && { passwordPolicies: parts.passwordPolicies }),
      ...(parts.idps && { idps: parts.idps }),
      ...(parts.userTypes && { userTypes: parts.userTypes }),
    },
  };
}

/** Types of user, each by id with its name and what Okta shows. */
export const userTypes = (types: Readonly<Record<string, readonly [string, string]>>): readonly UserType[] =>
  Object.entries(types).map(([id, [name, displayName]]) => ({ id: id as UserTypeId, name, displayName }));

/** Traits of a person that rules ask about: an Okta account with a password. */
export function traits(change: Partial<SignOnTraits> = {}): SignOnTraits {
  return { typeId: null, provider: "OKTA", hasPassword: true, profile: {}, ...change };
}

export const kim = aPerson("kim@acme.example", { signOn: traits() });

/** Kim, with these factors. */
export const kimHas = (...factors: readonly string[]): Readonly<Record<string, PersonEnrolments>> => ({
  [kim.login]: enrolments(factors),
});
