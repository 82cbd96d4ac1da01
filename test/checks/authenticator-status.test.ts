import { describe, expect, test } from "vitest";
import check from "../../checks/authenticator-status.check.ts";
import type { OrgAuthenticator } from "../../src/model/live-enrollment.ts";
import type { AuthenticatorStatus, Engine } from "../../src/model/words.ts";
import { aBaseline } from "../support/baseline-builder.ts";
import { anOrg, partOf, without } from "../support/org-builder.ts";
import { draftsOf, foundBy } from "../support/run-check.ts";

interface Case {
  readonly name: string;
  readonly engine?: Engine;
  readonly declared: Readonly<Record<string, AuthenticatorStatus>>;
  readonly live: Readonly<Record<string, string>>;
  /** Live status by authenticator that is not in line. */
  readonly drift: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  {
    name: "the same status is in line",
    declared: { okta_verify: "ACTIVE", phone_number: "INACTIVE" },
    live: { okta_verify: "ACTIVE", phone_number: "INACTIVE" },
    drift: {},
  },
  {
    name: "an authenticator that nobody declared is not compared",
    declared: { okta_verify: "ACTIVE" },
    live: { okta_verify: "ACTIVE", phone_number: "ACTIVE" },
    drift: {},
  },
  {
    name: "switched off, and switched on again",
    declared: { webauthn: "ACTIVE", phone_number: "INACTIVE" },
    live: { webauthn: "INACTIVE", phone_number: "ACTIVE" },
    drift: { webauthn: "INACTIVE", phone_number: "ACTIVE" },
  },
  {
    name: "never added: drift for ACTIVE, in line for INACTIVE",
    declared: { webauthn: "ACTIVE", phone_number: "INACTIVE" },
    live: {},
    drift: { webauthn: "absent" },
  },
  {
    name: "a key that repeats is told apart by its id",
    declared: { "custom_app/autA1": "ACTIVE", "custom_app/autA2": "ACTIVE", "custom_app/autA3": "INACTIVE" },
    live: { "custom_app/autA1": "ACTIVE", "custom_app/autA2": "INACTIVE" },
    drift: { "custom_app/autA2": "INACTIVE" },
  },
  {
    name: "Classic factors: one never set up cannot be used, one being set up is about to be",
    engine: "classic",
    declared: { okta_push: "ACTIVE", okta_sms: "INACTIVE", okta_call: "INACTIVE", duo: "ACTIVE" },
    live: { okta_push: "NOT_SETUP", okta_sms: "NOT_SETUP", okta_call: "PENDING_ACTIVATION", duo: "ACTIVE" },
    drift: { okta_push: "NOT_SETUP", okta_call: "PENDING_ACTIVATION" },
  },
  {
    name: "Classic's password is no org factor, and is always on",
    engine: "classic",
    declared: { okta_password: "ACTIVE" },
    live: {},
    drift: {},
  },
  {
    name: "Classic's password cannot be off",
    engine: "classic",
    declared: { okta_password: "INACTIVE" },
    live: {},
    drift: { okta_password: "ACTIVE" },
  },
  {
    name: "a status that Okta may add one day is drift",
    declared: { webauthn: "ACTIVE", phone_number: "INACTIVE" },
    live: { webauthn: "PAUSED", phone_number: "PAUSED" },
    drift: { webauthn: "PAUSED", phone_number: "PAUSED" },
  },
];

describe("authenticator-status", () => {
  test.each(cases)("$name", ({ engine = "identity", declared, live, drift }) => {
    const baseline = aBaseline({ org: { engine }, authenticators: declared });
    const found = foundBy(check, baseline, anOrg({ engine, authenticators: live }));
    expect(found).toEqual(
      Object.entries(drift).map(([name, actual]) => ({
        subject: `authenticator ${name}`,
        field: "status",
        expected: declared[name],
        actual,
      })),
    );
  });

  test("where several have one key, one that is ACTIVE decides", () => {
    const org = anOrg({ authenticators: { smart_card_idp: "INACTIVE" } });
    const [first] = org.slices.authenticators ?? [];
    if (first === undefined) throw new Error("the org has an authenticator");
    const both = {
      ...org,
      slices: { ...org.slices, authenticators: [first, { ...first, status: "ACTIVE" }] },
    };
    const declared = (status: AuthenticatorStatus) =>
      aBaseline({ authenticators: { smart_card_idp: status } });
    expect(foundBy(check, declared("ACTIVE"), both)).toEqual([]);
    expect(foundBy(check, declared("INACTIVE"), both)).toMatchObject([{ actual: "ACTIVE" }]);
  });

  test.each([
    ["identity", "okta_sms"],
    ["identity", "phone_numbr"],
    ["classic", "phone_number"],
  ] as const)("on %s, that there is no %s proves nothing", (engine, key) => {
    const baseline = aBaseline({ org: { engine }, authenticators: { [key]: "INACTIVE" } });
    expect(foundBy(check, baseline, anOrg({ engine }))).toMatchObject([{ status: "unknown", actual: null }]);
  });

  test("where not every authenticator could be read, only what is there proves anything", () => {
    const baseline = aBaseline({
      authenticators: {
        webauthn: "ACTIVE",
        phone_number: "INACTIVE",
        duo: "INACTIVE",
        okta_verify: "ACTIVE",
      },
    });
    const org = anOrg({
      authenticators: { okta_verify: "ACTIVE", duo: "ACTIVE" },
      gaps: [partOf("authenticators")],
    });
    expect(draftsOf(check, baseline, org).map(({ status, message }) => [status, message])).toEqual([
      [
        "unknown",
        "Cannot tell whether authenticator webauthn is ACTIVE, as it should be: not every authenticator could be read (malformed).",
      ],
      [
        "unknown",
        "Cannot tell whether authenticator phone_number is INACTIVE, as it should be: not every authenticator could be read (malformed).",
      ],
      [undefined, "Authenticator duo is ACTIVE; it should be INACTIVE."],
    ]);
  });

  test("the subject has Okta's id, and the sentence says what is and what should be", () => {
    const baseline = aBaseline({ authenticators: { webauthn: "ACTIVE", google_otp: "ACTIVE" } });
    const drafts = draftsOf(check, baseline, anOrg({ authenticators: { webauthn: "INACTIVE" } }));
    expect(drafts.map(({ subject, message }) => [subject.id, message])).toEqual([
      ["aut-webauthn", "Authenticator webauthn is INACTIVE; it should be ACTIVE."],
      [null, "Authenticator google_otp is not in the org; it should be ACTIVE."],
    ]);
  });

  test("asks for authenticators only when the baseline names some, and says nothing without them", () => {
    const baseline = aBaseline({ authenticators: { webauthn: "ACTIVE" } });
    expect(check.needs(aBaseline())).toEqual([]);
    expect(check.needs(baseline)).toEqual(["authenticators"]);
    expect(draftsOf(check, baseline, without(anOrg(), { authenticators: "authenticators" }))).toEqual([]);
  });
});

describe("the methods of an authenticator", () => {
  const baseline = (
    methods: Readonly<Record<string, AuthenticatorStatus>>,
    status: AuthenticatorStatus = "ACTIVE",
  ) => aBaseline({ authenticators: { okta_verify: status }, authenticatorMethods: { okta_verify: methods } });
  const push = { subject: "authenticator okta_verify", field: "methods.push" };

  test.each<{
    readonly name: string;
    readonly declared: Readonly<Record<string, AuthenticatorStatus>>;
    readonly live: Readonly<Record<string, string>>;
    readonly found: readonly object[];
  }>([
    {
      name: "as declared",
      declared: { push: "ACTIVE", totp: "INACTIVE" },
      live: { "okta_verify:totp": "INACTIVE" },
      found: [],
    },
    {
      name: "one switched off",
      declared: { push: "ACTIVE" },
      live: { "okta_verify:push": "INACTIVE" },
      found: [{ ...push, expected: "ACTIVE", actual: "INACTIVE" }],
    },
    {
      name: "one switched on",
      declared: { push: "INACTIVE" },
      live: {},
      found: [{ ...push, expected: "INACTIVE", actual: "ACTIVE" }],
    },
    {
      name: "one that nobody declared",
      declared: { push: "ACTIVE" },
      live: { "okta_verify:totp": "INACTIVE" },
      found: [],
    },
  ])("$name", ({ declared, live, found }) => {
    const org = anOrg({ authenticators: { okta_verify: "ACTIVE" }, methods: live });
    expect(foundBy(check, baseline(declared), org)).toMatchObject(found);
  });

  const withVerify = (change: Partial<OrgAuthenticator> | null) => {
    const org = anOrg({ authenticators: { okta_verify: "ACTIVE" } });
    const authenticators = (org.slices.authenticators ?? []).flatMap((one) =>
      change === null ? [] : { ...one, ...change },
    );
    return { ...org, slices: { ...org.slices, authenticators } };
  };

  test("say which is off, and what to do, which Pulumi does not", () => {
    const org = anOrg({
      authenticators: { okta_verify: "ACTIVE" },
      methods: { "okta_verify:push": "INACTIVE" },
    });
    expect(draftsOf(check, baseline({ push: "ACTIVE" }), org)).toMatchObject([
      {
        message: "Method push of authenticator okta_verify is INACTIVE; it should be ACTIVE.",
        remedy: expect.stringContaining("Pulumi does not write it"),
      },
    ]);
  });

  test.each([
    ["the methods were not read", { methods: null }, "the methods of okta_verify were not read"],
  ])("are unknown where %s", (_, change, why) => {
    expect(draftsOf(check, baseline({ push: "ACTIVE" }), withVerify(change))).toMatchObject([
      { ...push, subject: { name: "okta_verify" }, status: "unknown", message: expect.stringContaining(why) },
    ]);
  });

  test("that Okta does not list are not there", () => {
    const org = withVerify({ methods: [] });
    expect(foundBy(check, baseline({ push: "ACTIVE", totp: "INACTIVE" }), org)).toMatchObject([
      { ...push, actual: "absent" },
    ]);
  });

  test("do not matter while the authenticator is off", () => {
    const org = withVerify({ status: "INACTIVE", methods: [] });
    expect(foundBy(check, baseline({ push: "ACTIVE" }), org)).toMatchObject([{ field: "status" }]);
  });

  test("are the parts of a split Okta Verify, and the other way round", () => {
    const split = anOrg({ authenticators: { okta_verify_push: "INACTIVE", okta_verify_totp: "ACTIVE" } });
    expect(
      foundBy(check, baseline({ push: "ACTIVE", totp: "ACTIVE", signed_nonce: "INACTIVE" }), split),
    ).toMatchObject([{ ...push, actual: "INACTIVE" }]);
    expect(foundBy(check, baseline({}), withVerify(null))).toMatchObject([
      { field: "status", actual: "absent" },
    ]);
    const parts = aBaseline({
      authenticators: {
        okta_verify_push: "ACTIVE",
        okta_verify_totp: "ACTIVE",
        okta_verify_fastpass: "INACTIVE",
      },
    });
    const whole = anOrg({
      authenticators: { okta_verify: "ACTIVE" },
      methods: { "okta_verify:totp": "INACTIVE" },
    });
    expect(foundBy(check, parts, whole)).toMatchObject([
      { subject: "authenticator okta_verify_totp", field: "status", actual: "INACTIVE" },
      { subject: "authenticator okta_verify_fastpass", field: "status", actual: "ACTIVE" },
    ]);
    expect(foundBy(check, parts, withVerify({ status: "INACTIVE" }))).toMatchObject([
      { subject: "authenticator okta_verify_push", actual: "INACTIVE" },
      { subject: "authenticator okta_verify_totp", actual: "INACTIVE" },
    ]);
    expect(foundBy(check, parts, withVerify(null))).toMatchObject([
      { actual: "absent" },
      { actual: "absent" },
    ]);
    expect(foundBy(check, parts, split)).toMatchObject([{ subject: "authenticator okta_verify_push" }]);
  });

  test("and settings that are not modelled cannot be judged", () => {
    const org = withVerify({
      unmodelled: ["settings.pause"],
      methods: [{ type: "push", status: "ACTIVE", unmodelled: ["settings.hours"] }],
    });
    expect(draftsOf(check, baseline({ push: "ACTIVE" }), org)).toMatchObject([
      {
        field: "settings",
        status: "unknown",
        actual: ["settings.pause", "methods.push.settings.hours"],
        message:
          "Authenticator okta_verify has what cannot be judged (settings.pause and methods.push.settings.hours).",
      },
    ]);
  });
});
