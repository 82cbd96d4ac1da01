import { type KnownKeys, plainKeys } from "./sign-on/unmodelled.ts";

// Known fields of Okta's answers on enrollment and its authenticators: keys that are read, and keys left aside for the
// reason given. Any other key that says something is named in the snapshot and makes unknown what hangs on it.

/** An enrollment policy; each setting is looked at by itself. */
export const policyKeys: KnownKeys = {
  ...plainKeys,
  conditions: { people: { groups: { include: true }, users: {} } },
  settings: { type: true, authenticators: true, factors: true },
};

/** Fields of one authenticator in a policy. */
export const settingKeys: KnownKeys = {
  key: true,
  id: true,
  enroll: {
    self: true,
    gracePeriod: { type: true, expiry: true, skipCount: true },
    // Whether e-mail is enrolled by itself; what is enrolled is read of each person (Okta's OpenAPI document).
    autoEnroll: true,
    // A nudge to add a passkey: it allows nothing and demands nothing (okta-api 4.2).
    promotion: true,
  },
  constraints: { aaguidGroups: true },
};

/** Fields of one factor in a factors-shaped policy. */
export const factorKeys: KnownKeys = {
  enroll: { self: true },
  // "Ignored by Okta, returned for compatibility" (okta-api 4.2).
  consent: true,
};

/** A rule of an enrollment policy. */
export const ruleKeys: KnownKeys = {
  ...plainKeys,
  conditions: {
    people: { users: { exclude: true } },
    network: { connection: true, include: true, exclude: true },
    app: { include: true, exclude: true },
  },
  actions: { enroll: { self: true } },
};

/** An org-wide authenticator. */
export const authenticatorKeys: KnownKeys = {
  ...plainKeys,
  key: true,
  // How Okta reaches whoever runs it.
  provider: true,
  // The terms were agreed to when it was made.
  agreeToTerms: true,
  settings: {
    allowedFor: true,
    // How a factor proves itself, not who may use it: number challenge, PIN or biometrics, FIPS-approved software, the
    // life of a code, the app behind it (recorded by Okta's own provider; okta-api 5).
    appInstanceId: true,
    channelBinding: true,
    compliance: true,
    enrollmentSecurityLevel: true,
    oauthClientId: true,
    tokenLifetimeInMinutes: true,
    userVerification: true,
    userVerificationMethods: true,
  },
};

/** A method of an authenticator: its settings say how it proves itself (Okta's OpenAPI document). */
export const methodKeys: KnownKeys = {
  type: true,
  status: true,
  _links: true,
  settings: {
    algorithm: true,
    algorithms: true,
    encoding: true,
    keyProtection: true,
    passCodeLength: true,
    showSignInWithOV: true,
    timeIntervalInSeconds: true,
    transactionTypes: true,
    userVerification: true,
    attachment: true,
    // Of passkeys: which may be enrolled, and how they are offered (Okta's OpenAPI document).
    aaguidGroups: true,
    allowSyncablePasskeys: true,
    certBasedAttestationValidation: true,
    enableAutofillUI: true,
    fipsCompliant: true,
    hardwareProtected: true,
    residentKeyRequirement: true,
    rpId: true,
    showSignInWithAPasskeyButton: true,
    userVerificationForVerify: true,
  },
};
