import { describe, expect, test } from "vitest";
import check from "../../checks/enrollment-policy-authenticator.check.ts";
import type { AuthenticatorStatus, Engine, EnrollSetting } from "../../src/model/words.ts";
import { aBaseline, aDeclaredPolicy, theDeclaredDefault } from "../support/baseline-builder.ts";
import { anOrg, aPolicy, theDefaultPolicy } from "../support/org-builder.ts";
import { draftsOf, type Found, foundBy } from "../support/run-check.ts";

interface Case {
  readonly name: string;
  readonly declared: Readonly<Record<string, EnrollSetting>>;
  readonly live: Readonly<Record<string, string>>;
  readonly unlisted?: "NOT_ALLOWED" | "ignore";
  readonly shape?: "authenticators" | "factors";
  readonly engine?: Engine;
  readonly orgWide?: Readonly<Record<string, AuthenticatorStatus>>;
  /** By ref: expected, actual. */
  readonly drift: Readonly<Record<string, readonly [string, string]>>;
}

const cases: readonly Case[] = [
  {
    name: "the same settings in another order, with the rest added by Okta as not allowed",
    declared: { okta_password: "REQUIRED", webauthn: "OPTIONAL" },
    live: { duo: "NOT_ALLOWED", webauthn: "OPTIONAL", okta_password: "REQUIRED" },
    drift: {},
  },
  {
    name: "a setting that is missing is not allowed",
    declared: { okta_password: "REQUIRED", webauthn: "NOT_ALLOWED", okta_verify: "OPTIONAL" },
    live: { okta_password: "REQUIRED" },
    drift: { okta_verify: ["OPTIONAL", "NOT_ALLOWED"] },
  },
  {
    name: "required made optional, and a value that Okta may add one day",
    declared: { webauthn: "REQUIRED", okta_verify: "OPTIONAL" },
    live: { webauthn: "OPTIONAL", okta_verify: "CONDITIONAL" },
    drift: { webauthn: ["REQUIRED", "OPTIONAL"], okta_verify: ["OPTIONAL", "CONDITIONAL"] },
  },
  {
    name: "what is not listed must not be allowed, the password too",
    declared: { webauthn: "REQUIRED" },
    live: { webauthn: "REQUIRED", phone_number: "OPTIONAL", okta_password: "REQUIRED" },
    drift: { phone_number: ["NOT_ALLOWED", "OPTIONAL"], okta_password: ["NOT_ALLOWED", "REQUIRED"] },
  },
  {
    name: "the password that Okta lists in a factors-shaped policy by itself",
    declared: { okta_push: "REQUIRED" },
    live: { okta_push: "REQUIRED", okta_sms: "OPTIONAL", okta_password: "OPTIONAL" },
    engine: "classic",
    shape: "factors",
    drift: { okta_sms: ["NOT_ALLOWED", "OPTIONAL"] },
  },
  {
    name: "what is not listed is ignored where the baseline says so",
    declared: { webauthn: "REQUIRED" },
    live: { webauthn: "OPTIONAL", phone_number: "OPTIONAL" },
    unlisted: "ignore",
    drift: { webauthn: ["REQUIRED", "OPTIONAL"] },
  },
  {
    name: "authenticators of one key are told apart by id",
    declared: { "custom_app/autA1": "OPTIONAL" },
    live: { "custom_app/autA1": "NOT_ALLOWED", "custom_app/autA2": "OPTIONAL" },
    drift: {
      "custom_app/autA1": ["OPTIONAL", "NOT_ALLOWED"],
      "custom_app/autA2": ["NOT_ALLOWED", "OPTIONAL"],
    },
  },
  {
    name: "a key that repeats, allowed without its id, which nobody listed",
    declared: {},
    live: { custom_otp: "OPTIONAL" },
    drift: { custom_otp: ["NOT_ALLOWED", "OPTIONAL"] },
  },
  {
    name: "a key that repeats, not allowed without its id",
    declared: { "custom_otp/autA1": "OPTIONAL", "custom_otp/autA2": "NOT_ALLOWED" },
    live: { custom_otp: "NOT_ALLOWED" },
    drift: { "custom_otp/autA1": ["OPTIONAL", "NOT_ALLOWED"] },
  },
  {
    name: "Flexible Okta Verify is one Okta Verify",
    declared: { okta_verify: "REQUIRED" },
    live: { okta_verify_totp: "OPTIONAL", okta_verify_push: "OPTIONAL", okta_verify_fastpass: "REQUIRED" },
    drift: {},
  },
  {
    name: "Flexible Okta Verify, with its parts in the baseline",
    declared: { okta_verify_fastpass: "REQUIRED", okta_verify_push: "NOT_ALLOWED" },
    live: { okta_verify_fastpass: "REQUIRED", okta_verify_push: "DISABLED", okta_verify_totp: "OPTIONAL" },
    drift: { okta_verify_totp: ["NOT_ALLOWED", "OPTIONAL"] },
  },
  {
    name: "a factors-shaped policy on Identity Engine is compared in authenticators",
    declared: { okta_password: "REQUIRED", okta_verify: "OPTIONAL" },
    live: { okta_password: "REQUIRED", okta_push: "OPTIONAL", okta_otp: "NOT_ALLOWED", okta_sms: "OPTIONAL" },
    shape: "factors",
    drift: { phone_number: ["NOT_ALLOWED", "OPTIONAL"] },
  },
  {
    name: "the org-wide keys tell the vocabulary where a policy's own do not",
    declared: { okta_password: "REQUIRED" },
    live: { okta_password: "REQUIRED", okta_call: "REQUIRED" },
    shape: "factors",
    orgWide: { phone_number: "ACTIVE" },
    drift: { phone_number: ["NOT_ALLOWED", "REQUIRED"] },
  },
  {
    name: "Classic is compared in factors",
    declared: { okta_otp: "REQUIRED", google_otp: "OPTIONAL" },
    live: { okta_otp: "OPTIONAL", google_otp: "OPTIONAL", okta_sms: "OPTIONAL" },
    shape: "factors",
    engine: "classic",
    drift: { okta_otp: ["REQUIRED", "OPTIONAL"], okta_sms: ["NOT_ALLOWED", "OPTIONAL"] },
  },
];

const declaring = (
  authenticators: Readonly<Record<string, EnrollSetting>>,
  unlisted: "NOT_ALLOWED" | "ignore" = "NOT_ALLOWED",
) => aDeclaredPolicy("Admins", ["MFA Admins"], { authenticators, unlisted });

describe("enrollment-policy-authenticator", () => {
  test.each<[string, boolean]>([
    ["tac", false],
    ["custom_otp/autO1", false],
    ["custom_app/autA1", true],
    ["phone_number", true],
    ["okta_sms", true],
  ])("Pulumi's provider has a setting for %s: %s", (ref, isKnown) => {
    const baseline = aBaseline({ enrollmentPolicies: [aDeclaredPolicy("Admins", []), theDeclaredDefault()] });
    const live = anOrg({
      policies: [aPolicy("Admins", { settings: { [ref]: "OPTIONAL" } }), theDefaultPolicy()],
    });
    const draft = draftsOf(check, baseline, live).find(({ field }) => field === `authenticators.${ref}`);
    expect(draft?.remedy === undefined).toBe(isKnown);
  });

  test.each(cases)("$name", ({ declared, live, unlisted, shape, engine = "identity", orgWide, drift }) => {
    const baseline = aBaseline({
      org: { engine },
      enrollmentPolicies: [declaring(declared, unlisted)],
      authenticators: orgWide ?? {},
    });
    const org = anOrg({
      engine,
      policies: [aPolicy("Admins", { settings: live, shape: shape ?? "authenticators" })],
    });
    expect(foundBy(check, baseline, org)).toEqual(
      Object.entries(drift).map(
        ([ref, [expected, actual]]): Found => ({
          subject: "policy Admins",
          field: `authenticators.${ref}`,
          expected,
          actual,
        }),
      ),
    );
  });

  test("the default policy's settings are compared like any other's", () => {
    const baseline = aBaseline({
      enrollmentPolicies: [theDeclaredDefault({ authenticators: { webauthn: "REQUIRED" } })],
    });
    const org = anOrg({ policies: [theDefaultPolicy({ webauthn: "OPTIONAL", okta_email: "OPTIONAL" })] });
    expect(foundBy(check, baseline, org).map(({ subject, field }) => [subject, field])).toEqual([
      ["policy Default Policy", "authenticators.webauthn"],
      ["policy Default Policy", "authenticators.okta_email"],
    ]);
  });

  test("an allowed key that repeats, sent without its id, leaves the declared one unknown", () => {
    const baseline = aBaseline({ enrollmentPolicies: [declaring({ "custom_app/autA1": "OPTIONAL" })] });
    const org = anOrg({ policies: [aPolicy("Admins", { settings: { custom_app: "OPTIONAL" } })] });
    expect(draftsOf(check, baseline, org)).toMatchObject([
      {
        status: "unknown",
        field: "authenticators.custom_app/autA1",
        expected: "OPTIONAL",
        actual: null,
        message:
          'Enrollment policy "Admins" sets custom_app to OPTIONAL without saying which one, so custom_app/autA1, which should be OPTIONAL, could not be compared.',
      },
    ]);
  });

  test.each([
    ["webauthn", "webauthn"],
    ["custom_app/autA1", "custom_app/autA1"],
    ["okta_verify_push", "okta_verify"],
  ])("%s gone from the settings may be switched off org-wide as %s", (ref, name) => {
    const baseline = aBaseline({ enrollmentPolicies: [declaring({ [ref]: "REQUIRED" })] });
    expect(
      draftsOf(check, baseline, anOrg({ policies: [aPolicy("Admins", { settings: {} })] })),
    ).toMatchObject([
      {
        message: `Enrollment policy "Admins" does not allow ${ref}; it should be REQUIRED.`,
        causes: [
          { check: "authenticator-status", subject: { type: "authenticator", name }, field: "status" },
        ],
      },
    ]);
  });

  test("a setting that is there has no such cause", () => {
    const baseline = aBaseline({ enrollmentPolicies: [declaring({ webauthn: "REQUIRED" })] });
    const org = anOrg({ policies: [aPolicy("Admins", { settings: { webauthn: "NOT_ALLOWED" } })] });
    expect(draftsOf(check, baseline, org)).toMatchObject([{ causes: [] }]);
  });

  test("the sentence says what is and what should be", () => {
    const baseline = aBaseline({ enrollmentPolicies: [declaring({ webauthn: "REQUIRED" })] });
    const org = anOrg({ policies: [aPolicy("Admins", { settings: { webauthn: "OPTIONAL" } })] });
    expect(draftsOf(check, baseline, org)[0]?.message).toBe(
      'Enrollment policy "Admins" sets webauthn to OPTIONAL; it should be REQUIRED.',
    );
  });

  test("a missing policy makes no findings about its settings", () => {
    expect(
      foundBy(check, aBaseline({ enrollmentPolicies: [declaring({ webauthn: "REQUIRED" })] }), anOrg()),
    ).toEqual([]);
  });

  test("asks for policies only when the baseline names some", () => {
    expect(check.needs(aBaseline())).toEqual([]);
    expect(check.needs(aBaseline({ enrollmentPolicies: [declaring({})] }))).toEqual(["policies"]);
  });
});
