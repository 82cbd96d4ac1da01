import { describe, expect, it } from "vitest";
import factors from "../../checks/factors.check.ts";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { slicesRead } from "../../checks/runner/slices-read.ts";
import type { Baseline, Requirement } from "../../src/model/baseline.ts";
import type { OrgSnapshot, PersonEnrolments } from "../../src/model/snapshot.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  aDeclaredRule,
  anyOf,
  aRequirement,
  theDeclaredDefault,
} from "../support/baseline-builder.ts";
import {
  anOrg,
  aPerson,
  aPolicy,
  enrolled,
  enrolments,
  enrolmentsAndFactors,
  idOf,
  network,
  type OrgParts,
  onlyApps,
  theDefaultPolicy,
  without,
} from "../support/org-builder.ts";

const now = new Date("2026-03-01T00:00:00.000Z");
const dana = "dana@acme.example";

const phishingResistant: Requirement["factors"] = { kind: "phishingResistant", atLeast: 1 };
const settings = { okta_password: "REQUIRED", okta_verify: "OPTIONAL", webauthn: "OPTIONAL" } as const;
const active = { okta_password: "ACTIVE", okta_email: "ACTIVE", okta_verify: "ACTIVE", webauthn: "ACTIVE" };

const baselineOf = (asked: Requirement["factors"], change: Partial<Baseline> = {}): Baseline =>
  aBaseline({
    groups: [aDeclaredGroup("Staff"), aDeclaredGroup("Admins")],
    enrollmentPolicies: [
      aDeclaredPolicy("Admins", ["Admins"], { authenticators: settings }),
      aDeclaredPolicy("Staff", ["Staff"], { authenticators: settings }),
      theDeclaredDefault(),
    ],
    requirements: [aRequirement("everyone", { factors: asked })],
    ...change,
  });

const staff = (parts: Parameters<typeof aPolicy>[1] = {}) =>
  aPolicy("Staff", { groups: ["Staff"], priority: 2, settings, ...parts });

const orgOf = (read: PersonEnrolments | null, parts: OrgParts = {}): OrgSnapshot =>
  anOrg({
    people: [aPerson(dana)],
    groups: { Staff: [dana], Admins: [] },
    policies: [staff(), theDefaultPolicy()],
    authenticators: active,
    zones: ["Corp"],
    enrolments: read === null ? {} : { [dana]: read },
    ...parts,
  });

const judge = (org: OrgSnapshot, baseline: Baseline) => evaluate({ checks: [factors], baseline, org, now });

/** `null` in line, else the status and the message after the person's name. */
function verdictOf(asked: Requirement["factors"], read: PersonEnrolments, parts?: OrgParts): string | null {
  const { findings } = judge(orgOf(read, parts), baselineOf(asked));
  expect(findings.length).toBeLessThan(2);
  const [finding] = findings;
  return finding === undefined ? null : `${finding.status}: ${finding.message}`;
}

const strong = anyOf(["okta_verify:push", "webauthn"]);
const lacking = 'dana@acme.example lacks a factor for "Requirement everyone" (everyone)';
const needs = "needs one of okta_verify:push, webauthn";
/** Two apps, of which the policy in effect allows both. */
const theApps: OrgParts = {
  authenticators: { ...active, "custom_app/autA1": "ACTIVE", "custom_app/autA2": "ACTIVE" },
  policies: [
    staff({ settings: { ...settings, "custom_app/autA1": "OPTIONAL", "custom_app/autA2": "OPTIONAL" } }),
    theDefaultPolicy(),
  ],
};
const bySource = { first: "authenticator-enrollments", filtered: "factors" } as const;

describe("what counts as a factor", () => {
  it.each<{
    readonly name: string;
    readonly asked: Requirement["factors"];
    readonly has: PersonEnrolments;
    readonly ok: boolean;
    readonly parts?: OrgParts;
  }>([
    {
      name: "an ACTIVE security key, its method shown",
      asked: strong,
      has: enrolments(["webauthn:webauthn"]),
      ok: true,
    },
    {
      name: "an ACTIVE security key, no method shown",
      asked: strong,
      has: enrolments(["webauthn"]),
      ok: true,
    },
    ...["PENDING_ACTIVATION", "INACTIVE", "EXPIRED", "NOT_SETUP", "ENROLLED", "DISABLED"].map((status) => ({
      name: `a security key that is ${status}`,
      asked: strong,
      has: enrolments([enrolled("webauthn", { status })]),
      ok: false,
    })),
    {
      name: "a factor of an unknown type",
      asked: strong,
      has: enrolments([enrolled("webauthn", { known: false })]),
      ok: false,
    },
    {
      name: "a security key in an org that switched security keys off",
      asked: strong,
      has: enrolments(["webauthn"]),
      parts: { authenticators: { ...active, webauthn: "INACTIVE" } },
      ok: false,
    },
    { name: "nothing", asked: strong, has: enrolments([]), ok: false },
    { name: "a password", asked: strong, has: enrolments(["okta_password"]), ok: false },
    { name: "another method", asked: strong, has: enrolments(["okta_verify:totp"]), ok: false },
    {
      name: "push, from factors",
      asked: strong,
      has: enrolments(["okta_verify:push"], bySource.filtered),
      ok: true,
    },
    {
      name: "push, of which only factors shows the method",
      asked: strong,
      has: enrolmentsAndFactors(["okta_verify"], ["okta_verify:push"]),
      ok: true,
    },
    {
      name: "any method of an authenticator",
      asked: anyOf(["okta_verify"]),
      has: enrolments(["okta_verify"]),
      ok: true,
    },
    {
      name: "a part of Flexible Okta Verify",
      asked: strong,
      has: enrolments(["okta_verify_push"]),
      ok: true,
    },
    {
      name: "two security keys where two factors are asked for",
      asked: anyOf(["okta_verify:push", "webauthn"], 2),
      has: enrolments(["webauthn", "webauthn"]),
      ok: false,
    },
    {
      name: "two different factors where two are asked for",
      asked: anyOf(["okta_verify:push", "webauthn"], 2),
      has: enrolments(["webauthn", "okta_verify:push"]),
      ok: true,
    },
    {
      name: "one factor under two acceptable names where two are asked for",
      asked: anyOf(["okta_verify", "okta_verify:push"], 2),
      has: enrolments(["okta_verify:push"]),
      ok: false,
    },
    {
      name: "two methods under a wide and a narrow name, in either order",
      asked: anyOf(["okta_verify", "okta_verify:push"], 2),
      has: enrolments(["okta_verify:totp", "okta_verify:push"]),
      ok: true,
    },
    {
      name: "the app that is accepted, of several",
      asked: anyOf(["custom_app/autA1"]),
      has: enrolments(["custom_app/autA2", "custom_app/autA1"]),
      parts: theApps,
      ok: true,
    },
    {
      name: "another app than the accepted one",
      asked: anyOf(["custom_app/autA1"]),
      has: enrolments(["custom_app/autA2"]),
      parts: theApps,
      ok: false,
    },
    {
      name: "FastPass for phishing resistance",
      asked: phishingResistant,
      has: enrolments(["okta_verify:signed_nonce"]),
      ok: true,
    },
    {
      name: "push for phishing resistance",
      asked: phishingResistant,
      has: enrolments(["okta_verify:push"]),
      ok: false,
    },
    {
      name: "a smart card for phishing resistance",
      asked: phishingResistant,
      has: enrolments(["smart_card_idp"]),
      parts: {
        authenticators: { ...active, smart_card_idp: "ACTIVE" },
        policies: [staff({ settings: { smart_card_idp: "OPTIONAL" } }), theDefaultPolicy()],
      },
      ok: true,
    },
  ])("$name: $ok", ({ asked, has, parts, ok }) => {
    const verdict = verdictOf(asked, has, parts);
    expect(verdict === null).toBe(ok);
    if (!ok) expect(verdict).toMatch(/^open: /);
  });
});

describe("what proves an absence", () => {
  const shadowing = aPolicy("Temporary", { groups: ["Staff"], priority: 1, settings });
  const bothNetworks = [
    staff({ rules: [{ network: network.in("Corp") }] }),
    theDefaultPolicy({ okta_password: "REQUIRED" }),
  ];

  it.each<{
    readonly name: string;
    readonly has: PersonEnrolments;
    readonly parts?: OrgParts;
    readonly says: string | RegExp;
    readonly asked?: Requirement["factors"];
  }>([
    {
      name: "authenticator-enrollments, whatever the policy allows",
      has: enrolments(["okta_email", "phone_number"]),
      parts: { policies: [theDefaultPolicy({ okta_password: "REQUIRED" })] },
      says: `open: ${lacking}: has okta_email and phone_number; ${needs}, and the policy in effect, Default Policy, allows none.`,
    },
    {
      name: "factors, where the policy in effect allows all that is acceptable",
      has: enrolments(["phone_number:sms"], "factors"),
      says: `open: ${lacking}: has phone_number:sms; ${needs}.`,
    },
    {
      name: "not factors, where the policy in effect forbids one of them",
      has: enrolments([], "factors"),
      parts: {
        policies: [staff({ settings: { ...settings, webauthn: "NOT_ALLOWED" } }), theDefaultPolicy()],
      },
      says: 'unknown: Cannot tell whether dana@acme.example has a factor for "Requirement everyone" (everyone): factors shows nothing, but enrollment policy "Staff" in effect does not allow webauthn.',
    },
    {
      name: "not factors, where an unmanaged policy is in effect",
      has: enrolments([], "factors"),
      parts: { policies: [shadowing, staff(), theDefaultPolicy()] },
      says: /^unknown: .*enrollment policy "Temporary" in effect is unmanaged\.$/,
    },
    {
      name: "not factors, where another policy is in effect than the baseline predicts",
      has: enrolments([], "factors"),
      parts: { policies: [staff({ status: "INACTIVE" }), theDefaultPolicy()] },
      says: /^unknown: .*"Default Policy" in effect is not the one the baseline predicts \("Staff"\)\.$/,
    },
    {
      name: "factors, where from some networks a policy is in effect that forbids all that is acceptable",
      has: enrolments([], "factors"),
      parts: { policies: bothNetworks },
      says: `open: ${lacking}: has nothing; ${needs}, and the policy in effect from some networks, Default Policy, allows none.`,
    },
    {
      name: "not factors, where the policy in effect depends on the network",
      has: enrolments([], "factors"),
      parts: { policies: [staff({ rules: [{ network: network.in("Corp") }] }), theDefaultPolicy()] },
      says: /^unknown: .*"Default Policy", whose effect depends on the network, is not the one the baseline predicts/,
    },
    {
      name: "factors, where an unmanaged policy forbids all that is acceptable",
      has: enrolments([], "factors"),
      parts: {
        policies: [
          aPolicy("Temporary", { groups: ["Staff"], priority: 1, settings: { okta_password: "REQUIRED" } }),
          staff(),
          theDefaultPolicy(),
        ],
      },
      says: `open: ${lacking}: has nothing; ${needs}, and the policy in effect, Temporary, allows none.`,
    },
    {
      name: "not factors, where which policy is in effect cannot be decided",
      has: enrolments([], "factors"),
      parts: { policies: [staff({ rules: [{ apps: onlyApps.odd }] }), theDefaultPolicy()] },
      says: /^unknown: .*whose effect is not certain \(rule "Enroll at sign-in" depends on the application, in a way that is not known\)/,
    },
    {
      name: "not factors, where no policy is in effect",
      has: enrolments([], "factors"),
      parts: { policies: [] },
      says: /^unknown: .*no enrollment policy is in effect\.$/,
    },
    {
      name: "factors beside an acceptable authenticator that the org has switched off",
      has: enrolments([], "factors"),
      parts: {
        policies: [staff({ settings: { ...settings, webauthn: "NOT_ALLOWED" } }), theDefaultPolicy()],
        authenticators: { ...active, webauthn: "INACTIVE" },
      },
      says: `open: ${lacking}: has nothing; ${needs}.`,
    },
    {
      name: "factors, where all that depends on the network allows everything acceptable and is predicted",
      has: enrolments([], "factors"),
      asked: anyOf(["webauthn"]),
      parts: { policies: [staff({ settings }), theDefaultPolicy()] },
      says: /^open: /,
    },
    {
      name: "not authenticator-enrollments alone, where the method decides",
      has: enrolments(["okta_verify"]),
      says: 'unknown: Cannot tell whether dana@acme.example has a factor for "Requirement everyone" (everyone): authenticator-enrollments shows okta_verify, but authenticator-enrollments does not show the method of okta_verify.',
    },
    {
      name: "factors read as well, where the policy in effect allows the authenticator",
      has: enrolmentsAndFactors(["okta_verify"], ["okta_verify:totp"]),
      says: `open: ${lacking}: has okta_verify:totp; ${needs}.`,
    },
    {
      name: "factors read as well, also where an unmanaged policy that allows it is in effect",
      has: enrolmentsAndFactors(["okta_verify"], ["okta_verify:totp"]),
      parts: { policies: [shadowing, staff(), theDefaultPolicy()] },
      says: /^open: /,
    },
    {
      name: "factors read as well, where the policy in effect forbids the authenticator",
      has: enrolmentsAndFactors(["okta_verify"], []),
      parts: { policies: [staff({ settings: { okta_password: "REQUIRED" } }), theDefaultPolicy()] },
      says: `open: ${lacking}: has okta_verify (not allowed by the policy in effect, Staff); ${needs}.`,
    },
    {
      name: "factors read as well, where some network leads to a policy that forbids it",
      has: enrolmentsAndFactors(["okta_verify"], ["okta_verify:totp"]),
      parts: { policies: bothNetworks },
      says: /^open: .*okta_verify:totp/,
    },
    {
      name: "authenticator-enrollments without Okta Verify, whatever factors shows",
      has: enrolmentsAndFactors(["okta_email"], []),
      parts: { policies: [theDefaultPolicy({ okta_password: "REQUIRED" })] },
      says: /^open: /,
    },
    {
      name: "not an app whose authenticator is not shown",
      asked: anyOf(["custom_app/autA1"]),
      has: enrolments(["custom_app"]),
      parts: theApps,
      says: /^unknown: .*does not show which custom_app it is\.$/,
    },
    {
      name: "not the e-mail that factors always lists on Identity Engine",
      asked: anyOf(["okta_email"]),
      has: enrolments(["okta_email:email"], "factors"),
      parts: { policies: [staff({ settings: { okta_email: "OPTIONAL" } }), theDefaultPolicy()] },
      says: /^unknown: .*factors lists okta_email whether or not it is enrolled\.$/,
    },
    {
      name: "a factors-shaped policy by the authenticators of its keys",
      has: enrolments([], "factors"),
      parts: {
        policies: [
          staff({ shape: "factors", settings: { okta_push: "OPTIONAL", fido_webauthn: "REQUIRED" } }),
          theDefaultPolicy(),
        ],
      },
      says: /^open: /,
    },
    {
      name: "not a factors-shaped policy that allows one method of two",
      asked: anyOf(["phone_number"]),
      has: enrolments([], "factors"),
      parts: {
        policies: [staff({ shape: "factors", settings: { okta_sms: "OPTIONAL" } }), theDefaultPolicy()],
        authenticators: { phone_number: "ACTIVE" },
      },
      says: /^unknown: .*"Staff" allows some methods of phone_number only\.$/,
    },
    {
      name: "Flexible Okta Verify by its parts",
      has: enrolments([], "factors"),
      parts: {
        policies: [
          staff({
            settings: { okta_verify_push: "NOT_ALLOWED", okta_verify_totp: "OPTIONAL", webauthn: "OPTIONAL" },
          }),
          theDefaultPolicy(),
        ],
      },
      says: /^unknown: .*does not allow okta_verify:push\.$/,
    },
    {
      name: "authenticator-enrollments, for the only one that is acceptable",
      asked: anyOf(["webauthn"]),
      has: enrolments(["phone_number"]),
      says: `open: ${lacking}: has phone_number; needs webauthn.`,
    },
    {
      name: "enough that is proven to be lacking, though one more is not",
      asked: anyOf(["okta_verify:push", "webauthn"], 2),
      has: enrolments(["okta_verify"]),
      says: 'open: dana@acme.example lacks 2 factors for "Requirement everyone" (everyone): has okta_verify; needs 2 of okta_verify:push, webauthn.',
    },
    {
      name: "not when one more would be enough",
      asked: anyOf(["okta_verify:push", "webauthn"], 2),
      has: enrolments(["okta_verify", "webauthn"]),
      says: /^unknown: Cannot tell whether dana@acme.example has a factor for "Requirement everyone" \(everyone\): /,
    },
  ])("$name", ({ asked = strong, has, parts, says }) => {
    const verdict = verdictOf(asked, has, parts);
    if (typeof says === "string") expect(verdict).toBe(says);
    else expect(verdict).toMatch(says);
  });

  it("takes two networks that the baseline declares, and policies that allow everything, for proof", () => {
    const office = [aDeclaredRule({ network: { kind: "in", zones: ["Corp"] } })];
    const baseline = baselineOf(strong, {
      enrollmentPolicies: [aDeclaredPolicy("Staff", ["Staff"], { rules: office }), theDeclaredDefault()],
    });
    const policies = [staff({ rules: [{ network: network.in("Corp") }] }), theDefaultPolicy()];
    expect(judge(orgOf(enrolments([], "factors"), { policies }), baseline).findings).toMatchObject([
      { status: "open" },
    ]);
  });

  it("predicts past policies whose declared rules leave the person out", () => {
    const rules = [aDeclaredRule({ exceptUsers: [dana] })];
    const baseline = baselineOf(strong, {
      enrollmentPolicies: [aDeclaredPolicy("Staff", ["Everyone"], { rules }), theDeclaredDefault()],
    });
    const policies = [theDefaultPolicy()];
    expect(judge(orgOf(enrolments([], "factors"), { policies }), baseline).findings).toMatchObject([
      { status: "open" },
    ]);
  });

  it("predicts nothing where the baseline declares no policy", () => {
    const baseline = baselineOf(strong, {
      enrollmentPolicies: [aDeclaredPolicy("Admins", ["Admins"]), aDeclaredPolicy("Staff", ["Staff"])],
    });
    const policies = [aPolicy("Admins", { groups: ["Staff"], priority: 1, settings })];
    const org = orgOf(enrolments([], "factors"), { policies, groups: { Staff: [], Admins: [] } });
    expect(judge(org, baseline).findings).toMatchObject([{ status: "unknown" }]);
  });
});

describe("what is enrolled and cannot be used", () => {
  const noKeys = { okta_password: "REQUIRED", okta_verify: "OPTIONAL" } as const;
  const inOffice = { rules: [{ network: network.in("Corp") }] };
  const shows = `${lacking}: has`;
  const phones = (methods: Record<string, string>): OrgParts => ({
    authenticators: { ...active, phone_number: "ACTIVE" },
    methods,
    policies: [staff({ settings: { ...settings, phone_number: "OPTIONAL" } }), theDefaultPolicy()],
  });
  const keys = anyOf(["webauthn"]);

  it.each<{
    readonly name: string;
    readonly asked?: Requirement["factors"];
    readonly has: PersonEnrolments;
    readonly parts: OrgParts;
    readonly says: string | RegExp | null;
  }>([
    {
      name: "by the policy in effect",
      has: enrolments(["webauthn"]),
      parts: { groups: { Staff: [], Admins: [] }, policies: [staff(), theDefaultPolicy(noKeys)] },
      asked: keys,
      says: `open: ${shows} webauthn (not allowed by the policy in effect, Default Policy); needs webauthn.`,
    },
    {
      name: "by a policy that lists it as NOT_ALLOWED",
      has: enrolments(["webauthn"]),
      parts: {
        policies: [staff({ settings: { ...settings, webauthn: "NOT_ALLOWED" } }), theDefaultPolicy()],
      },
      asked: keys,
      says: `open: ${shows} webauthn (not allowed by the policy in effect, Staff); needs webauthn.`,
    },
    {
      name: "for somebody whom the policy's rule leaves out",
      has: enrolments(["webauthn"]),
      parts: {
        policies: [staff({ rules: [{ excludedUserIds: [idOf.user(dana)] }] }), theDefaultPolicy(noKeys)],
      },
      asked: keys,
      says: `open: ${shows} webauthn (not allowed by the policy in effect, Default Policy); needs webauthn.`,
    },
    {
      name: "only outside a zone",
      has: enrolments(["webauthn"]),
      parts: { policies: [staff(inOffice), theDefaultPolicy(noKeys)] },
      asked: keys,
      says: `open: ${shows} webauthn (not allowed by the policy in effect from some networks, Default Policy); needs webauthn.`,
    },
    {
      name: "in an unmanaged policy on top, as factors shows it",
      has: enrolments(["webauthn"], "factors"),
      parts: {
        policies: [
          aPolicy("Temporary", { groups: ["Staff"], priority: 1, settings: noKeys }),
          staff(),
          theDefaultPolicy(),
        ],
      },
      asked: keys,
      says: /^open: .*webauthn \(not allowed by the policy in effect, Temporary\); needs .*/,
    },
    {
      name: "perhaps, where two policies of the same priority do not agree",
      has: enrolments(["webauthn"]),
      parts: {
        policies: [
          staff(),
          aPolicy("Tied", { groups: ["Staff"], priority: 2, settings: noKeys }),
          theDefaultPolicy(),
        ],
      },
      asked: keys,
      says: /^unknown: .*\(not allowed by the policy in effect, if it is the one, Tied\), but policies "Staff" and "Tied" have the same priority, so which is tried first is not known\.$/,
    },
    {
      name: "whichever of two policies of the same priority is tried first",
      has: enrolments(["webauthn"]),
      parts: {
        policies: ["Tied", "Knotted"].map((name) =>
          aPolicy(name, { groups: ["Staff"], priority: 2, settings: noKeys }),
        ),
      },
      asked: keys,
      says: /^open: .*\(not allowed by the policy in effect, Knotted or Tied\)/,
    },
    {
      name: "perhaps, where the policy in effect is not certain",
      has: enrolments(["webauthn"]),
      parts: { policies: [staff({ rules: [{ apps: onlyApps.odd }] }), theDefaultPolicy(noKeys)] },
      asked: keys,
      says: /^unknown: .*authenticator-enrollments shows webauthn \(not allowed by the policy in effect, if it is the one, Default Policy\), but rule "Enroll at sign-in" depends on the application, in a way that is not known\.$/,
    },
    ...[
      {
        what: "a condition",
        change: { otherConditions: ["conditions.network"] },
        path: "conditions.network",
      },
      { what: "a setting of its own", change: { unmodelled: ["settings.pause"] }, path: "settings.pause" },
    ].map(({ what, change, path }) => ({
      name: `perhaps, where the policy has ${what} that is not modelled`,
      has: enrolments(["webauthn"]),
      parts: { policies: [{ ...staff(), ...change }, theDefaultPolicy(noKeys)] },
      asked: keys,
      says: new RegExp(`^unknown: .*${path.replace(".", "\\.")}\\.$`),
    })),
    {
      name: "perhaps, where people may be named besides a policy's groups",
      has: enrolments(["webauthn"]),
      parts: {
        policies: [
          {
            ...aPolicy("Named", { groups: ["Admins"], priority: 1, settings: noKeys }),
            otherConditions: ["conditions.people.users.include"],
          },
          staff(),
          theDefaultPolicy(),
        ],
      },
      asked: keys,
      says: /^unknown: .*policy "Named" has a condition that is not modelled: conditions\.people\.users\.include\.$/,
    },
    {
      name: "not by other conditions of a policy that is for others",
      has: enrolments(["webauthn"]),
      parts: {
        policies: [
          {
            ...aPolicy("Others", { groups: ["Admins"], priority: 1, settings: noKeys }),
            otherConditions: ["conditions.network", "conditions.people.users.exclude"],
          },
          staff(),
          theDefaultPolicy(),
        ],
      },
      asked: keys,
      says: null,
    },
    {
      name: "perhaps, where what the policy says of it is not modelled",
      has: enrolments(["webauthn"]),
      parts: {
        policies: [
          {
            ...staff(),
            settings: staff().settings.map((one) =>
              one.key === "webauthn"
                ? { ...one, unmodelled: ["settings.authenticators[webauthn].hours"] }
                : one,
            ),
          },
          theDefaultPolicy(),
        ],
      },
      asked: keys,
      says: /^unknown: .*settings\.authenticators\[webauthn\]\.hours\.$/,
    },
    {
      name: "perhaps, where policies were not read",
      has: enrolments(["webauthn"]),
      parts: { policies: [] },
      asked: keys,
      says: /^unknown: .*no enrollment policy is known to be in effect\.$/,
    },
    {
      name: "perhaps, where a policy says something unheard of",
      has: enrolments(["webauthn"]),
      parts: { policies: [staff({ settings: { webauthn: "RECOMMENDED" } }), theDefaultPolicy()] },
      asked: keys,
      says: /^unknown: .*enrollment policy "Staff" sets webauthn to RECOMMENDED\.$/,
    },
    {
      name: "perhaps, where a policy does not say which app it allows",
      has: enrolments(["custom_app/autA1"]),
      parts: { ...theApps, policies: [staff({ settings: { custom_app: "OPTIONAL" } }), theDefaultPolicy()] },
      asked: anyOf(["custom_app/autA1"]),
      says: /^unknown: .*enrollment policy "Staff" does not say which custom_app it allows\.$/,
    },
    {
      name: "by a policy that allows another app of the key",
      has: enrolments(["custom_app/autA1"]),
      parts: {
        ...theApps,
        policies: [
          staff({ settings: { "custom_app/autA1": "NOT_ALLOWED", "custom_app/autA2": "OPTIONAL" } }),
          theDefaultPolicy(),
        ],
      },
      asked: anyOf(["custom_app/autA1"]),
      says: /^open: .*custom_app\/autA1 \(not allowed by the policy in effect, Staff\); needs .*/,
    },
    {
      name: "by an app that is off where another of its key is on",
      has: enrolments(["custom_app/autA1"]),
      parts: {
        ...theApps,
        authenticators: { "custom_app/autA1": "INACTIVE", "custom_app/autA2": "ACTIVE" },
      },
      asked: anyOf(["custom_app/autA1"]),
      says: /^open: .*custom_app\/autA1 \(switched off for the org\); needs .*/,
    },
    {
      name: "by its method: push",
      asked: anyOf(["okta_verify:push"]),
      has: enrolmentsAndFactors(["okta_verify"], ["okta_verify:push", "okta_verify:totp"]),
      parts: { methods: { "okta_verify:push": "INACTIVE" } },
      says: /^open: .*okta_verify:push \(method push switched off for the org\) and okta_verify:totp; needs okta_verify:push\.$/,
    },
    {
      name: "by its method, where what is enrolled does not show one",
      asked: anyOf(["okta_verify:push"]),
      has: enrolments(["okta_verify"]),
      parts: { methods: { "okta_verify:push": "INACTIVE" } },
      says: `open: ${shows} okta_verify (method push switched off for the org); needs okta_verify:push.`,
    },
    {
      name: "by its method: FastPass for phishing resistance",
      asked: phishingResistant,
      has: enrolments(["okta_verify:signed_nonce"]),
      parts: { methods: { "okta_verify:signed_nonce": "INACTIVE" } },
      says: /^open: .*\(method signed_nonce switched off for the org\); needs .*/,
    },
    {
      name: "by its method: SMS",
      asked: anyOf(["phone_number:sms"]),
      has: enrolmentsAndFactors(["phone_number"], ["phone_number:sms"]),
      parts: phones({ "phone_number:sms": "INACTIVE" }),
      says: /^open: .*phone_number:sms \(method sms switched off for the org\); needs .*/,
    },
    {
      name: "not by a method that is off where another is asked for",
      asked: anyOf(["phone_number:voice"]),
      has: enrolmentsAndFactors(["phone_number"], ["phone_number:voice"]),
      parts: phones({ "phone_number:sms": "INACTIVE" }),
      says: null,
    },
    {
      name: "by all its methods, where the requirement names none",
      asked: anyOf(["phone_number"]),
      has: enrolments(["phone_number"]),
      parts: phones({ "phone_number:sms": "INACTIVE", "phone_number:voice": "INACTIVE" }),
      says: `open: ${shows} phone_number (all its methods switched off for the org); needs phone_number.`,
    },
    {
      name: "by the only method that the person has, where the requirement names none",
      asked: anyOf(["okta_verify"]),
      has: enrolmentsAndFactors(["okta_verify"], ["okta_verify:push"]),
      parts: { methods: { "okta_verify:push": "INACTIVE" } },
      says: /^open: /,
    },
    ...["recovery", "none"].map((allowedFor) => ({
      name: `by an authenticator allowed for ${allowedFor}`,
      asked: anyOf(["okta_email"]),
      has: enrolments(["okta_email"]),
      parts: {
        allowedFor: { okta_email: allowedFor },
        policies: [staff({ settings: { okta_email: "REQUIRED" } }), theDefaultPolicy()],
      },
      says:
        allowedFor === "none"
          ? /^open: .*neither sign-in nor recovery/
          : /^open: .*\(for recovery only\); needs .*/,
    })),
    ...["any", "sso"].map((allowedFor) => ({
      name: `not by an authenticator allowed for ${allowedFor}`,
      asked: anyOf(["okta_email"]),
      has: enrolments(["okta_email"]),
      parts: {
        allowedFor: { okta_email: allowedFor },
        policies: [staff({ settings: { okta_email: "REQUIRED" } }), theDefaultPolicy()],
      },
      says: null,
    })),
    {
      name: "perhaps, by an authenticator allowed for something unheard of",
      asked: anyOf(["okta_email"]),
      has: enrolments(["okta_email"]),
      parts: {
        allowedFor: { okta_email: "weekdays" },
        policies: [staff({ settings: { okta_email: "REQUIRED" } }), theDefaultPolicy()],
      },
      says: /^unknown: .*okta_email is allowed for weekdays, which is not known\.$/,
    },
    {
      name: "by an authenticator that the org does not have",
      has: enrolments(["webauthn"]),
      parts: { authenticators: { okta_verify: "ACTIVE" } },
      asked: keys,
      says: `open: ${shows} webauthn (the org does not have it); needs webauthn.`,
    },
  ])("$name", ({ asked = strong, has, parts, says }) => {
    const verdict = verdictOf(asked, has, parts);
    if (says instanceof RegExp) expect(verdict).toMatch(says);
    else expect(verdict).toBe(says);
  });

  const push = anyOf(["okta_verify:push"]);
  const hasPush = enrolments(["okta_verify:push"]);
  const withoutParts = (...names: readonly ("methods" | "allowedFor")[]): OrgSnapshot => {
    const org = orgOf(hasPush);
    const authenticators = (org.slices.authenticators ?? []).map((one) =>
      Object.fromEntries(Object.entries(one).filter(([name]) => !names.some((gone) => gone === name))),
    ) as unknown as NonNullable<OrgSnapshot["slices"]["authenticators"]>;
    return { ...org, slices: { ...org.slices, authenticators } };
  };

  it("is unknown where the method's status was not read, though the authenticator is on", () => {
    expect(judge(withoutParts("methods"), baselineOf(push)).findings).toMatchObject([
      {
        status: "unknown",
        message: expect.stringContaining("whether okta_verify:push is switched on was not read"),
      },
    ]);
    expect(judge(withoutParts("methods", "allowedFor"), baselineOf(anyOf(["okta_verify"]))).findings).toEqual(
      [],
    );
  });

  it.each([
    [
      "the authenticator",
      { unmodelled: ["settings.pause"] },
      "okta_verify has what is not modelled: settings.pause",
    ],
    [
      "the method",
      { methods: [{ type: "push", status: "ACTIVE", unmodelled: ["settings.hours"] }] },
      "okta_verify:push has what is not modelled: settings.hours",
    ],
  ])("is unknown where something about %s is not modelled", (_, change, why) => {
    const org = orgOf(hasPush);
    const authenticators = (org.slices.authenticators ?? []).map((one) =>
      one.key === "okta_verify" ? { ...one, ...change } : one,
    );
    const strange = { ...org, slices: { ...org.slices, authenticators } };
    expect(judge(strange, baselineOf(push)).findings).toMatchObject([
      { status: "unknown", message: expect.stringContaining(why) },
    ]);
  });

  it("is unknown where a snapshot does not say what an authenticator is allowed for", () => {
    const org = withoutParts("allowedFor");
    const email = {
      ...org,
      slices: {
        ...org.slices,
        policies: [staff({ settings: { okta_email: "REQUIRED" } }), theDefaultPolicy()],
        factors: { [idOf.user(dana)]: enrolments(["okta_email"]) },
      },
    };
    expect(judge(email, baselineOf(anyOf(["okta_email"]))).findings).toMatchObject([{ status: "unknown" }]);
  });

  it("is unknown where the org's authenticators were not read", () => {
    const org = without(orgOf(hasPush), { authenticators: "authenticators" });
    expect(judge(org, baselineOf(push)).findings).toMatchObject([
      {
        status: "unknown",
        message: expect.stringContaining("whether the org has okta_verify switched on was not read"),
      },
    ]);
  });

  it("asks for what helps, not for enrolling again", () => {
    const parts = { policies: [staff({ settings: noKeys }), theDefaultPolicy()] };
    const [hindered] = judge(orgOf(enrolments(["webauthn"]), parts), baselineOf(keys)).findings;
    expect(hindered?.remedy).toMatch(/^What is enrolled cannot be used/);
    expect(hindered?.remedy).toContain("Let the policy in effect allow");
    const off = { ...parts, authenticators: { webauthn: "INACTIVE" } };
    const [hinderedTwice] = judge(orgOf(enrolments(["webauthn"]), off), baselineOf(keys)).findings;
    expect(hinderedTwice?.remedy).toMatch(/changes nothing. Switch on .* Let the policy in effect allow/);
    const offOnly = { authenticators: { webauthn: "INACTIVE" } };
    const [switchedOff] = judge(orgOf(enrolments(["webauthn"]), offOnly), baselineOf(keys)).findings;
    expect(switchedOff?.remedy).toMatch(/changes nothing. Switch on what the finding names/);
    expect(switchedOff?.remedy).not.toContain("Let the policy");
    const [barred] = judge(orgOf(enrolments([]), parts), baselineOf(keys)).findings;
    expect(barred?.remedy).toMatch(/^Let the policy in effect allow/);
    const [lacking] = judge(orgOf(enrolments([])), baselineOf(keys)).findings;
    expect(lacking?.remedy).toBe(factors.remedy);
  });
});

describe("a Classic org", () => {
  const classic = baselineOf(anyOf(["okta_push", "fido_webauthn"]), { org: { engine: "classic" } });
  const policies = [
    staff({
      shape: "factors",
      settings: { okta_push: "OPTIONAL", fido_webauthn: "OPTIONAL", okta_sms: "OPTIONAL" },
    }),
    theDefaultPolicy(),
  ];
  const judgeClassic = (has: readonly string[], baseline = classic) =>
    judge(orgOf(enrolments(has, "factors"), { policies, engine: "classic" }), baseline).findings;

  it("counts factors by their Classic keys", () => {
    expect(judgeClassic(["okta_push"])).toEqual([]);
    expect(judgeClassic(["okta_sms"])).toMatchObject([
      { status: "open", expected: ["okta_push", "fido_webauthn"], actual: ["okta_sms"] },
    ]);
  });

  it("asks for no phishing-resistant factor that Classic does not have", () => {
    const baseline = { ...classic, requirements: [aRequirement("everyone", { factors: phishingResistant })] };
    expect(judgeClassic([], baseline)).toMatchObject([{ status: "open", expected: ["fido_webauthn"] }]);
    expect(judgeClassic(["fido_webauthn"], baseline)).toEqual([]);
  });

  it("counts no factor that the org has switched off, and believes the policy where that was not read", () => {
    const off = orgOf(enrolments(["okta_push"], "factors"), {
      policies,
      engine: "classic",
      authenticators: { okta_push: "INACTIVE" },
    });
    expect(judge(off, classic).findings).toMatchObject([
      { status: "open", actual: ["okta_push (switched off for the org)"] },
    ]);
    const unread = without(off, { authenticators: "authenticators" });
    expect(judge(unread, classic)).toMatchObject({
      findings: [],
      outcomes: [{ status: "unknown", reason: expect.stringContaining("authenticators: ") }],
    });
  });

  it("reads what the org has switched on", () => {
    expect(slicesRead([factors], classic)).toContain("authenticators");
    expect(slicesRead([factors], baselineOf(strong))).toContain("authenticators");
    expect([...slicesRead([factors], aBaseline())]).toEqual([]);
  });
});

describe("what a finding shows", () => {
  it("names what is there, and why it does not count", () => {
    const has = enrolments([
      "okta_password",
      enrolled("webauthn", { status: "PENDING_ACTIVATION" }),
      enrolled("duo", { key: "token:hardware/ACME", known: false }),
      "phone_number:sms",
      "custom_app/autA1",
    ]);
    const parts = { authenticators: { ...active, phone_number: "INACTIVE" } };
    const { findings } = judge(orgOf(has, parts), baselineOf(strong));
    expect(findings).toMatchObject([
      {
        field: "factors",
        expected: ["okta_verify:push", "webauthn"],
        actual: [
          "custom_app/autA1",
          "phone_number:sms (switched off for the org)",
          "token:hardware/ACME (unknown factor)",
          "webauthn (PENDING_ACTIVATION)",
        ],
      },
    ]);
  });

  it.each([
    { name: "were refused", read: { kind: "unread", reason: "500 E0000009" } as const, why: "500 E0000009" },
    { name: "are not in the snapshot", read: null, why: "the snapshot does not hold them" },
  ])("is unknown for a person whose enrolments $name", ({ read, why }) => {
    const { findings, summary } = judge(orgOf(read), baselineOf(strong));
    expect(findings).toMatchObject([
      {
        status: "unknown",
        actual: null,
        message: `The enrolments of dana@acme.example were not read, so "Requirement everyone" (everyone) could not be judged: ${why}.`,
      },
    ]);
    expect(summary.people).toMatchObject({ inScope: 1, examined: 0 });
  });

  it("is unknown for all when no enrolments were read", () => {
    const { outcomes, findings } = judge(
      without(orgOf(null), { factors: "factors" }, "stopped"),
      baselineOf(strong),
    );
    expect(findings).toEqual([]);
    expect(outcomes).toMatchObject([{ status: "unknown", reason: "factors: stopped" }]);
  });
});
