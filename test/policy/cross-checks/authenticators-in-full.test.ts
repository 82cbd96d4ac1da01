import { itRefuses } from "../../support/refused-baselines.ts";

const inPolicy = (setting: string): string =>
  `enrollmentPolicies: [{ name: Default Policy, authenticators: { ${setting} } }]`;

itRefuses([
  {
    says: "a method that the authenticator does not have",
    section: "authenticators: { okta_verify: { methods: { ▸puhs: ACTIVE } } }",
    problem: 'okta_verify has no method "puhs", did you mean push?; its methods: push, totp, signed_nonce',
  },
  {
    says: "a method that is like none",
    section: "authenticators: { phone_number: { methods: { ▸carrier_pigeon: ACTIVE } } }",
    problem: 'phone_number has no method "carrier_pigeon"; its methods: sms, voice',
  },
  {
    says: "methods of an authenticator that is off",
    section: "authenticators: { okta_verify: { status: INACTIVE, ▸methods: { push: INACTIVE } } }",
    problem: "okta_verify is INACTIVE, so its methods cannot be used; leave methods out",
  },
  {
    says: "methods on Classic",
    engine: "classic",
    section: "authenticators: { okta_push: { ▸methods: { push: ACTIVE } } }",
    problem: "okta_push has no methods on Classic, where a factor is one method",
  },
  {
    says: "a grace period on Classic",
    engine: "classic",
    section: inPolicy("okta_push: { enroll: REQUIRED, ▸gracePeriod: { skips: 3 } }"),
    problem: "gracePeriod is of Identity Engine; a Classic policy has none",
  },
  {
    says: "a grace period of what nobody may enroll",
    section: inPolicy("webauthn: { enroll: NOT_ALLOWED, ▸gracePeriod: { skips: 3 } }"),
    problem: "webauthn is NOT_ALLOWED here, so gracePeriod means nothing; leave it out",
  },
  {
    says: "groups of models of something else than security keys",
    section: inPolicy("okta_verify: { enroll: REQUIRED, ▸allowedGroups: [YubiKey5] }"),
    problem: "allowedGroups is of webauthn only; Okta has no groups of models for okta_verify",
  },
  {
    says: "what is no grace period",
    section: inPolicy("webauthn: { enroll: REQUIRED, gracePeriod: ▸soon }"),
    problem:
      'enrollmentPolicies[0].authenticators.webauthn.gracePeriod: "soon" must be none, { until: YYYY-MM-DD } or { skips: number }',
  },
  {
    says: "a day that is none",
    section: inPolicy("webauthn: { enroll: REQUIRED, gracePeriod: { until: ▸2027-02-31 } }"),
    problem:
      'enrollmentPolicies[0].authenticators.webauthn.gracePeriod.until: "2027-02-31" is no day of the calendar; write YYYY-MM-DD',
  },
  {
    says: "no skip at all",
    section: inPolicy("webauthn: { enroll: REQUIRED, gracePeriod: { skips: ▸0 } }"),
    problem: "enrollmentPolicies[0].authenticators.webauthn.gracePeriod.skips: 0 is too small; at least 1",
  },
  {
    says: "a mistyped setting, still",
    section: inPolicy("webauthn: ▸REQUIERD"),
    problem:
      'enrollmentPolicies[0].authenticators.webauthn: "REQUIERD" is not allowed, did you mean REQUIRED?; allowed: REQUIRED, OPTIONAL, NOT_ALLOWED',
  },
  {
    says: "an unknown key of the long form",
    section: "authenticators: { okta_verify: { status: ACTIVE, ▸method: { push: ACTIVE } } }",
    problem:
      'authenticators.okta_verify: unknown key "method", did you mean "methods"?; allowed: status, methods',
  },
  {
    says: "a long form without its setting",
    section: inPolicy("webauthn: ▸{ gracePeriod: none }"),
    problem:
      'enrollmentPolicies[0].authenticators.webauthn: "enroll" is missing (Whether people must, may or may not enroll it)',
  },
  {
    says: "a part of Okta Verify in a policy that is off for the org",
    section: `authenticators: { okta_verify_push: INACTIVE }\n${inPolicy("▸okta_verify_push: REQUIRED")}`,
    problem:
      "okta_verify_push is REQUIRED here and INACTIVE for the whole org (baseline.yaml:3); make it ACTIVE there or NOT_ALLOWED here",
  },
]);
