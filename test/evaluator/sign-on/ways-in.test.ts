import { describe, expect, it } from "vitest";
import { rankUnder } from "../../../src/evaluator/sign-on/way-in.ts";
import { anyApp } from "../../../src/model/app-condition.ts";
import type { AuthenticatorId } from "../../../src/model/ids.ts";
import type { AppRule } from "../../../src/model/live-sign-on.ts";
import type { OrgSnapshot, Person } from "../../../src/model/snapshot.ts";
import { aPerson, enrolments, idOf, network, theDefaultPolicy } from "../../support/org-builder.ts";
import {
  type AppRuleParts,
  anAppPolicy,
  anyone,
  aPart,
  aSessionPolicy,
  asks,
  catchAll,
  chained,
  has,
  knows,
  theDefaultSessionPolicy,
} from "../../support/sign-on-builder.ts";
import { aSignOnOrg, kim, kimHas, type SignOnParts, traits } from "../../support/sign-on-org.ts";
import { said, waysOf } from "../../support/ways-in.ts";

const policyOf = (...rules: readonly AppRuleParts[]) => anAppPolicy("Strong", rules);

/** Every way in: `Rule: level by factors, from where`. */
const listed = (org: OrgSnapshot, person?: Person, outside?: readonly string[]) =>
  waysOf(org, person, outside).ways.map(
    (way) => `${way.app?.name}: ${way.possible.map(said).join(" or ")}, ${way.from}`,
  );

/** The weakest that a single catch-all comes to for Kim with these factors. */
function weakestFor(
  verification: AppRule["verification"],
  factors: readonly string[],
  more: SignOnParts = {},
) {
  const org = aSignOnOrg({
    people: [kim],
    appPolicies: [policyOf(catchAll({ verification }))],
    enrolments: kimHas(...factors),
    ...more,
  });
  const all = waysOf(org).ways.flatMap(({ possible }) => possible);
  const [weakest] = all.toSorted(
    (left, right) => rankUnder(left, { openEnrollment: false }) - rankUnder(right, { openEnrollment: false }),
  );
  return weakest === undefined ? "no way" : said(weakest);
}

const resistant = has(aPart({}, { phishingResistant: true }));
const everything = [
  "webauthn",
  "okta_verify:push",
  "okta_verify:signed_nonce",
  "phone_number:sms",
  "okta_email",
  "google_otp",
];

describe("what a rule asks for", () => {
  it.each<[string, AppRule["verification"], readonly string[], string]>([
    ["any one factor", asks("1FA"), everything, "one-factor by okta_password"],
    [
      "one phishing-resistant factor, which is not weak",
      asks("1FA", [resistant]),
      everything,
      "phishing-resistant by webauthn",
    ],
    [
      "two factors, which are not strong by SMS",
      asks("2FA"),
      ["phone_number:sms"],
      "two-factors by okta_password + phone_number:sms",
    ],
    ["two factors by an e-mail", asks("2FA"), ["okta_email"], "two-factors by okta_password + okta_email"],
    ["two factors by a push", asks("2FA"), ["okta_verify:push"], "strong by okta_verify:push"],
    ["two factors by a code", asks("2FA"), ["google_otp"], "strong by okta_password + google_otp"],
    ["two factors by a key", asks("2FA"), ["webauthn"], "phishing-resistant by webauthn"],
    [
      "a password",
      asks("1FA", [knows(aPart({ types: ["password"] }))]),
      everything,
      "one-factor by okta_password",
    ],
    [
      "a possession",
      asks("1FA", [has()]),
      ["phone_number:sms", "webauthn"],
      "one-factor by phone_number:sms",
    ],
    [
      "a possession, not by phone",
      asks("1FA", [has(aPart({ except: [{ key: "phone_number", id: null, method: "sms" }] }))]),
      ["phone_number:sms", "webauthn"],
      "phishing-resistant by webauthn",
    ],
    [
      "two factors but not by phone",
      asks("2FA", [
        has(aPart({ required: false, except: [{ key: "phone_number", id: null, method: null }] })),
      ]),
      ["phone_number:sms", "google_otp"],
      "strong by okta_password + google_otp",
    ],
    [
      "two factors but not by the only one there is",
      asks("2FA", [has(aPart({ required: false, except: [{ key: "google_otp", id: null, method: null }] }))]),
      ["google_otp"],
      "open-enrollment by okta_password",
    ],
    [
      "a possession that proves who holds it",
      asks("1FA", [has(aPart({}, { userVerification: true }))]),
      ["okta_verify:push"],
      "strong by okta_verify:push",
    ],
    [
      "a possession bound to a device",
      asks("1FA", [has(aPart({}, { deviceBound: true }))]),
      ["okta_email", "google_otp"],
      "one-factor by google_otp",
    ],
    [
      "a possession in hardware",
      asks("1FA", [has(aPart({}, { hardwareProtected: true }))]),
      ["google_otp", "okta_verify:push"],
      "one-factor by okta_verify:push",
    ],
    [
      "only an app",
      asks("1FA", [has(aPart({ types: ["app"] }))]),
      ["webauthn", "google_otp"],
      "one-factor by google_otp",
    ],
    [
      "only by method",
      asks("1FA", [has(aPart({ methods: ["push"] }))]),
      ["google_otp", "okta_verify:push"],
      "one-factor by okta_verify:push",
    ],
    [
      "FastPass without presence",
      asks("1FA", [
        has(
          aPart(
            { only: [{ key: "okta_verify", id: null, method: "signed_nonce" }] },
            { userPresence: false },
          ),
        ),
      ]),
      everything,
      "phishing-resistant by okta_verify:signed_nonce",
    ],
    [
      "any of two constraints",
      asks("2FA", [resistant, has(aPart({ types: ["phone"] }))]),
      ["webauthn", "phone_number:sms"],
      "two-factors by okta_password + phone_number:sms",
    ],
    [
      "constraints that are empty",
      asks("2FA", []),
      ["phone_number:sms"],
      "two-factors by okta_password + phone_number:sms",
    ],
    [
      "constraints with an empty object, which is any",
      asks("2FA", [{ knowledge: null, possession: null }, resistant]),
      ["phone_number:sms", "webauthn"],
      "two-factors by okta_password + phone_number:sms",
    ],
    [
      "a chain",
      chained([["okta_password:password"], ["webauthn:webauthn"]]),
      everything,
      "phishing-resistant by okta_password + webauthn",
    ],
    [
      "the weakest of two chains",
      chained([["okta_password:password"], ["webauthn:webauthn"]], [["phone_number:sms"]]),
      everything,
      "one-factor by phone_number:sms",
    ],
    [
      "the weakest of a step",
      chained([["okta_password:password"], ["webauthn:webauthn", "okta_email:email"]]),
      everything,
      "two-factors by okta_password + okta_email",
    ],
    ["nothing", null, everything, "none"],
    ["what nobody models", { kind: "other", type: "ID_PROOFING" }, everything, "none"],
    [
      "a key that is not there, which anybody with the password may enroll",
      asks("1FA", [resistant]),
      ["phone_number:sms"],
      "open-enrollment by okta_password",
    ],
  ])("is %s", (_, verification, factors, weakest) => {
    expect(weakestFor(verification, factors)).toBe(weakest);
  });

  it("is one of several of its kind by its id", () => {
    const custom = (id: string) => ({
      id: id as AuthenticatorId,
      key: "custom_app",
      name: id,
      status: "ACTIVE",
      allowedFor: null,
    });
    const only = [{ key: "custom_app", id: "autA1", method: "push" }];
    const org = aSignOnOrg({
      people: [kim],
      appPolicies: [policyOf(catchAll({ verification: asks("1FA", [has(aPart({ only }))]) }))],
      policies: [theDefaultPolicy({ "custom_app/autA1": "OPTIONAL", "custom_app/autB2": "OPTIONAL" })],
      enrolments: kimHas("custom_app/autB2:push"),
    });
    const authenticators = [...(org.slices.authenticators ?? []), custom("autA1"), custom("autB2")];
    const outcomeWith = (ref: string) =>
      waysOf({
        ...org,
        slices: { ...org.slices, authenticators, factors: { [kim.id]: enrolments([ref]) } },
      }).ways.flatMap(({ possible }) => possible.map(said));
    expect(outcomeWith("custom_app/autA1:push")).toEqual(["one-factor by custom_app/autA1"]);
    expect(outcomeWith("custom_app/autB2:push")).toEqual(["open-enrollment by okta_password"]);
  });

  it.each<[string, SignOnParts, string]>([
    [
      "a password before",
      { sessionPolicies: [theDefaultSessionPolicy({ primaryFactor: "PASSWORD_IDP" })] },
      "two-factors by okta_password + phone_number:sms",
    ],
    [
      "a second factor, remembered or not",
      {
        sessionPolicies: [
          theDefaultSessionPolicy({
            requiresFactor: true,
            factorPrompt: "DEVICE",
            factorLifetimeMinutes: 15,
          }),
        ],
      },
      "two-factors by okta_password + phone_number:sms",
    ],
    ["whatever the application asks", {}, "one-factor by phone_number:sms"],
  ])("comes with what the session asks: %s", (_, more, weakest) => {
    const possession = asks("1FA", [has()]);
    expect(weakestFor(possession, ["phone_number:sms"], more)).toBe(weakest);
  });

  it.each<[string, SignOnParts, string]>([
    [
      "is switched off for the org",
      { authenticators: { phone_number: "INACTIVE" } },
      "open-enrollment by okta_password",
    ],
    [
      "is for recovery only",
      { allowedFor: { phone_number: "recovery" } },
      "open-enrollment by okta_password",
    ],
    [
      "is not allowed by the policy in effect",
      { policies: [theDefaultPolicy({ okta_password: "REQUIRED", webauthn: "OPTIONAL" })] },
      "open-enrollment by okta_password",
    ],
  ])("is not met by what %s", (_, more, weakest) => {
    expect(weakestFor(asks("2FA"), ["phone_number:sms"], more)).toBe(weakest);
  });
});

describe("ways in", () => {
  const both = (rules: readonly AppRuleParts[], more: SignOnParts = {}) =>
    aSignOnOrg({
      people: [kim],
      zones: ["Corp", "HQ"],
      groups: { Contractors: [kim.login], Staff: [] },
      appPolicies: [policyOf(...rules)],
      enrolments: kimHas("webauthn"),
      ...more,
    });
  const weak = { name: "Weak", verification: asks("1FA") };
  const strong = catchAll({ verification: asks("1FA", [resistant]) });
  const strongWay = "Catch-all Rule: phishing-resistant by webauthn";

  it.each<[string, readonly AppRuleParts[], readonly string[]]>([
    [
      "from a zone and from outside of it",
      [{ ...weak, network: network.in("Corp") }, strong],
      ["Weak: one-factor by okta_password, in Corp", `${strongWay}, outside Corp`],
    ],
    [
      "only outside of zones",
      [{ ...weak, network: network.notIn("Corp", "HQ") }, strong],
      ["Weak: one-factor by okta_password, outside Corp and HQ", `${strongWay}, in Corp and HQ`],
    ],
    [
      "on every platform, which anybody claims to have",
      [{ ...weak, platforms: [{ type: "MOBILE", os: "IOS" }] }, strong],
      ["Weak: one-factor by okta_password, anywhere", `${strongWay}, anywhere`],
    ],
    [
      "at every risk",
      [{ ...weak, risk: "LOW" }, strong],
      ["Weak: one-factor by okta_password, anywhere", `${strongWay}, anywhere`],
    ],
    [
      "with a device, which is a possession",
      [{ ...weak, device: { registered: true, managed: true, assuranceIds: [] } }, strong],
      [`${strongWay}, anywhere`, "Weak: strong by okta_password, anywhere"],
    ],
    [
      "not by a rule for others",
      [{ ...weak, people: { ...anyone, groupIds: ["00g-Staff" as never] } }, strong],
      [`${strongWay}, anywhere`],
    ],
    [
      "by a rule for one's group",
      [{ ...weak, people: { ...anyone, groupIds: ["00g-Contractors" as never] } }, strong],
      ["Weak: one-factor by okta_password, anywhere"],
    ],
    ["not by a rule that is off", [{ ...weak, status: "INACTIVE" }, strong], [`${strongWay}, anywhere`]],
    [
      "not past a rule that denies",
      [{ name: "Nobody", access: "DENY", verification: null }, weak, strong],
      ["Nobody: denied, anywhere"],
    ],
  ])("lead %s", (_, rules, ways) => {
    expect(listed(both(rules))).toEqual(ways);
  });

  it("tell of the password before another factor that is as weak, whatever comes first in the org", () => {
    const org = aSignOnOrg({
      people: [kim],
      appPolicies: [policyOf(catchAll({ verification: asks("1FA") }))],
      enrolments: kimHas("okta_verify:push"),
    });
    const authenticators = org.slices.authenticators?.toReversed() ?? [];
    expect(listed({ ...org, slices: { ...org.slices, authenticators } })).toEqual([
      "Catch-all Rule: one-factor by okta_password, anywhere",
    ]);
  });

  it("are judged only from outside the zones that are left out", () => {
    expect(listed(both([{ ...weak, network: network.in("Corp") }, strong]), kim, ["Corp"])).toEqual([
      `${strongWay}, outside Corp`,
    ]);
  });

  it("hang on session policies in their order, which end with Okta's own", () => {
    const sessions = [
      aSessionPolicy("Staff", ["Staff"], [{ access: "DENY" }], { priority: 1 }),
      aSessionPolicy("Contractors", ["Contractors"], [{ name: "Office", network: network.in("Corp") }], {
        priority: 2,
      }),
      theDefaultSessionPolicy({ access: "DENY" }),
    ];
    const ways = waysOf(both([strong], { sessionPolicies: sessions })).ways;
    expect(
      ways.map(({ session, from, possible }) => [session.name, from, possible.map(said).join()]),
    ).toEqual([
      ["Office", "in Corp", "phishing-resistant by webauthn"],
      ["Default Rule", "outside Corp", "denied"],
    ]);
  });

  it("do not take a rule for RADIUS, or for other identity providers, to be about the web", () => {
    const sessions = [
      aSessionPolicy(
        "Contractors",
        ["Contractors"],
        [
          { name: "VPN", authType: "RADIUS", access: "DENY" },
          { name: "Partner", identityProvider: "SPECIFIC_IDP", idpIds: ["0oa1" as never], access: "DENY" },
          { name: "Everyone else", identityProvider: "OKTA" },
        ],
      ),
      theDefaultSessionPolicy({ access: "DENY" }),
    ];
    expect(
      waysOf(both([strong], { sessionPolicies: sessions })).ways.map(({ session }) => session.name),
    ).toEqual(["Everyone else"]);
  });

  it.each<[string, AppRuleParts, RegExp]>([
    [
      "a condition that is not modelled",
      { unmodelled: ["conditions.moonPhase"] },
      /rule "Weak" has a condition that is not modelled: conditions\.moonPhase/,
    ],
    [
      "an expression that nobody understands",
      { expression: "Convert.toInt(user.profile.level) > 3" },
      /rule "Weak": its expression .* is not understood/,
    ],
    ["a zone that does not exist", { network: network.in("Moon") }, /zone nzo-Moon does not exist/],
    ["members who were not read", { people: { ...anyone, groupIds: ["00g-Elsewhere" as never] } }, /.*/],
  ])("are unknown with %s", (_, change, uncertainty) => {
    const org = both([{ ...weak, ...change }, strong]);
    const unread = {
      ...org,
      slices: {
        ...org.slices,
        groups: [
          ...(org.slices.groups ?? []),
          { id: "00g-Elsewhere" as never, name: "Elsewhere", type: "OKTA_GROUP" },
        ],
      },
    };
    const ways = waysOf(unread);
    expect(ways.variants.map((those) => those.map(({ app }) => app?.name))).toEqual([
      ["Weak"],
      ["Catch-all Rule"],
    ]);
    expect(ways.uncertainties.join()).toMatch(uncertainty);
  });

  it("are unknown in what a rule asks for where that is not modelled", () => {
    const [way] = waysOf(
      both([catchAll({ unmodelled: ["actions.appSignOn.verificationMethod.moon"] })]),
    ).ways;
    expect(way?.possible.map(said)).toEqual(["none", "denied"]);
    expect(way?.uncertainties).toEqual([
      'rule "Catch-all Rule" has a setting that is not modelled: actions.appSignOn.verificationMethod.moon',
    ]);
  });

  it("are tried in every order where two rules have one priority", () => {
    const ways = waysOf(
      both([{ ...weak, priority: 1 }, { name: "Nobody", priority: 1, access: "DENY" }, strong]),
    );
    expect(ways.variants.map((those) => those.map(({ app }) => app?.name))).toEqual([["Nobody"], ["Weak"]]);
    expect(ways.uncertainties).toEqual([
      'rules "Nobody" and "Weak" have the same priority, so which is tried first is not known',
    ]);
  });

  it("end in an uncertainty where there are too many to follow one by one", () => {
    const uncertain = Array.from({ length: 8 }, (_, index) => ({
      ...weak,
      name: `Weak ${index}`,
      unmodelled: ["conditions.moonPhase"],
    }));
    const ways = waysOf(both([...uncertain, strong]));
    expect(ways.variants.at(-1)).toEqual([]);
    expect(ways.ways).toHaveLength(9);
  });

  it.each<[string, string, boolean]>([
    ["user.profile.department == 'Sales'", "Sales", true],
    ["user.profile.department == 'Sales'", "IT", false],
    ["user.profile.department != \"Sales\" && user.status == 'ACTIVE'", "IT", true],
    ["user.profile.department == 'IT' or user.isMemberOf({'group.id': '00g-Contractors'})", "Sales", true],
    ["user.isMemberOf({'group.profile.name': 'Staff', 'operator': 'EXACT'})", "Sales", false],
    ["!(user.profile.department == 'Sales') || user.profile.level >= 3", "Sales", false],
    ["NOT user.profile.missing == null", "Sales", false],
    ["user.profile.login == 'kim@acme.example' and true", "Sales", true],
  ])("go by the expression %s for %s: %s", (expression, department, matches) => {
    const person = aPerson(kim.login, {
      signOn: traits({ profile: { department, level: 2, missing: null } }),
    });
    const org = both([{ ...weak, expression }, strong], { people: [person] });
    expect(waysOf(org, person).ways.map(({ app }) => app?.name)).toEqual([
      matches ? "Weak" : "Catch-all Rule",
    ]);
  });
});

describe("enrollment", () => {
  const nothing = (more: SignOnParts) => weakestFor(asks("1FA", [resistant]), [], more);
  const withRule = (
    ...rules: NonNullable<ReturnType<typeof theDefaultPolicy>["rules"]>[number] extends infer R
      ? Partial<R>[]
      : never
  ) => ({
    policies: [
      {
        ...theDefaultPolicy({ okta_password: "REQUIRED", webauthn: "OPTIONAL" }),
        rules: rules.map((rule, index) => ({
          id: `0pr${index}` as never,
          name: `Rule ${index}`,
          status: "ACTIVE",
          priority: index + 1,
          system: index === rules.length - 1,
          enroll: "CHALLENGE",
          network: network.anywhere,
          excludedUserIds: [],
          apps: anyApp,
          otherConditions: [],
          ...rule,
        })),
      },
    ],
    zones: ["Corp"],
  });
  const enrollRule = {
    name: "Enroll",
    expression: "accessRequest.operation == 'enroll'",
    verification: asks("2FA"),
  };
  const accounts = (...rules: readonly AppRuleParts[]) => ({
    appPolicies: [
      policyOf(catchAll({ verification: asks("1FA", [resistant]) })),
      anAppPolicy("Okta Account Management Policy", [...rules, catchAll()], {
        resourceType: "END_USER_ACCOUNT_MANAGEMENT",
      }),
    ],
  });

  it.each<[string, SignOnParts, string]>([
    ["open to a password", {}, "open-enrollment by okta_password"],
    ["closed by a rule that never lets enroll", withRule({ enroll: "NEVER" }), "blocked"],
    [
      "open whatever a condition that is not modelled comes to",
      withRule({ otherConditions: ["conditions.moon"] }, {}),
      "open-enrollment by okta_password",
    ],
    [
      "closed by a rule for a zone",
      withRule({ network: network.in("Corp") }, { enroll: "NEVER" }),
      "blocked",
    ],
    [
      "open outside of a zone",
      withRule({ network: network.in("Corp"), enroll: "NEVER" }, {}),
      "open-enrollment by okta_password",
    ],
    [
      "of nothing acceptable",
      { policies: [theDefaultPolicy({ okta_password: "REQUIRED", phone_number: "OPTIONAL" })] },
      "blocked",
    ],
    ["closed by the account management policy", accounts(enrollRule), "blocked"],
    ["open by its catch-all, which is about profiles", accounts(), "open-enrollment by okta_password"],
    [
      "open where the rule asks for a password",
      accounts({ ...enrollRule, verification: asks("1FA") }),
      "open-enrollment by okta_password",
    ],
    ["closed by a rule that denies", accounts({ ...enrollRule, access: "DENY" }), "blocked"],
    [
      "open where the rule is about another authenticator",
      accounts({
        ...enrollRule,
        expression: "accessRequest.operation == 'enroll' && accessRequest.authenticator.key == 'okta_email'",
      }),
      "open-enrollment by okta_password",
    ],
    [
      "closed where it is about this one",
      {
        ...accounts({
          ...enrollRule,
          expression: "accessRequest.operation == 'enroll' && accessRequest.authenticator.key == 'webauthn'",
        }),
        policies: [theDefaultPolicy({ okta_password: "REQUIRED", webauthn: "OPTIONAL" })],
      },
      "blocked",
    ],
    [
      "open past a rule for a zone",
      { ...accounts({ ...enrollRule, network: network.in("Corp"), access: "DENY" }), zones: ["Corp"] },
      "open-enrollment by okta_password",
    ],
    [
      "open past a rule for a device",
      accounts({
        ...enrollRule,
        device: { registered: true, managed: false, assuranceIds: [] },
        access: "DENY",
      }),
      "open-enrollment by okta_password",
    ],
  ])("is %s", (_, more, weakest) => {
    expect(nothing(more)).toBe(weakest);
  });

  it.each<[string, SignOnParts, RegExp]>([
    [
      "the account management policy has a rule that nobody understands",
      accounts({ ...enrollRule, expression: "security.risk.level == 'HIGH'" }),
      /rule "Enroll" of the account management policy: its expression/,
    ],
    ["it has a rule at some risk", accounts({ ...enrollRule, risk: "HIGH" }), /hangs on the risk/],
    [
      "it has a condition that is not modelled",
      accounts({ ...enrollRule, unmodelled: ["conditions.moon"] }),
      /conditions\.moon is not modelled/,
    ],
    [
      "it asks for what is not modelled",
      accounts({ ...enrollRule, verification: { kind: "other", type: "ID_PROOFING" } }),
      /rule "Enroll" asks for ID_PROOFING, which is not modelled, in the account management policy/,
    ],
    [
      "an enrollment rule has an action that nobody knows",
      withRule({ enroll: "SOMETIMES" }),
      /has the action SOMETIMES/,
    ],
    [
      "an enrollment rule has a condition that is not modelled",
      withRule({ otherConditions: ["conditions.moon"], enroll: "NEVER" }, {}),
      /has a condition that is not modelled: conditions\.moon/,
    ],
    [
      "the account management policy has a rule for a platform",
      accounts({ ...enrollRule, platforms: [{ type: "MOBILE", os: "IOS" }] }),
      /hangs on the risk or the platform/,
    ],
    [
      "its rules were not read",
      {
        appPolicies: [
          policyOf(catchAll({ verification: asks("1FA", [resistant]) })),
          anAppPolicy("Okta Account Management Policy", null, {
            resourceType: "END_USER_ACCOUNT_MANAGEMENT",
          }),
        ],
      },
      /the account management policy was not read/,
    ],
  ])("is unknown where %s", (_, more, uncertainty) => {
    const org = aSignOnOrg({
      people: [kim],
      appPolicies: [policyOf(catchAll({ verification: asks("1FA", [resistant]) }))],
      enrolments: kimHas(),
      ...more,
    });
    const [way] = waysOf(org).ways;
    expect(way?.possible.map(said).toSorted()).toEqual(["blocked", "open-enrollment by okta_password"]);
    expect(way?.uncertainties.join()).toMatch(uncertainty);
  });
});

describe("identity providers", () => {
  const federated = (hasPassword: boolean) =>
    aPerson(kim.login, { signOn: traits({ provider: "FEDERATION", hasPassword }) });
  const idp = (trustsClaims: boolean, status = "ACTIVE") => ({
    id: "0oaIdp" as never,
    name: "Partner",
    type: "SAML2",
    status,
    trustsClaims,
  });
  const org = (person: Person, idps?: SignOnParts["idps"], access = "ALLOW") =>
    aSignOnOrg({
      people: [person],
      appPolicies: [policyOf(catchAll({ access, verification: asks("2FA") }))],
      enrolments: kimHas("google_otp"),
      ...(idps && { idps }),
    });

  it.each<[string, boolean, SignOnParts["idps"], readonly string[]]>([
    [
      "stand for the password where their claims are not trusted",
      false,
      [idp(false)],
      ["strong by okta_password + google_otp"],
    ],
    ["decide themselves where they are", false, [idp(true)], ["one-factor or phishing-resistant"]],
    [
      "do not count where they are off",
      false,
      [idp(true, "INACTIVE")],
      ["strong by okta_password + google_otp"],
    ],
    [
      "leave the local password open beside them",
      true,
      [idp(true)],
      ["strong by okta_password + google_otp", "one-factor or phishing-resistant"],
    ],
    ["are unknown where they were not read", false, undefined, ["one-factor or phishing-resistant"]],
  ])("%s", (_, hasPassword, idps, ways) => {
    const person = federated(hasPassword);
    expect(
      waysOf(org(person, idps), person).ways.map(({ possible }) => possible.map(said).join(" or ")),
    ).toEqual(ways);
  });

  it("name the provider that decides, and leave denied what is denied", () => {
    const person = federated(false);
    expect(waysOf(org(person, [idp(true)]), person).uncertainties).toEqual([
      'identity provider "Partner" is trusted with claims, and decides what is asked',
    ]);
    expect(
      waysOf(org(person, [idp(true)], "DENY"), person).ways.map(({ possible }) => possible.map(said)),
    ).toEqual([["denied"]]);
  });
});

describe("how long asking is skipped", () => {
  const skipped = (rule: AppRuleParts, session: Parameters<typeof theDefaultSessionPolicy>[0] = {}) => {
    const org = aSignOnOrg({
      people: [kim],
      appPolicies: [policyOf(catchAll(rule))],
      sessionPolicies: [theDefaultSessionPolicy(session)],
      enrolments: kimHas("webauthn"),
    });
    return waysOf(org).ways[0]?.skipsSeconds;
  };
  const every = (reauthenticateSeconds: number | null): AppRule["verification"] => ({
    kind: "assurance",
    factorMode: "2FA",
    reauthenticateSeconds,
    constraints: [],
  });
  const session = (lifetimeMinutes: number | null) => ({
    session: { idleMinutes: 120, lifetimeMinutes, persistentCookie: false },
  });

  it.each([
    ["as long as the factors hold", { verification: every(3600) }, session(720), 3600],
    ["not at all", { verification: every(0) }, session(720), 0],
    ["as long as the session lasts", { verification: every(null) }, session(720), 43_200],
    ["without end where the session has none", { verification: every(null) }, session(null), null],
    ["no longer than the session", { verification: every(86_400) }, session(60), 3600],
    [
      "as long as a sign-in is kept",
      { verification: every(3600), keepsSignedIn: { allowed: true, seconds: 604_800 } },
      session(720),
      604_800,
    ],
    [
      "as long as the session lasts where nothing is said of it",
      { verification: null },
      session(720),
      43_200,
    ],
    [
      "as long as a chain holds",
      {
        verification: {
          kind: "chains",
          reauthenticateSeconds: 60,
          chains: [[{ anyOf: [], reauthenticateSeconds: 300 }, { anyOf: [] }]],
        },
      },
      session(720),
      300,
    ],
    [
      "without end where a part of it is",
      {
        verification: {
          kind: "assurance",
          factorMode: "2FA",
          reauthenticateSeconds: 60,
          constraints: [{ knowledge: null, possession: aPart({ reauthenticateSeconds: null }) }],
        },
      },
      session(null),
      null,
    ],
    [
      "without end where it is kept so",
      { verification: every(3600), keepsSignedIn: { allowed: true, seconds: null } },
      session(720),
      null,
    ],
    [
      "as long as the longest of its parts holds",
      {
        verification: {
          kind: "assurance",
          factorMode: "2FA",
          reauthenticateSeconds: null,
          constraints: [
            {
              knowledge: aPart({ reauthenticateSeconds: 7200 }),
              possession: aPart({ reauthenticateSeconds: 600 }),
            },
          ],
        },
      },
      session(720),
      7200,
    ],
  ] as const)("%s", (_, rule, ofSession, seconds) => {
    expect(skipped(rule as AppRuleParts, ofSession)).toBe(seconds);
  });

  it.each([
    ["as long as the session lasts", { requiresFactor: true, factorPrompt: "ALWAYS" }, 43_200],
    [
      "as long as a device is remembered",
      { requiresFactor: true, factorPrompt: "DEVICE", factorLifetimeMinutes: 1440 },
      86_400,
    ],
    ["no longer where no time is given", { requiresFactor: true, factorPrompt: "SESSION" }, 43_200],
    ["without end", { session: { idleMinutes: 120, lifetimeMinutes: null, persistentCookie: false } }, null],
  ] as const)("on Classic %s", (_, rule, seconds) => {
    const { appPolicies: __, ...slices } = aSignOnOrg({
      people: [kim],
      engine: "classic",
      sessionPolicies: [theDefaultSessionPolicy(rule)],
      enrolments: kimHas("okta_sms"),
    }).slices;
    const org = { ...aSignOnOrg({ engine: "classic" }), slices };
    expect(waysOf(org).ways[0]?.skipsSeconds).toBe(seconds);
  });
});

describe("whom a rule is for", () => {
  const forKim = { ...anyone, userIds: [kim.id] };
  it.each<[string, AppRule["people"], string]>([
    ["a person by name", forKim, "Named"],
    ["a person by name who is in one of the groups", { ...forKim, groupIds: [idOf.group("Staff")] }, "Named"],
    [
      "a person by name who is in none of the groups: all that is given must hold",
      { ...forKim, groupIds: [idOf.group("Guests")] },
      "Catch-all Rule",
    ],
  ])("matches %s", (_, people, name) => {
    const org = aSignOnOrg({
      people: [kim],
      groups: { Staff: [kim.login], Guests: [] },
      appPolicies: [policyOf({ name: "Named", people, verification: asks("1FA") }, catchAll())],
      enrolments: kimHas("webauthn"),
    });
    expect(waysOf(org).ways.map(({ app }) => app?.name)).toEqual([name]);
  });
});
