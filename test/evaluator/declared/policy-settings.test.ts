import { describe, expect, test } from "vitest";
import { settingsOf } from "../../../src/evaluator/declared/policy-settings.ts";
import type { AuthenticatorId, PolicyId } from "../../../src/model/ids.ts";
import type { EnrollmentPolicy } from "../../../src/model/live-enrollment.ts";

type Row = readonly [key: string, enroll: string, id?: string];

const policy = (shape: EnrollmentPolicy["shape"], rows: readonly Row[]): EnrollmentPolicy => ({
  id: "00p1" as PolicyId,
  name: "Admins",
  description: null,
  status: "ACTIVE",
  priority: 1,
  system: false,
  groupIds: [],
  shape,
  settings: rows.map(([key, enroll, id]) => ({ key, enroll, id: (id ?? null) as AuthenticatorId | null })),
  rules: null,
});

interface Case {
  readonly name: string;
  readonly shape: EnrollmentPolicy["shape"];
  readonly live: readonly Row[];
  readonly declared: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  {
    name: "authenticators keep their keys; one Okta added as not allowed is there as such",
    shape: "authenticators",
    live: [
      ["okta_password", "REQUIRED"],
      ["webauthn", "OPTIONAL"],
      ["duo", "NOT_ALLOWED"],
    ],
    declared: ["okta_password", "webauthn"],
    settings: { okta_password: "REQUIRED", webauthn: "OPTIONAL", duo: "NOT_ALLOWED" },
  },
  {
    name: "a key that repeats is told apart by its id, another key is not",
    shape: "authenticators",
    live: [
      ["custom_app", "REQUIRED", "autA1"],
      ["custom_app", "NOT_ALLOWED", "autA2"],
      ["okta_verify", "OPTIONAL", "autV1"],
    ],
    declared: ["custom_app/autA1"],
    settings: { "custom_app/autA1": "REQUIRED", "custom_app/autA2": "NOT_ALLOWED", okta_verify: "OPTIONAL" },
  },
  {
    name: "a repeating key without its id is under the bare key",
    shape: "authenticators",
    live: [["custom_otp", "OPTIONAL"]],
    declared: ["custom_otp/autA1"],
    settings: { custom_otp: "OPTIONAL" },
  },
  {
    name: "Flexible Okta Verify is one okta_verify, required when a part of it is",
    shape: "authenticators",
    live: [
      ["okta_verify_totp", "OPTIONAL"],
      ["okta_verify_fastpass", "REQUIRED"],
      ["okta_verify_push", "OPTIONAL"],
    ],
    declared: ["okta_verify"],
    settings: { okta_verify: "REQUIRED" },
  },
  {
    name: "Flexible Okta Verify with every method off is not allowed",
    shape: "authenticators",
    live: [
      ["okta_verify_totp", "DISABLED"],
      ["okta_verify_push", "NOT_ALLOWED"],
    ],
    declared: ["okta_verify"],
    settings: { okta_verify: "NOT_ALLOWED" },
  },
  {
    name: "Flexible Okta Verify is kept apart when the baseline names its parts",
    shape: "authenticators",
    live: [
      ["okta_verify_totp", "DISABLED"],
      ["okta_verify_fastpass", "REQUIRED"],
    ],
    declared: ["okta_verify_fastpass"],
    settings: { okta_verify_totp: "NOT_ALLOWED", okta_verify_fastpass: "REQUIRED" },
  },
  {
    name: "factors are translated where the baseline speaks of authenticators",
    shape: "factors",
    live: [
      ["okta_password", "REQUIRED"],
      ["okta_sms", "NOT_ALLOWED"],
      ["okta_call", "OPTIONAL"],
      ["okta_otp", "OPTIONAL"],
      ["okta_push", "REQUIRED"],
      ["fido_webauthn", "OPTIONAL"],
      ["fido_u2f", "NOT_ALLOWED"],
      ["okta_question", "NOT_ALLOWED"],
      ["hotp", "OPTIONAL"],
    ],
    declared: ["okta_verify"],
    settings: {
      okta_password: "REQUIRED",
      phone_number: "OPTIONAL",
      okta_verify: "REQUIRED",
      webauthn: "OPTIONAL",
      security_question: "NOT_ALLOWED",
      hotp: "OPTIONAL",
    },
  },
  {
    name: "a factor the baseline names itself is never translated",
    shape: "factors",
    live: [
      ["okta_sms", "OPTIONAL"],
      ["okta_push", "REQUIRED"],
    ],
    declared: ["okta_sms", "okta_verify"],
    settings: { okta_sms: "OPTIONAL", okta_verify: "REQUIRED" },
  },
  {
    name: "Classic factors stay factors, also where every declared name is common to both engines",
    shape: "factors",
    live: [
      ["okta_sms", "OPTIONAL"],
      ["google_otp", "REQUIRED"],
    ],
    declared: ["okta_password", "google_otp"],
    settings: { okta_sms: "OPTIONAL", google_otp: "REQUIRED" },
  },
  {
    name: "a custom authenticator by id says that the baseline speaks of authenticators",
    shape: "factors",
    live: [["okta_call", "REQUIRED"]],
    declared: ["custom_app/autA1"],
    settings: { phone_number: "REQUIRED" },
  },
  {
    name: "a value Okta may add one day is never swallowed",
    shape: "factors",
    live: [
      ["okta_sms", "NOT_ALLOWED"],
      ["okta_call", "CONDITIONAL"],
      ["okta_push", "CONDITIONAL"],
      ["okta_otp", "NOT_ALLOWED"],
    ],
    declared: ["okta_verify"],
    settings: { phone_number: "CONDITIONAL", okta_verify: "CONDITIONAL" },
  },
  {
    name: "a key with the name of an object method is a key like any other",
    shape: "factors",
    live: [["constructor", "OPTIONAL"]],
    declared: ["okta_verify"],
    settings: { constructor: "OPTIONAL" },
  },
];

describe("settingsOf", () => {
  test.each(cases)("$name", ({ shape, live, declared, settings }) => {
    expect(Object.fromEntries(settingsOf(policy(shape, live), declared))).toEqual(settings);
    expect(Object.fromEntries(settingsOf(policy(shape, live.toReversed()), declared))).toEqual(settings);
  });
});
