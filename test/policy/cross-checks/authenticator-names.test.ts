import { expect, it } from "vitest";
import { identityOrg, parseText, problemsOf } from "../../support/baseline-text.ts";
import { itRefuses } from "../../support/refused-baselines.ts";

const own =
  "okta_password, security_question, okta_email, phone_number, external_idp, duo, google_otp, symantec_vip, custom_otp, onprem_mfa, rsa_token, yubikey_token, okta_verify, webauthn, smart_card_idp, custom_app, tac";
const known = {
  identity: `${own}, okta_verify_totp, okta_verify_push, okta_verify_fastpass`,
  classic:
    "okta_password, okta_question, okta_email, okta_sms, okta_call, okta_otp, okta_push, google_otp, hotp, rsa_token, symantec_vip, yubikey_token, duo, fido_u2f, fido_webauthn",
};

/** A requirement that asks for something, with more fields. */
const requirement = (fields: string): string =>
  `requirements: [{ id: everyone, appliesTo: { everyone: true }, ${fields} }]`;

const groups = "groups: [{ name: MFA Required }, { name: MFA Admins }]";

const policy = (fields: string): string =>
  `${groups}\nenrollmentPolicies:\n  - { name: Admins, groups: [MFA Admins], rules: [{ name: Enroll }], ${fields} }`;

itRefuses([
  {
    says: "an authenticator that nobody knows",
    section: "authenticators: { ▸iris_scan: ACTIVE }",
    problem: `unknown authenticator key "iris_scan" for Identity Engine; known: ${known.identity}`,
  },
  {
    says: "a mistyped authenticator",
    section: "authenticators: { ▸web_authn: ACTIVE }",
    problem: `unknown authenticator key "web_authn" for Identity Engine, did you mean webauthn?; known: ${known.identity}`,
  },
  {
    says: "a Classic factor key on Identity Engine",
    section: "authenticators: { ▸okta_sms: ACTIVE }",
    problem: `unknown authenticator key "okta_sms" for Identity Engine (okta_sms is a key of the Classic Engine); known: ${known.identity}`,
  },
  {
    says: "a part of a split Okta Verify in a requirement",
    section: requirement("factors: { anyOf: [▸okta_verify_fastpass] }"),
    problem: `unknown authenticator key "okta_verify_fastpass" for Identity Engine; known: ${own}`,
  },
  {
    says: "a repeating key without an id",
    section: policy("authenticators: { ▸custom_app: OPTIONAL }"),
    problem: "an org can have several custom_app; name one by its id, such as custom_app/autA1",
  },
  {
    says: "a repeating factor without an id",
    section: requirement("factors: { anyOf: [▸custom_otp] }"),
    problem: "an org can have several custom_otp; name one by its id, such as custom_otp/autA1",
  },
  {
    says: "an id where an org has one",
    section: "authenticators: { ▸webauthn/autA1: ACTIVE }",
    problem: "an org has one webauthn; name it without an id",
  },
  {
    says: "an id that is none",
    section: 'authenticators: { ▸"custom_app/aut A1": ACTIVE }',
    problem: '"aut A1" is no authenticator id; an id has only letters, digits, - and _',
  },
  {
    says: "a method in a policy",
    section: policy('authenticators: { ▸"okta_verify:push": REQUIRED }'),
    problem: '"okta_verify:push" names a method; settings and org-wide status are of the whole authenticator',
  },
  {
    says: "a mistyped method",
    section: requirement("factors: { anyOf: [▸okta_verify:puhs] }"),
    problem:
      'okta_verify has no method "puhs", did you mean okta_verify:push?; its methods: push, totp, signed_nonce',
  },
  {
    says: "a method that the authenticator does not have",
    section: requirement("factors: { anyOf: [▸webauthn:voice] }"),
    problem: 'webauthn has no method "voice"; its methods: webauthn',
  },
  {
    says: "an Identity Engine key on Classic",
    engine: "classic",
    section: "authenticators: { ▸phone_number: INACTIVE }",
    problem: `unknown authenticator key "phone_number" for the Classic Engine (phone_number is a key of Identity Engine); known: ${known.classic}`,
  },
  {
    says: "a method on Classic",
    engine: "classic",
    section: requirement("factors: { anyOf: [▸okta_push:push] }"),
    problem: 'okta_push has no method "push"; a Classic factor is one method and is named by its key alone',
  },
]);

it.each([
  [
    "an id where a key repeats",
    policy("authenticators: { custom_app/autA1: OPTIONAL, custom_app/autB2: REQUIRED }"),
  ],
  ["Okta Verify by method for the whole org", "authenticators: { okta_verify_fastpass: ACTIVE }"],
  ["Okta Verify by method in a policy", policy("authenticators: { okta_verify_fastpass: REQUIRED }")],
])("accepts %s", (_, section) => {
  expect(parseText(identityOrg(section)).baseline.version).toBe(1);
});

it("does not judge authenticators of an engine that cannot be read", () => {
  expect(problemsOf("version: 1\norg: { engine: oie }\nauthenticators: { iris_scan: ACTIVE }\n")).toEqual([
    expect.stringMatching(/^2:16: org\.engine/),
  ]);
});
