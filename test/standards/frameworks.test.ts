import { describe, expect, it } from "vitest";
import { loadFrameworks } from "../../src/flows/catalogue/load-frameworks.ts";
import type { Exemption } from "../../src/model/baseline.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import type { RequirementResult } from "../../src/model/standards.ts";
import cis from "../../src/standards/cis.framework.ts";
import type { Framework, StandardRequirement } from "../../src/standards/contract/framework.ts";
import iso27001 from "../../src/standards/iso27001.framework.ts";
import { judgeStandards } from "../../src/standards/judge-standards.ts";
import nist from "../../src/standards/nist.framework.ts";
import pci from "../../src/standards/pci.framework.ts";
import { registerOf } from "../../src/standards/register-of-exceptions.ts";
import soc2 from "../../src/standards/soc2.framework.ts";
import { aBaseline, aRequirement } from "../support/baseline-builder.ts";
import { aPerson, enrolments, idOf, network, without } from "../support/org-builder.ts";
import {
  anApp,
  anAppPolicy,
  aPart,
  aPasswordPolicy,
  aSessionPolicy,
  asks,
  catchAll,
  has,
  theDefaultSessionPolicy,
} from "../support/sign-on-builder.ts";
import { aSignOnOrg, type SignOnParts, traits } from "../support/sign-on-org.ts";

const now = new Date("2026-03-01T00:00:00.000Z");
const nia = "nia@acme.example";
const kim = "kim@acme.example";

const passwords = {
  minLength: 15,
  minUpperCase: 0,
  minLowerCase: 0,
  minNumber: 0,
  minSymbol: 0,
  excludesCommon: true,
  minAgeMinutes: 0,
  maxAgeDays: 0,
  historyCount: 0,
  maxAttempts: 10,
};
const anyTwo = asks("2FA");
const onlyKeys = { only: [{ key: "webauthn", id: null, method: null }] };
const byKey = asks("2FA", [has(aPart(onlyKeys, { phishingResistant: true, userVerification: true }))]);

interface Parts extends SignOnParts {
  readonly rule?: typeof anyTwo;
  readonly push?: "numbered" | "plain" | "unread";
  readonly passkeys?: {
    readonly hardwareProtected: boolean;
    readonly allowsSyncable: boolean;
    readonly userVerification: string;
  };
  readonly password?: Partial<typeof passwords>;
  readonly console?: { readonly idleMinutes: number | null; readonly lifetimeMinutes: number | null };
}

/** An org that meets every standard, but for the change. */
function theOrg(change: Parts = {}): OrgSnapshot {
  const { rule = byKey, push = "numbered", password = {}, passkeys, ...parts } = change;
  const org = aSignOnOrg({
    people: [nia, kim].map((login) => aPerson(login, { signOn: traits() })),
    adminRoles: { users: { [nia]: ["SUPER_ADMIN"] } },
    authenticators: {},
    allowedFor: { okta_email: "recovery", phone_number: "recovery", security_question: "recovery" },
    enrolments: { [nia]: enrolments(["webauthn"]), [kim]: enrolments(["webauthn"]) },
    sessionPolicies: [
      aSessionPolicy(
        "Default Policy",
        ["Everyone"],
        [
          {
            name: "Default Rule",
            system: true,
            session: { idleMinutes: 15, lifetimeMinutes: 720, persistentCookie: false },
          },
        ],
        { system: true },
      ),
    ],
    appPolicies: ["Okta Admin Console", "Wiki"].map((name) =>
      anAppPolicy(name, [catchAll({ verification: rule })]),
    ),
    passwordPolicies: [
      aPasswordPolicy("Default Policy", ["Everyone"], [{}], {
        system: true,
        password: { ...passwords, ...password },
      }),
    ],
    mapped: [anApp("Okta Admin Console", "Okta Admin Console", { name: "saasure" }), anApp("Wiki", "Wiki")],
    ...parts,
  });
  const channelBinding = { style: "NUMBER_CHALLENGE", required: push === "numbered" ? "ALWAYS" : "NEVER" };
  const passkey = passkeys ?? {
    hardwareProtected: true,
    allowsSyncable: false,
    userVerification: "REQUIRED",
  };
  const authenticators = org.slices.authenticators?.map((one) =>
    one.key === "okta_verify" && push !== "unread"
      ? { ...one, channelBinding }
      : one.key === "webauthn"
        ? { ...one, methods: [{ type: "webauthn", status: "ACTIVE", ...passkey }] }
        : one,
  );
  const consoleSettings = change.console ?? { idleMinutes: 15, lifetimeMinutes: 720 };
  return {
    ...org,
    slices: {
      ...org.slices,
      ...(authenticators && { authenticators }),
      consoleSettings,
      logStreams: [{ id: "0oaStream", name: "Splunk", type: "splunk_cloud_logstreaming", status: "ACTIVE" }],
      lifecyclePolicies: [
        {
          id: idOf.policy("Unused"),
          name: "Unused",
          status: "ACTIVE",
          conditions: { inactivityDays: 45, groupIds: [idOf.group("Everyone")] },
          rules: [
            {
              id: idOf.rule("Unused", "Suspend"),
              name: "Suspend",
              status: "ACTIVE",
              conditions: { inactivityDays: null, groupIds: [] },
              targetStatus: "SUSPENDED",
            },
          ],
        },
      ],
    },
  };
}

function answersOf(
  framework: Framework,
  org: OrgSnapshot,
  exemptions: readonly Exemption[] | null = [],
): ReadonlyMap<string, RequirementResult> {
  const [result] = judgeStandards([framework], org, now, exemptions);
  return new Map(result?.requirements.map((one) => [one.id, one]));
}

const both = (one: RequirementResult | undefined) => [
  one?.asTheStandardChecks.status,
  one?.asItHoldsForPeople.status,
];

const exempt = (change: Partial<Exemption> = {}): Exemption => ({
  user: kim,
  requirement: "everyone",
  until: "2026-12-31",
  reason: "no phone",
  owner: "platform@acme.example",
  ...change,
});
const anyone: Parts = {
  rule: asks("1FA"),
  allowedFor: { okta_email: "any", phone_number: "any", security_question: "any" },
  enrolments: { [nia]: enrolments(["okta_email"]), [kim]: enrolments(["okta_email"]) },
  push: "plain",
  passkeys: { hardwareProtected: false, allowsSyncable: true, userVerification: "PREFERRED" },
  password: { minLength: 6, minSymbol: 1, excludesCommon: false, maxAgeDays: 60 },
  console: { idleMinutes: 60, lifetimeMinutes: 1440 },
  sessionPolicies: [
    theDefaultSessionPolicy({ session: { idleMinutes: 120, lifetimeMinutes: null, persistentCookie: true } }),
  ],
};

/** Orgs that meet nothing: with authenticators that are as they should not be, and without any that resists phishing. */
const meetingNothing = [
  anyone,
  { ...anyone, authenticators: { webauthn: "INACTIVE", okta_verify: "INACTIVE" } },
].map((parts): OrgSnapshot => {
  const org = theOrg(parts);
  return { ...org, slices: { ...org.slices, logStreams: [], lifecyclePolicies: [] } };
});

/** Lists for somebody to sample: they are whole or not known. */
const isList = ({ title }: StandardRequirement): boolean =>
  title.includes(" is listed ") || title.endsWith(" is listed");

describe.each([
  ["nist", nist],
  ["pci", pci],
  ["cis", cis],
  ["soc2", soc2],
  ["iso27001", iso27001],
])("%s", (_, framework) => {
  it.each(
    framework.requirements.filter((one) => !isList(one)).map(({ id }) => id),
  )("%s is open both ways on an org that meets nothing", (id) => {
    const unowned = [exempt({ owner: "TODO" })];
    const found = meetingNothing.map((org) => both(answersOf(framework, org, unowned).get(id)));
    expect(found).toContainEqual(["open", "open"]);
  });

  it.each(framework.requirements.map(({ id }) => id))("%s passes both ways on an org that meets it", (id) => {
    const found = answersOf(framework, theOrg()).get(id);
    expect([...both(found), found?.asTheStandardChecks.reason, found?.asItHoldsForPeople.reason]).toEqual([
      "pass",
      "pass",
      expect.any(String),
      expect.any(String),
    ]);
  });

  it("passes nothing where nothing was read", () => {
    const found = answersOf(framework, { ...theOrg(), slices: {} });
    expect(new Set([...found.values()].flatMap(both))).toEqual(new Set(["not_reviewed"]));
  });
});

type Case = readonly [what: string, change: Parts, id: string, answers: readonly [string, string]];
const opened = { okta_email: "any", phone_number: "any", security_question: "any" };
const has2 = (...factors: readonly string[]) => ({
  [nia]: enrolments(["webauthn"]),
  [kim]: enrolments(factors),
});

const ofNist: readonly Case[] = [
  [
    "an e-mail as the second factor",
    { rule: anyTwo, allowedFor: opened, enrolments: has2("okta_email") },
    "AAL2",
    ["open", "open"],
  ],
  [
    "an e-mail that nobody has",
    { rule: anyTwo, allowedFor: opened, enrolments: has2("webauthn") },
    "no-email",
    ["open", "open"],
  ],
  [
    "an SMS as the second factor",
    {
      rule: anyTwo,
      allowedFor: { ...opened, okta_email: "recovery", security_question: "none" },
      enrolments: has2("phone_number:sms"),
    },
    "AAL2",
    ["pass", "pass"],
  ],
  [
    "an SMS as the second factor",
    {
      rule: anyTwo,
      allowedFor: { ...opened, okta_email: "recovery", security_question: "none" },
      enrolments: has2("phone_number:sms"),
    },
    "AAL2-unrestricted",
    ["open", "open"],
  ],
  [
    "an SMS that nobody has",
    { rule: anyTwo, allowedFor: { ...opened, okta_email: "recovery", security_question: "none" } },
    "AAL2-unrestricted",
    ["open", "pass"],
  ],
  ["a security question", { allowedFor: opened }, "no-questions", ["open", "open"]],
  [
    "a push without a number",
    { rule: anyTwo, push: "plain", enrolments: has2("okta_verify:push") },
    "AAL2",
    ["open", "open"],
  ],
  ["a push with a number", { rule: anyTwo, enrolments: has2("okta_verify:push") }, "AAL2", ["pass", "pass"]],
  ["a push of which it is not known", { push: "unread" }, "AAL2", ["not_reviewed", "not_reviewed"]],
  ["a push of which it is not known", { push: "unread" }, "push-number", ["not_reviewed", "not_reviewed"]],
  ["a push without a number", { push: "plain" }, "push-number", ["open", "open"]],
  [
    "a passkey alone that need not verify",
    {
      rule: asks("1FA", [has(aPart({}, { phishingResistant: true }))]),
      passkeys: { hardwareProtected: true, allowsSyncable: false, userVerification: "PREFERRED" },
    },
    "AAL2",
    ["open", "open"],
  ],
  [
    "a passkey alone that always verifies",
    { rule: asks("1FA", [has(aPart({ only: [{ key: "webauthn", id: null, method: null }] }))]) },
    "AAL2",
    ["pass", "pass"],
  ],
  [
    "passkeys that are copied",
    { passkeys: { hardwareProtected: false, allowsSyncable: true, userVerification: "PREFERRED" } },
    "AAL3",
    ["open", "open"],
  ],
  [
    "passkeys that are copied",
    { passkeys: { hardwareProtected: false, allowsSyncable: true, userVerification: "PREFERRED" } },
    "AAL3-no-copies",
    ["open", "open"],
  ],
  [
    "passkeys that need not verify",
    { passkeys: { hardwareProtected: false, allowsSyncable: true, userVerification: "PREFERRED" } },
    "passkey-verification",
    ["open", "open"],
  ],
  ["passkeys that are off", { authenticators: { webauthn: "INACTIVE" } }, "AAL3-no-copies", ["pass", "pass"]],
  [
    "nothing that resists phishing",
    { authenticators: { webauthn: "INACTIVE", okta_verify: "INACTIVE" } },
    "AAL2-option",
    ["open", "open"],
  ],
  [
    "a long session",
    { console: { idleMinutes: 15, lifetimeMinutes: 1440 } },
    "AAL3-session",
    ["open", "open"],
  ],
  [
    "a session of which it is not known",
    { console: { idleMinutes: null, lifetimeMinutes: null } },
    "AAL3-session",
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "a session rule that says of its end what is not modelled",
    {
      sessionPolicies: [
        theDefaultSessionPolicy({
          session: { idleMinutes: 15, lifetimeMinutes: 720, persistentCookie: false },
          unmodelled: ["actions.signon.session.maxSessionIdleMinutes.odd"],
        }),
      ],
    },
    "AAL2-idle",
    ["not_reviewed", "not_reviewed"],
  ],
  ["ten characters", { password: { minLength: 10 } }, "password-length", ["not_reviewed", "not_reviewed"]],
  ["six characters", { password: { minLength: 6 } }, "password-length", ["open", "open"]],
  [
    "kinds of character, as a STIG wants",
    { password: { minSymbol: 1 } },
    "password-composition",
    ["open", "open"],
  ],
  [
    "a change each 60 days, as a STIG wants",
    { password: { maxAgeDays: 60 } },
    "password-change",
    ["open", "open"],
  ],
  [
    "a password policy for nobody",
    {
      passwordPolicies: [
        aPasswordPolicy("Nobody", ["Nobody"], [{}], { password: { ...passwords, minLength: 6 } }),
        aPasswordPolicy("Default Policy", ["Everyone"], [{}], {
          system: true,
          password: passwords,
          priority: 9,
        }),
      ],
      groups: { Nobody: [] },
    },
    "password-length",
    ["open", "pass"],
  ],
  [
    "a password policy of a directory",
    {
      passwordPolicies: [
        aPasswordPolicy("AD", ["Everyone"], [{}], { authProvider: "ACTIVE_DIRECTORY", password: passwords }),
      ],
    },
    "password-length",
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "a password policy whose rules were not read",
    {
      passwordPolicies: [
        aPasswordPolicy("Default Policy", ["Everyone"], null, {
          system: true,
          password: { ...passwords, minLength: 6 },
        }),
      ],
    },
    "password-length",
    ["open", "not_reviewed"],
  ],
  [
    "a password policy by network",
    {
      passwordPolicies: [
        aPasswordPolicy("Office", ["Everyone"], [{ network: network.in("Corp") }], {
          password: { ...passwords, minLength: 6 },
        }),
        aPasswordPolicy("Default Policy", ["Everyone"], [{}], {
          system: true,
          password: passwords,
          priority: 9,
        }),
      ],
      zones: ["Corp"],
    },
    "password-length",
    ["open", "open"],
  ],
  [
    "a password policy that is not understood",
    {
      passwordPolicies: [
        aPasswordPolicy("Odd", ["Everyone"], [{}], {
          unmodelled: ["settings.odd"],
          password: { ...passwords, minLength: 6 },
        }),
        aPasswordPolicy("Default Policy", ["Everyone"], [{}], {
          system: true,
          password: passwords,
          priority: 9,
        }),
      ],
    },
    "password-length",
    ["open", "not_reviewed"],
  ],
  [
    "people of an identity provider, who have no password here",
    {
      people: [nia, kim].map((login) =>
        aPerson(login, { signOn: traits({ provider: "FEDERATION", hasPassword: false }) }),
      ),
      password: { minLength: 6 },
    },
    "password-length",
    ["open", "pass"],
  ],
  ["no password policy", { passwordPolicies: [] }, "password-length", ["not_reviewed", "not_reviewed"]],
];

describe("NIST SP 800-63B-4", () => {
  it.each(ofNist)("%s", (_, change, id, answers) => {
    expect([id, ...both(answersOf(nist, theOrg(change)).get(id))]).toEqual([id, ...answers]);
  });

  it("says with what somebody gets in, and by which rule", () => {
    const org = theOrg({ rule: anyTwo, allowedFor: opened, enrolments: has2("okta_email") });
    expect(answersOf(nist, org).get("AAL2")).toMatchObject({
      asItHoldsForPeople: {
        reason: expect.stringMatching(
          /^for 1 of 2 people \(kim@acme\.example\): ".+" takes okta_password and okta_email, less than AAL2: rule/,
        ),
        evidence: [expect.objectContaining({ value: "okta_password + okta_email" })],
      },
      people: { judged: 2, open: 1, unknown: 0 },
    });
  });

  it("is not known of people whose factors were not read", () => {
    const org = theOrg({ rule: anyTwo, allowedFor: opened });
    const found = answersOf(nist, without(org, { factors: "factors" })).get("AAL2");
    expect(both(found)).toEqual(["open", "not_reviewed"]);
  });
});

const oneFactor = { rule: asks("1FA"), enrolments: has2("okta_verify:push") };

describe("PCI DSS 4.0.1", () => {
  it("takes for exceptions what a baseline lets people off of factors and sign-in, and nothing else", () => {
    const anyOf = { kind: "phishingResistant", atLeast: 1 } as const;
    const { requirements } = aBaseline({
      requirements: [
        aRequirement("everyone", { factors: anyOf }),
        aRequirement("grouped", { memberOf: ["MFA Required"] }),
      ],
    });
    const exemptions = [exempt(), exempt({ requirement: "grouped" })];
    expect(registerOf({ requirements, exemptions })).toEqual([exempt()]);
  });

  it.each([
    ["an exception in effect", [exempt(), exempt({ user: nia })], "pass"],
    ["an exception for somebody else", [exempt()], "open"],
    ["an exception that has ended", [exempt({ until: "2026-02-28" }), exempt({ user: nia })], "open"],
    ["no exception", [], "open"],
  ] as const)("8.5.1 with %s", (_, exemptions, answer) => {
    const org = theOrg(oneFactor);
    const found = answersOf(pci, org, exemptions).get("8.5.1");
    const all = answersOf(pci, org, exemptions).get("8.4.2");
    expect([found?.asItHoldsForPeople.status, all?.asItHoldsForPeople.status]).toEqual([
      answer === "pass" ? "not_reviewed" : answer,
      "open",
    ]);
  });

  it("leaves out whoever is excepted and judges the others", () => {
    const org = theOrg({
      rule: anyTwo,
      people: [nia, kim].map((login) => aPerson(login, { signOn: traits() })),
      allowedFor: opened,
    });
    const found = answersOf(pci, org, [exempt()]).get("8.5.1");
    expect(found).toMatchObject({
      asItHoldsForPeople: { status: "pass", reason: expect.stringContaining("are left out: 1") },
      people: { judged: 1, open: 0 },
    });
  });

  it.each([
    ["no register", null, "not_reviewed"],
    ["an exception without an owner yet", [exempt({ owner: "TODO" })], "open"],
    ["a whole register", [exempt()], "pass"],
  ] as const)("8.5.1-exceptions with %s", (_, exemptions, answer) => {
    expect(both(answersOf(pci, theOrg(), exemptions).get("8.5.1-exceptions"))).toEqual([answer, answer]);
  });

  it("says of people who have nothing that is asked for that a password alone may enroll it", () => {
    const org = theOrg({ enrolments: { [nia]: enrolments(["webauthn"]), [kim]: enrolments([]) } });
    expect(answersOf(pci, org).get("8.4.2")?.asItHoldsForPeople).toMatchObject({
      status: "open",
      reason: expect.stringContaining(
        "asks for what one may enroll with a password alone, and nothing of it can be used yet: rule",
      ),
    });
  });

  it("judges administrators at the Admin Console alone", () => {
    const found = answersOf(pci, theOrg({ rule: asks("1FA") })).get("8.4.1");
    expect(found).toMatchObject({ status: "open", people: { judged: 1, open: 1 } });
  });

  it("has nobody to judge where no administrator was found", () => {
    const found = answersOf(pci, theOrg({ adminRoles: {} })).get("8.4.1");
    expect(both(found)).toEqual(["pass", "not_reviewed"]);
  });
});

describe("populations", () => {
  it("add up to everybody whom Okta lists", () => {
    const people = ["ACTIVE", "STAGED", "SUSPENDED", "LOCKED_OUT"].map((status) =>
      aPerson(`${status}@acme.example`, { status }),
    );
    const found = answersOf(soc2, theOrg({ people, deprovisioned: 3 })).get("CC6.1-people");
    expect(found?.asTheStandardChecks).toMatchObject({
      status: "pass",
      reason: "7 people: 2 can sign in, 1 pending, 1 suspended, 3 deprovisioned",
    });
  });

  it("are not known where some could not be counted", () => {
    expect(both(answersOf(soc2, theOrg({ deprovisioned: null })).get("CC6.1-people"))).toEqual([
      "not_reviewed",
      "not_reviewed",
    ]);
  });

  it("list exceptions only of a register", () => {
    expect(answersOf(soc2, theOrg(), null).get("CC6.1-exceptions")?.status).toBe("not_reviewed");
    expect(
      answersOf(soc2, theOrg(), [exempt()]).get("CC6.1-exceptions")?.asTheStandardChecks.evidence,
    ).toMatchObject([{ name: kim, value: "until 2026-12-31, by platform@acme.example: no phone" }]);
  });
});

it("finds each standard by the name of its file, and all without one", async () => {
  expect((await loadFrameworks()).map(({ id }) => id)).toEqual([
    "cis",
    "iso27001",
    "nist",
    "pci",
    "soc2",
    "stig",
  ]);
  expect((await loadFrameworks(["pci", "nist"])).map(({ id }) => id)).toEqual(["nist", "pci"]);
});
