import { describe, expect, test } from "vitest";
import check from "../../checks/enrollment-policy-authenticator.check.ts";
import type { EnrollTerms } from "../../src/model/baseline.ts";
import type { AuthenticatorSetting } from "../../src/model/live-enrollment.ts";
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

describe("the terms on which an authenticator may be enrolled", () => {
  const until = (at: string) => ({ gracePeriod: { kind: "until", at } }) as const;
  const skips = (count: number) => ({ gracePeriod: { kind: "skips", count } }) as const;
  const groups = (...allowedGroups: string[]) => ({ allowedGroups });
  const grace = { gracePeriod: null, allowedGroups: [] };

  const find = (
    live: Partial<AuthenticatorSetting>,
    terms: Partial<EnrollTerms> | null,
    declared: EnrollSetting = "REQUIRED",
    unlisted: "NOT_ALLOWED" | "ignore" = "NOT_ALLOWED",
  ) => {
    const policy = aPolicy("Admins", { settings: { webauthn: "REQUIRED" } });
    const settings = policy.settings.map((setting) => ({ ...setting, ...live }));
    const baseline = aBaseline({
      enrollmentPolicies: [
        aDeclaredPolicy("Admins", [], {
          authenticators: { webauthn: declared },
          terms: terms === null ? {} : { webauthn: { ...grace, ...terms } },
          unlisted,
        }),
      ],
    });
    return draftsOf(check, baseline, anOrg({ policies: [{ ...policy, settings }] })).map(
      ({ field, expected, actual, message }) => ({ field, expected, actual, message }),
    );
  };

  test.each<{
    readonly name: string;
    readonly live: Partial<AuthenticatorSetting>;
    readonly terms: Partial<EnrollTerms> | null;
    readonly drift: readonly (readonly [field: string, expected: unknown, actual: unknown])[];
  }>([
    { name: "none on either side", live: {}, terms: null, drift: [] },
    { name: "none, said in so many words", live: {}, terms: {}, drift: [] },
    {
      name: "a grace period that nobody declared",
      live: skips(999),
      terms: null,
      drift: [["gracePeriod", "none", "skips 999"]],
    },
    {
      name: "a day that nobody declared",
      live: until("2027-01-31T18:30:00.000Z"),
      terms: null,
      drift: [["gracePeriod", "none", "until 2027-01-31"]],
    },
    {
      name: "the declared day, whatever the hour",
      live: until("2027-01-31T18:30:00.000Z"),
      terms: { gracePeriod: { kind: "until", day: "2027-01-31" } },
      drift: [],
    },
    {
      name: "another day",
      live: until("2027-02-01T00:00:00.000Z"),
      terms: { gracePeriod: { kind: "until", day: "2027-01-31" } },
      drift: [["gracePeriod", "until 2027-01-31", "until 2027-02-01"]],
    },
    {
      name: "more skips, and a declared one that is gone",
      live: skips(4),
      terms: { gracePeriod: { kind: "skips", count: 3 } },
      drift: [["gracePeriod", "skips 3", "skips 4"]],
    },
    {
      name: "a declared one that is not there",
      live: {},
      terms: { gracePeriod: { kind: "skips", count: 3 } },
      drift: [["gracePeriod", "skips 3", "none"]],
    },
    {
      name: "the declared groups of models, in another order",
      live: groups("YubiKey5", "Feitian"),
      terms: groups("Feitian", "YubiKey5"),
      drift: [],
    },
    {
      name: "a list of models that was taken away",
      live: {},
      terms: groups("YubiKey5"),
      drift: [["allowedGroups", ["YubiKey5"], []]],
    },
    {
      name: "a list of models that nobody declared, and a grace period",
      live: { ...groups("YubiKey5"), ...skips(1) },
      terms: null,
      drift: [
        ["gracePeriod", "none", "skips 1"],
        ["allowedGroups", [], ["YubiKey5"]],
      ],
    },
  ])("$name", ({ live, terms, drift }) => {
    expect(find(live, terms).map(({ field, expected, actual }) => [field, expected, actual])).toEqual(
      drift.map(([field, expected, actual]) => [`authenticators.webauthn.${field}`, expected, actual]),
    );
  });

  test("say what is and what should be", () => {
    expect(find({ ...skips(3), ...groups("YubiKey5") }, null).map(({ message }) => message)).toEqual([
      'Enrollment policy "Admins" lets people put off webauthn (grace period: skips 3); it should be none.',
      'Enrollment policy "Admins" lets people enroll webauthn of YubiKey5; it should be any model.',
    ]);
    expect(find({}, { gracePeriod: { kind: "skips", count: 3 } }).map(({ message }) => message)).toEqual([
      'Enrollment policy "Admins" gives webauthn no grace period; it should be skips 3.',
    ]);
  });

  test("mean nothing where nobody may enroll it, or nobody declared it", () => {
    expect(find({ enroll: "NOT_ALLOWED", ...skips(3) }, null)).toMatchObject([
      { field: "authenticators.webauthn", actual: "NOT_ALLOWED" },
    ]);
    expect(find(skips(3), null, "NOT_ALLOWED")).toMatchObject([{ field: "authenticators.webauthn" }]);
  });

  test("what is not modelled cannot be judged, but of what nobody may enroll", () => {
    const strange = {
      ...aPolicy("Admins", { settings: {} }),
      unmodelled: ["settings.pause"],
      settings: [
        {
          key: "webauthn",
          id: null,
          enroll: "REQUIRED",
          unmodelled: ["settings.authenticators[webauthn].later"],
        },
        { key: "duo", id: null, enroll: "NOT_ALLOWED", unmodelled: ["settings.authenticators[duo].later"] },
      ],
    };
    const baseline = aBaseline({
      enrollmentPolicies: [aDeclaredPolicy("Admins", [], { authenticators: { webauthn: "REQUIRED" } })],
    });
    expect(draftsOf(check, baseline, anOrg({ policies: [strange] }))).toMatchObject([
      {
        field: "settings",
        status: "unknown",
        actual: ["settings.authenticators[webauthn].later", "settings.pause"],
      },
    ]);
  });
});
