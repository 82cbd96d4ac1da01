import { describe, expect, it } from "vitest";
import { adoptOrg } from "../../../src/answers/adopt/adopt-org.ts";
import { stackImports } from "../../../src/answers/adopt/stack-imports.ts";
import { summariseAdoption } from "../../../src/answers/adopt/summarise-adoption.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import type { PolicyId, UserTypeId } from "../../../src/model/ids.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import { aPerson, aPolicy, enrolments, idOf, network, theDefaultPolicy } from "../../support/org-builder.ts";
import {
  type AppRuleParts,
  anApp,
  anAppPolicy,
  anyone,
  aPart,
  aSessionPolicy,
  asks,
  catchAll,
  chained,
  has,
  knows,
  type SessionRuleParts,
  theDefaultSessionPolicy,
} from "../../support/sign-on-builder.ts";
import { aSignOnOrg, type SignOnParts, traits, userTypes } from "../../support/sign-on-org.ts";

const checks = (await loadChecks()).filter(({ needsStack }) => needsStack !== true);
const now = new Date("2026-03-01T12:00:00.000Z");
const [nia, omar] = ["nia@acme.example", "omar@acme.example"];

/** Two people with a key each, a zone and a group. */
const acme = (parts: SignOnParts = {}): OrgSnapshot =>
  aSignOnOrg({
    people: [nia, omar].map((login) => aPerson(login, { signOn: traits() })),
    groups: { Staff: [nia, omar] },
    zones: ["Corp"],
    adminRoles: { users: { [nia]: ["SUPER_ADMIN"] } },
    enrolments: { [nia]: enrolments(["webauthn"]), [omar]: enrolments(["webauthn"]) },
    mapped: [],
    ...parts,
  });

const adopt = (org: OrgSnapshot, maxExemptions = 50) =>
  adoptOrg({ org, now, checks, exemptForDays: 30, maxExemptions });

/** The lines of the section `signOn`. */
function signOnOf(org: OrgSnapshot): string {
  const { text, evaluation } = adopt(org);
  expect(evaluation.findings.filter(({ status }) => status === "open" || status === "unknown")).toEqual([]);
  return /^signOn:\n(?: .*\n)*/m.exec(text)?.[0] ?? "";
}

const odditiesOf = (org: OrgSnapshot) =>
  adopt(org).oddities.flatMap(({ subject, words }) =>
    /^it (lets people enroll|is in effect)/.test(words) ? [] : [`${subject}: ${words}`],
  );

const withSession = (rule: SessionRuleParts, rest: SignOnParts = {}) =>
  acme({
    sessionPolicies: [aSessionPolicy("Workforce", ["Staff"], [rule]), theDefaultSessionPolicy()],
    ...rest,
  });
const withApp = (rule: AppRuleParts, last: AppRuleParts = {}) =>
  acme({
    appPolicies: [anAppPolicy("Strong", [rule, catchAll(last)])],
    mapped: [anApp("Payroll", "Strong")],
  });

describe("session policies", () => {
  it("are declared in their order, with all that a rule says", () => {
    const org = acme({
      sessionPolicies: [
        aSessionPolicy(
          "Workforce",
          ["Staff"],
          [
            {
              name: "In the office",
              network: network.in("Corp"),
              excludedUserIds: [idOf.user(omar)],
              primaryFactor: "PASSWORD_IDP",
              requiresFactor: true,
              factorPrompt: "DEVICE",
              factorLifetimeMinutes: 480,
              session: { idleMinutes: 15, lifetimeMinutes: null, persistentCookie: true },
            },
            { name: "Nobody else", access: "DENY" },
          ],
          { description: "Everybody at work" },
        ),
        theDefaultSessionPolicy({ requiresFactor: true, factorPrompt: "ALWAYS" }),
      ],
    });
    expect(signOnOf(org)).toBe(`signOn:
  sessionPolicies:
    - name: Workforce # 00p-Workforce
      description: Everybody at work
      groups: [Staff]
      rules:
        - name: In the office # rul-Workforce/In the office
          network: {in: [Corp]}
          exceptUsers: [omar@acme.example]
          primaryFactor: PASSWORD_IDP
          secondFactor: DEVICE
          secondFactorLifetime: 8h
          session: {idle: 15m, lifetime: none, persistentCookie: true}
        - name: Nobody else # rul-Workforce/Nobody else
          access: DENY
    - name: Default Policy # 00p-Default Policy
      rules:
        - name: Default Rule # rul-Default Policy/Default Rule
          primaryFactor: PASSWORD_IDP_ANY_FACTOR
          secondFactor: ALWAYS
          session: {idle: 2h, lifetime: 12h}
`);
  });

  it.each<readonly [SessionRuleParts, string]>([
    [{ status: "INACTIVE" }, "it is INACTIVE; not declared"],
    [
      { unmodelled: ["conditions.moon"] },
      "it has what a baseline cannot say (conditions.moon); not declared",
    ],
    [{ authType: "RADIUS" }, "it is only for sign-ins by RADIUS; not declared"],
    [{ risk: "HIGH", behaviors: ["beh1"] }, "it is only for risk HIGH, behaviors beh1; not declared"],
    [{ system: true }, "its name is that of another rule of Okta's; not declared"],
    [{ primaryFactor: null }, "Okta does not show its primary factor; not declared"],
    [{ requiresFactor: true }, "Okta does not show when it asks for a second factor; not declared"],
    [
      { requiresFactor: true, factorPrompt: "SESSION" },
      "Okta does not show how long it remembers a second factor; not declared",
    ],
    [{ network: network.in("Gone") }, "it names a zone that cannot be named; not declared"],
    [{ name: "a\nb" }, "its name has a control character or a line break in it; not declared"],
  ])("leave out a rule that a baseline cannot say: %j", (rule, words) => {
    const name = `Workforce / ${rule.name ?? "Anyone"}`;
    expect(odditiesOf(withSession(rule))).toContain(`${name}: ${words}`);
    expect(odditiesOf(withSession(rule))).toContain(
      "Workforce: it has no rule that a baseline can say; not declared",
    );
    expect(signOnOf(withSession(rule))).not.toContain("Workforce");
  });

  it.each([
    [{ status: "INACTIVE" }, "it is INACTIVE"],
    [{ rules: null }, "its rules were not read"],
    [{ unmodelled: ["x"] }, "it has what a baseline cannot say (x)"],
    [{ name: "Default Policy" }, "it has the name of Okta's own policy"],
    [{ groupIds: [] }, "it is for no group"],
    [{ groupIds: [idOf.group("Gone")] }, "a group of it cannot be named"],
  ])("are left out with %j", (change, words) => {
    const one = { ...aSessionPolicy("Workforce", ["Staff"]), ...change };
    const org = acme({ sessionPolicies: [one, theDefaultSessionPolicy()] });
    expect(odditiesOf(org)).toContain(`${one.name}: ${words}; not declared`);
  });

  it("leave out Okta's own where it has another name, or no rule that can be said", () => {
    const renamed = { ...theDefaultSessionPolicy(), name: "Standard" };
    expect(odditiesOf(acme({ sessionPolicies: [renamed] }))).toContain(
      "Standard: Okta's own policy has another name; not declared",
    );
    expect(signOnOf(acme({ sessionPolicies: [theDefaultSessionPolicy({ status: "INACTIVE" })] }))).toBe("");
  });

  it("are adopted on Classic, where no factor comes first", () => {
    const org = acme({
      engine: "classic",
      sessionPolicies: [theDefaultSessionPolicy({ primaryFactor: null })],
      policies: [theDefaultPolicy({ okta_password: "REQUIRED" })],
    });
    expect(adopt(org).text).toContain("name: Default Rule");
    expect(adopt(org).text).not.toContain("primaryFactor");
    expect(adopt(org).signIn).toEqual([]);
  });
});

describe("app policies", () => {
  it("are declared with their applications and all that a rule says", () => {
    const org = acme({
      appPolicies: [
        anAppPolicy(
          "Strong",
          [
            {
              name: "Managed",
              people: {
                ...anyone,
                groupIds: [idOf.group("Staff")],
                exceptUserIds: [idOf.user(omar)],
                userTypeIds: ["otyContractor" as UserTypeId],
              },
              network: network.notIn("Corp"),
              device: { registered: true, managed: true, assuranceIds: [] },
              platforms: [{ type: "DESKTOP", os: "MACOS" }],
              risk: "LOW",
              expression: 'user.profile.department == "Finance"',
              verification: asks("1FA", [
                has(
                  aPart(
                    { only: [{ key: "okta_verify", id: null, method: "signed_nonce" }] },
                    { phishingResistant: true, userPresence: false },
                  ),
                ),
                knows(aPart({ types: ["password"] })),
              ]),
            },
            { name: "Chained", verification: chained([["okta_password"], ["webauthn", "okta_verify:push"]]) },
            { name: "Registered", device: { registered: true, managed: false, assuranceIds: [] } },
            { name: "Nobody", access: "DENY", verification: null },
            catchAll({
              verification: asks("2FA", [
                has(aPart({ required: false, except: [{ key: "phone_number", id: null, method: "sms" }] })),
              ]),
            }),
          ],
          { description: "Keys" },
        ),
      ],
      mapped: [
        anApp("Wiki", "Strong"),
        anApp("Payroll", "Strong"),
        anApp("Off", "Strong", { status: "INACTIVE" }),
        anApp("Okta Dashboard", "Strong", { name: "okta_enduser" }),
      ],
    });
    const text = signOnOf(org);
    expect(text.slice(text.indexOf("  appPolicies:"))).toBe(`  appPolicies:
    - name: Strong # 00p-Strong
      description: Keys
      apps:
        - Payroll # 0oa-Payroll
        - Wiki # 0oa-Wiki
      rules:
        - name: Managed # rul-Strong/Managed
          people:
            groups: [Staff]
            exceptUsers: [omar@acme.example]
            userTypes: [otyContractor]
          network: {notIn: [Corp]}
          device: MANAGED
          platforms: [MACOS]
          risk: LOW
          expression: user.profile.department == "Finance"
          factors: 1
          constraints:
            - {possession: {phishingResistant: true, userPresence: false, methods: [okta_verify:signed_nonce]}}
            - {knowledge: {types: [password]}}
          reauthenticateEvery: 2h
        - name: Chained # rul-Strong/Chained
          chains:
            - - okta_password
              - [okta_verify:push, webauthn]
          reauthenticateEvery: 2h
        - name: Registered # rul-Strong/Registered
          device: REGISTERED
          factors: 2
          reauthenticateEvery: 2h
        - name: Nobody # rul-Strong/Nobody
          access: DENY
        - name: Catch-all Rule # rul-Strong/Catch-all Rule
          factors: 2
          constraints:
            - {possession: {exceptMethods: [phone_number:sms]}}
          reauthenticateEvery: 2h
`);
  });

  const plain = { kind: "assurance", factorMode: "2FA", reauthenticateSeconds: 7200 } as const;
  const ofPart = (part: ReturnType<typeof aPart>): AppRuleParts => ({
    verification: asks("2FA", [has(part)]),
  });
  const ofKnowledge = (part: ReturnType<typeof aPart>): AppRuleParts => ({
    verification: asks("2FA", [knows(part)]),
  });

  it.each<readonly [string, AppRuleParts, string]>([
    ["off", { status: "INACTIVE" }, "it is INACTIVE"],
    ["unmodelled", { unmodelled: ["x"] }, "it has what a baseline cannot say (x)"],
    ["named as Okta's", { name: "Catch-all Rule" }, "its name is that of another rule of Okta's"],
    [
      "assured",
      { device: { registered: true, managed: false, assuranceIds: ["dae1"] } },
      "it asks for an assured device",
    ],
    [
      "managed only",
      { device: { registered: false, managed: true, assuranceIds: [] } },
      "it asks for a managed device that is not registered",
    ],
    [
      "a strange platform",
      { platforms: [{ type: "DESKTOP", os: "AMIGA" }] },
      "it is for platforms without a name (DESKTOP/AMIGA)",
    ],
    ["a lost zone", { network: network.in("Gone") }, "it names a zone that cannot be named"],
    [
      "a lost group",
      { people: { ...anyone, exceptGroupIds: [idOf.group("Gone")] } },
      "it names a group that cannot be named",
    ],
    [
      "in and out",
      { people: { ...anyone, groupIds: [idOf.group("Staff")], exceptGroupIds: [idOf.group("Staff")] } },
      'a baseline refuses it: "Staff" is in groups and in exceptGroups of the rule "Rule 1"; keep one of them',
    ],
    ["nothing shown", { verification: null }, "Okta does not show what it asks for"],
    ["proofing", { verification: { kind: "other", type: "ID_PROOFING" } }, "it asks by ID_PROOFING"],
    ["three factors", { verification: { ...plain, factorMode: "3FA", constraints: [] } }, "it asks for 3FA"],
    [
      "two times",
      {
        verification: {
          ...plain,
          constraints: [has(aPart({ reauthenticateSeconds: 0 })), knows(aPart())],
        },
      },
      "its parts hold for different times",
    ],
    ["kinds of possession", ofPart(aPart({ types: ["app"] })), "it names kinds of possession"],
    ["a part not required", ofPart(aPart({ required: false })), "Okta shows a part of it as not required"],
    ["limits of knowledge", ofKnowledge(aPart({ required: false })), "it only limits what somebody knows"],
    [
      "methods of knowledge",
      ofKnowledge(aPart({ types: ["password"], methods: ["pin"] })),
      "it names methods of knowledge",
    ],
    ["kinds of knowledge", ofKnowledge(aPart({ types: ["pin"] })), "it names the kinds pin"],
    [
      "a demand in a chain",
      {
        verification: {
          kind: "chains",
          reauthenticateSeconds: 0,
          chains: [
            [
              {
                anyOf: [
                  {
                    key: "okta_verify",
                    id: null,
                    method: "push",
                    demands: {
                      deviceBound: false,
                      hardwareProtected: false,
                      phishingResistant: true,
                      userVerification: false,
                      userPresence: true,
                    },
                  },
                ],
              },
            ],
          ],
        },
      },
      "a step of its chains asks more of a method",
    ],
  ])("leave out a rule that a baseline cannot say: %s", (_what, rule, words) => {
    const org = withApp(rule);
    expect(odditiesOf(org)).toContain(`Strong / ${rule.name ?? "Rule 1"}: ${words}; not declared`);
    expect(signOnOf(org)).toContain("Strong");
    // The list of rules would take it away: it is not imported, and made of those that are declared.
    const imports = stackImports(org, adopt(org).adopted).map(({ type }) => type);
    expect(imports).not.toContain("okta:app/signonPolicyRules:SignonPolicyRules");
  });

  it.each([
    [{ status: "INACTIVE" }, "it is INACTIVE"],
    [{ rules: null }, "its rules were not read"],
    [{ unmodelled: ["x"] }, "it has what a baseline cannot say (x)"],
  ])("are left out with %j", (change, words) => {
    const org = acme({ appPolicies: [{ ...anAppPolicy("Strong", [catchAll()]), ...change }] });
    expect(odditiesOf(org)).toContain(`Strong: ${words}; not declared`);
  });

  const withTypes = (robots: string, shown: string) =>
    userTypes({ otyB: [robots, "Robots"], otyA: ["guest", shown] });
  const listed = (second: string) => `- guest # otyA\n              - ${second}\n`;

  it.each<readonly [string, SignOnParts["userTypes"], string]>([
    ["by name, each with its id", withTypes("robot", "Guest"), listed("robot # otyB")],
    ["by id where another is shown by the name", withTypes("robot", "robot"), listed("otyB")],
    ["by id where the name reads as an id", withTypes("oty", "Guest"), listed("otyB")],
    ["by id where a type is gone", userTypes({ otyA: ["guest", "Guest"] }), listed("otyB")],
    ["by id where they were not read", undefined, " [otyA, otyB]\n"],
  ])("name user types %s, and are in line with what is live", (_what, types, written) => {
    const people = { ...anyone, exceptUserTypeIds: ["otyB", "otyA"].map((id) => id as UserTypeId) };
    const org = acme({
      appPolicies: [anAppPolicy("Strong", [{ people }, catchAll()])],
      mapped: [anApp("Payroll", "Strong")],
      ...(types && { userTypes: types }),
    });
    expect(signOnOf(org)).toContain(written);
  });

  it("leave out an application whose label another one has, and the account management policy altogether", () => {
    const org = acme({
      appPolicies: [
        anAppPolicy("Strong", [catchAll()]),
        anAppPolicy("Account", [catchAll()], { resourceType: "END_USER_ACCOUNT_MANAGEMENT" }),
      ],
      mapped: [anApp("Payroll", "Strong"), { ...anApp("Payroll", "Strong"), id: "0oaTwo" as never }],
    });
    expect(odditiesOf(org)).toContain('Payroll: another one has its name; not declared under "Strong"');
    expect(signOnOf(org)).not.toContain("Account");
  });
});

describe("what looks accidental", () => {
  it.each<readonly [string, OrgSnapshot, string]>([
    [
      "a session without end",
      withSession({ session: { idleMinutes: 120, lifetimeMinutes: null, persistentCookie: false } }),
      "Workforce / Anyone: a session has no end while it is used",
    ],
    ["a name", withSession({ name: "Old rule" }), 'Workforce / Old rule: its name says "Old"'],
    [
      "a rule with one factor",
      withApp({ verification: asks("1FA") }),
      "Strong / Rule 1: it lets people in with one factor that can be phished, for Payroll",
    ],
    [
      "a chain of one",
      withApp({ verification: chained([["okta_password"]]) }),
      "Strong / Rule 1: it lets people in with one factor that can be phished, for Payroll",
    ],
    [
      "a catch-all with one factor",
      withApp({}, { verification: asks("1FA", [has()]) }),
      "Strong / Catch-all Rule: it lets everybody else in with one factor that can be phished, for Payroll",
    ],
  ])("is listed: %s", (_what, org, line) => {
    expect(odditiesOf(org)).toContain(line);
  });

  it("names the first three applications of a weak rule", () => {
    const org = acme({
      appPolicies: [anAppPolicy("Test", [catchAll({ verification: asks("1FA") })])],
      mapped: ["A", "B", "C", "D", "E"].map((label) => anApp(label, "Test")),
    });
    expect(odditiesOf(org)).toEqual(
      expect.arrayContaining([
        'Test: its name says "Test"',
        "Test / Catch-all Rule: it lets everybody else in with one factor that can be phished, for A, B, C and 2 more",
      ]),
    );
  });

  it.each<readonly [string, AppRuleParts]>([
    ["a key alone", { verification: asks("1FA", [has(aPart({}, { phishingResistant: true }))]) }],
    [
      "a registered device",
      { verification: asks("1FA"), device: { registered: true, managed: false, assuranceIds: [] } },
    ],
    [
      "a password and something had",
      { verification: asks("1FA", [{ possession: aPart(), knowledge: aPart() }]) },
    ],
  ])("is not %s", (_what, rule) => {
    expect(odditiesOf(withApp(rule))).toEqual([]);
  });
});

describe("what sign-in is to ask for", () => {
  const keys = asks("2FA", [has(aPart({}, { phishingResistant: true }))]);
  const org = acme({
    appPolicies: [
      anAppPolicy("Payroll (strict)", [catchAll({ verification: keys })]),
      anAppPolicy("payroll: strict", [catchAll({ verification: keys })]),
      anAppPolicy("¿?", [catchAll({ verification: keys })]),
      anAppPolicy("Any two factors", [catchAll()], { system: true }),
    ],
    mapped: [
      anApp("Payroll", "Payroll (strict)"),
      anApp("Ledger", "payroll: strict"),
      anApp("Vault", "¿?"),
      anApp("Wiki", "Any two factors"),
    ],
    enrolments: {
      [nia]: enrolments(["webauthn"]),
      [omar]: enrolments(["webauthn", "google_otp"]),
    },
  });

  it("is proposed of all applications, and more of those under a stricter policy", () => {
    const { signIn, baseline, text } = adopt(org);
    expect(signIn.map(({ id, chosen }) => [id, chosen?.level])).toEqual([
      ["sign-in", "strong"],
      ["sign-in-payroll-strict", "phishing-resistant"],
      ["sign-in-payroll-strict-n2", "phishing-resistant"],
      ["sign-in-apps", "phishing-resistant"],
    ]);
    expect(text).toContain("  # Stricter: 1 people are not asked for a phishing-resistant factor.");
    const ids = baseline.requirements.map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith("sign-in"))).toEqual(signIn.map(({ id }) => id));
    const { requirements } = summariseAdoption(adopt(org), org);
    expect(requirements.find(({ id }) => id === "sign-in")).toMatchObject({
      title:
        "Whoever signs in to any application is asked for two kinds of factor without SMS, voice, e-mail and questions",
      stricter: [{ lacking: 1 }],
    });
  });

  it("is nothing where most people miss even the lowest level, and says so", () => {
    const weak = acme({
      appPolicies: [anAppPolicy("Strong", [catchAll({ verification: asks("1FA") })])],
      mapped: [anApp("Payroll", "Strong")],
    });
    const { signIn, baseline } = adopt(weak);
    expect(signIn).toMatchObject([{ id: "sign-in", chosen: null }]);
    expect(baseline.requirements.some(({ signIn: asked }) => asked !== null)).toBe(false);
    expect(summariseAdoption(adopt(weak), weak).notAsked).toContainEqual({
      title: "Whoever signs in to any application is asked for two kinds of factor",
      lacking: 2,
    });
  });
});

it("names platforms for which Pulumi's provider has no word", () => {
  const org = withApp({ platforms: [{ type: "DESKTOP", os: "LINUX" }] });
  expect(odditiesOf(org)).toContain(
    "Strong / Rule 1: Pulumi's Okta provider has no setting for the platforms LINUX: `pulumi up` refuses the baseline while it says so",
  );
});

it("is imported by the ids that the provider takes, without what Okta made", () => {
  const org = acme({
    sessionPolicies: [aSessionPolicy("Workforce", ["Staff"]), theDefaultSessionPolicy()],
    appPolicies: [
      anAppPolicy("Strong", [{ name: "Keys" }, catchAll()]),
      anAppPolicy("Okta Dashboard", [catchAll()]),
      anAppPolicy("Bare", [catchAll({ unmodelled: ["x"] })], { id: "rstBare" as PolicyId }),
    ],
    mapped: [anApp("Payroll", "Strong"), anApp("Wiki", "Okta Dashboard")],
  });
  const imports = stackImports(org, adopt(org).adopted).filter(({ type }) => /sign|policyAssign/i.test(type));
  expect(imports.map(({ type, name, id }) => `${type.split(":").at(-1)} ${name} ${id}`)).toEqual([
    "Signon mfa/Workforce 00p-Workforce",
    "RuleSignon mfa/Workforce / Anyone 00p-Workforce/rul-Workforce/Anyone",
    "AppSignonPolicy mfa/Bare rstBare",
    "AppSignonPolicy mfa/Strong 00p-Strong",
    "SignonPolicyRules mfa/Okta Dashboard 00p-Okta Dashboard",
    "SignonPolicyRules mfa/Strong 00p-Strong",
    "AccessPolicyAssignment mfa/Wiki 0oa-Wiki",
    "AccessPolicyAssignment mfa/Payroll 0oa-Payroll",
  ]);
});

describe("the enrolment side in full", () => {
  it("has methods, terms and the groups that a filling rule leaves out", () => {
    const policy = aPolicy("Staff", {
      groups: ["Staff"],
      settings: { okta_password: "REQUIRED", webauthn: "REQUIRED" },
    });
    const settings = policy.settings.map((one) =>
      one.key === "webauthn"
        ? {
            ...one,
            gracePeriod: { kind: "skips" as const, count: 3 },
            allowedGroups: ["YubiKey5", "Feitian"],
          }
        : { ...one, gracePeriod: { kind: "until" as const, at: "2027-01-31T23:59:59.000Z" } },
    );
    const org = acme({
      groups: { Staff: [nia, omar], Guests: [] },
      policies: [{ ...policy, settings }, theDefaultPolicy({ okta_password: "REQUIRED" })],
      groupRules: [
        {
          id: idOf.groupRule("Fill"),
          name: "Fill",
          status: "ACTIVE",
          expression: "true",
          groupIds: [idOf.group("Staff")],
          excludedUserIds: [],
          excludedGroupIds: [idOf.group("Guests")],
        },
      ],
    });
    const { text } = adopt(org);
    expect(text).toContain("okta_password: {enroll: REQUIRED, gracePeriod: {until: 2027-01-31}}");
    expect(text).toContain(
      "webauthn: {enroll: REQUIRED, gracePeriod: {skips: 3}, allowedGroups: [Feitian, YubiKey5]}",
    );
    expect(text).toContain("phone_number: {status: ACTIVE, methods: {sms: ACTIVE, voice: ACTIVE}}");
    expect(text).toContain("exceptGroups: [Guests]");
    expect(text).toContain("- name: Guests");
    expect(odditiesOf(org)).toEqual(
      expect.arrayContaining([
        "Fill: Pulumi's Okta provider has no setting for groups that a filling rule leaves out: `pulumi up` refuses the baseline while it says so",
        "Staff: Pulumi's Okta provider has no setting for grace periods (okta_password, webauthn): `pulumi up` refuses the baseline while it says so",
      ]),
    );
  });

  it("leaves out a filling rule that leaves out a group which cannot be named", () => {
    const org = acme({
      policies: [
        aPolicy("Staff", { groups: ["Staff"], settings: { okta_password: "REQUIRED" } }),
        theDefaultPolicy({ okta_password: "REQUIRED" }),
      ],
      groupRules: [
        {
          id: idOf.groupRule("Fill"),
          name: "Fill",
          status: "ACTIVE",
          expression: "true",
          groupIds: [idOf.group("Staff")],
          excludedUserIds: [],
          excludedGroupIds: [idOf.group("Gone")],
        },
      ],
    });
    expect(odditiesOf(org)).toContain("Fill: it excludes a group that cannot be named; not declared");
  });
});
