import { expect, it } from "vitest";
import { classicOrg, identityOrg, parseText, problemsOf } from "../../support/baseline-text.ts";
import { itRefuses } from "../../support/refused-baselines.ts";

const session = (policies: string): string => `signOn: { sessionPolicies: [${policies}] }`;
const apps = (policies: string): string => `signOn: { appPolicies: [${policies}] }`;
const appRule = (fields: string): string =>
  apps(`{ name: Strong, rules: [{ name: Staff, ${fields} }, { name: Catch-all Rule, access: DENY }] }`);
const sessionRule = (fields: string): string =>
  session(`{ name: Workforce, groups: [Everyone], rules: [{ name: Anyone, ${fields} }] }`);

itRefuses([
  {
    says: "a session policy of nobody",
    section: session("▸{ name: Workforce, rules: [{ name: Anyone }] }"),
    problem: 'the session policy "Workforce" needs groups; without them it applies to nobody',
  },
  {
    says: "a session policy without rules",
    section: session("{ name: Workforce, groups: [Everyone], ▸rules: [] }"),
    problem: 'the session policy "Workforce" needs rules; Okta never applies a policy without one',
  },
  {
    says: "groups of the default session policy",
    section: session("{ name: Default Policy, ▸groups: [Everyone] }"),
    problem: '"Default Policy" is Okta\'s own and cannot have groups; it is for everybody',
  },
  {
    says: "a default session policy that is not last",
    section: session(
      "{ name: ▸Default Policy }, { name: Workforce, groups: [Everyone], rules: [{ name: Anyone }] }",
    ),
    problem: '"Default Policy" must be the last session policy, since Okta tries it last',
  },
  {
    says: "a default rule before another",
    section: session("{ name: Default Policy, rules: [{ name: ▸Default Rule }, { name: Anyone }] }"),
    problem: '"Default Rule" must be the last rule of "Default Policy", since Okta tries it last',
  },
  {
    says: "a default rule for some",
    section: session("{ name: Default Policy, rules: [{ name: Default Rule, ▸exceptUsers: [dana] }] }"),
    problem: '"Default Rule" is Okta\'s own and matches everybody; it cannot have exceptUsers',
  },
  {
    says: "a catch-all before another rule",
    section: apps("{ name: Strong, rules: [{ name: ▸Catch-all Rule }, { name: Staff }] }"),
    problem: '"Catch-all Rule" must be the last rule of "Strong", since Okta tries it last',
  },
  {
    says: "a catch-all with a condition",
    section: apps("{ name: Strong, rules: [{ name: Catch-all Rule, ▸network: { in: [Corp] } }] }"),
    problem: '"Catch-all Rule" is Okta\'s own and matches everybody; it cannot have network',
  },
  {
    says: "an application under two policies",
    section: apps("{ name: Strong, apps: [Payroll] }, { name: Weak, apps: [▸Payroll] }"),
    problem: 'the application "Payroll" is already named in line 3; each may be named once',
  },
  {
    says: "two app policies of one name",
    section: apps("{ name: Strong }, { name: ▸Strong }"),
    problem: 'the app policy "Strong" is already named in line 3; each may be named once',
  },
  {
    says: "two session policies of one name",
    section: session(
      "{ name: W, groups: [Everyone], rules: [{ name: A }] }, { name: ▸W, groups: [Everyone], rules: [{ name: A }] }",
    ),
    problem: 'the session policy "W" is already named in line 3; each may be named once',
  },
  {
    says: "an undeclared group of a session policy",
    section: session("{ name: Workforce, groups: [▸Staff], rules: [{ name: Anyone }] }"),
    problem: 'unknown group "Staff"; groups declares none',
  },
  {
    says: "an undeclared group that a rule leaves out",
    section: appRule("people: { exceptGroups: [▸Staff] }"),
    problem: 'unknown group "Staff"; groups declares none',
  },
  {
    says: "a person whom a rule means and leaves out, in other letters",
    section: appRule("people: { users: [dana@acme.example], exceptUsers: [▸Dana@acme.example] }"),
    problem: '"Dana@acme.example" is in users and in exceptUsers of the rule "Staff"; keep one of them',
  },
  {
    says: "a person excluded twice from a session rule",
    section: sessionRule("exceptUsers: [dana@acme.example, ▸Dana@acme.example]"),
    problem: 'the excluded person "Dana@acme.example" is already named in line 3; each may be named once',
  },
  {
    says: "a user type listed twice",
    section: appRule("people: { userTypes: [Contractor, ▸Contractor] }"),
    problem: 'the user type "Contractor" is already named in line 3; each may be named once',
  },
  {
    says: "a zone listed twice",
    section: sessionRule("network: { notIn: [Corp, ▸Corp] }"),
    problem: 'the zone "Corp" is already named in line 3; each may be named once',
  },
  {
    says: "a method listed twice",
    section: appRule("constraints: [{ possession: { methods: [webauthn, ▸webauthn] } }]"),
    problem: 'the authenticator "webauthn" is already named in line 3; each may be named once',
  },
  {
    says: "chains beside factors",
    section: appRule("▸factors: 2, chains: [[okta_password, webauthn]]"),
    problem: 'the rule "Staff" has chains, which take the place of factors; keep one of them',
  },
  {
    says: "chains beside constraints",
    section: appRule("chains: [[webauthn]], ▸constraints: [{ possession: {} }]"),
    problem: 'the rule "Staff" has chains, which take the place of constraints; keep one of them',
  },
  {
    says: "factors of a rule that denies",
    section: appRule("access: DENY, ▸factors: 2"),
    problem: 'the rule "Staff" denies access and asks for nothing; remove factors',
  },
  {
    says: "a constraint of nothing",
    section: appRule("constraints: [▸{}, { possession: { phishingResistant: true } }]"),
    problem:
      'a constraint of the rule "Staff" asks for nothing, so that the others do not count; it needs possession or knowledge',
  },
  {
    says: "a lifetime of what is not remembered",
    section: sessionRule("secondFactor: ALWAYS, ▸secondFactorLifetime: 15m"),
    problem:
      'the rule "Anyone" remembers no second factor; secondFactorLifetime needs secondFactor: SESSION or DEVICE',
  },
  {
    says: "an authenticator that nobody knows, in a chain",
    section: appRule("chains: [[okta_password, [▸web_authn, okta_verify:push]]]"),
    problem: /unknown authenticator key "web_authn" for Identity Engine, did you mean webauthn\?/,
  },
  {
    says: "a method that an authenticator does not have, in a constraint",
    section: appRule("constraints: [{ possession: { exceptMethods: [▸phone_number:push] } }]"),
    problem: /phone_number has no method "push"/,
  },
  {
    says: "four steps in a chain",
    section: appRule("chains: [▸[okta_password, webauthn, google_otp, okta_email]]"),
    problem: /.*a list is too long; at most 3 entries/,
  },
  {
    says: "a method of recovery that Okta does not have",
    section:
      "requirements: [{ id: everyone, appliesTo: { everyone: true }, recovery: { notBy: [▸pigeon] } }]",
    problem: /requirements\[0\]\.recovery\.notBy\[0\]: "pigeon" is not allowed; allowed: email, phone/,
  },
  {
    says: "a level of sign-in that is none",
    section:
      "requirements: [{ id: everyone, appliesTo: { everyone: true }, signIn: { to: any, atLeast: ▸stong } }]",
    problem: /requirements\[0\]\.signIn\.atLeast: "stong" is not allowed, did you mean strong\?/,
  },
  {
    says: "a target of sign-in that is none",
    section:
      "requirements: [{ id: everyone, appliesTo: { everyone: true }, signIn: { to: ▸console, atLeast: strong } }]",
    problem: /.*must be any, adminConsole, dashboard or \{ apps: \[label, \.\.\.\] \}/,
  },
  {
    says: "app policies on Classic",
    engine: "classic",
    section: apps("{ name: ▸Strong }"),
    problem: "the Classic Engine shows no app sign-in policies; remove it, or write engine: identity",
  },
  {
    says: "a primary factor on Classic",
    engine: "classic",
    section: sessionRule("▸primaryFactor: PASSWORD_IDP"),
    problem: "the Classic Engine has no primaryFactor; remove it",
  },
]);

it("does not ask policies and rules without a readable name for more", () => {
  expect(
    problemsOf(identityOrg("signOn: { sessionPolicies: [{}], appPolicies: [{ rules: [{ chains: [] }] }] }")),
  ).toEqual([
    expect.stringMatching(/"name" is missing/),
    expect.stringMatching(/"name" is missing/),
    expect.stringMatching(/"name" is missing/),
  ]);
});

it("judges a rule without a readable name as well", () => {
  const nameless = "signOn: { appPolicies: [{ rules: [{ access: DENY, factors: 1 }] }] }";
  expect(problemsOf(identityOrg(nameless))).toContainEqual(
    expect.stringMatching(/a rule denies access and asks for nothing; remove factors/),
  );
});

it("names an app policy of Classic that has no name at its place", () => {
  expect(problemsOf(classicOrg("signOn: { appPolicies: [{ rules: [] }] }"))).toContainEqual(
    expect.stringMatching(/^3:25: the Classic Engine shows no app sign-in policies/),
  );
});

const strong = (rule: string) => parseText(identityOrg(appRule(rule))).baseline.signOn.appPolicies[0];

it("reads a rule with Okta's defaults", () => {
  const read = parseText(
    identityOrg(
      `signOn: { sessionPolicies: [{ name: Default Policy, rules: [{ name: Default Rule }] }], appPolicies: [{ name: Any, rules: [{ name: Catch-all Rule }] }] }`,
    ),
  ).baseline.signOn;
  expect(read.sessionPolicies).toEqual([
    {
      name: "Default Policy",
      isDefault: true,
      description: null,
      groups: [],
      rules: [
        {
          name: "Default Rule",
          isSystem: true,
          network: { kind: "anywhere" },
          exceptUsers: [],
          access: "ALLOW",
          primaryFactor: "PASSWORD_IDP_ANY_FACTOR",
          secondFactor: "NEVER",
          secondFactorLifetimeMinutes: null,
          session: { idleMinutes: 120, lifetimeMinutes: null, persistentCookie: false },
        },
      ],
    },
  ]);
  expect(read.appPolicies).toEqual([
    {
      name: "Any",
      description: null,
      apps: null,
      rules: [
        {
          name: "Catch-all Rule",
          isCatchAll: true,
          people: {
            groups: [],
            exceptGroups: [],
            users: [],
            exceptUsers: [],
            userTypes: [],
            exceptUserTypes: [],
          },
          network: { kind: "anywhere" },
          device: "ANY",
          platforms: [],
          risk: "ANY",
          expression: null,
          access: "ALLOW",
          verification: { kind: "assurance", factors: 2, constraints: [] },
          reauthenticateSeconds: 7200,
        },
      ],
    },
  ]);
});

it.each([
  ["ALWAYS", 0],
  ["SESSION", null],
  ["12h", 43_200],
  ["0", 0],
])("reads reauthenticateEvery: %s as %s seconds", (written, seconds) => {
  expect(strong(`reauthenticateEvery: ${written}`)?.rules[0]?.reauthenticateSeconds).toBe(seconds);
});

it("reads constraints with what Okta takes for granted", () => {
  const rule = strong(
    "constraints: [{ possession: { phishingResistant: true, userPresence: false } }, { knowledge: { types: [password] } }]",
  );
  expect(rule?.rules[0]?.verification).toEqual({
    kind: "assurance",
    factors: 2,
    constraints: [
      {
        possession: {
          phishingResistant: true,
          hardwareProtected: false,
          userVerification: false,
          userPresence: false,
          deviceBound: false,
          methods: [],
          exceptMethods: [],
        },
        knowledge: null,
      },
      { possession: null, knowledge: { types: ["password"], methods: [] } },
    ],
  });
});

it("reads chains, one authenticator or several a step", () => {
  const rule = strong("chains: [[okta_password, [webauthn, okta_verify:signed_nonce]]]");
  expect(rule?.rules[0]?.verification).toEqual({
    kind: "chains",
    chains: [[["okta_password"], ["webauthn", "okta_verify:signed_nonce"]]],
  });
});

it("reads how long a second factor is remembered, a quarter of an hour unless said", () => {
  const remembered = (fields: string) =>
    parseText(identityOrg(sessionRule(fields))).baseline.signOn.sessionPolicies[0]?.rules[0];
  expect(remembered("secondFactor: DEVICE")?.secondFactorLifetimeMinutes).toBe(15);
  expect(remembered("secondFactor: SESSION, secondFactorLifetime: 1h")).toMatchObject({
    secondFactorLifetimeMinutes: 60,
  });
  expect(remembered("session: { lifetime: 12h, idle: 0 }")?.session).toEqual({
    idleMinutes: 0,
    lifetimeMinutes: 720,
    persistentCookie: false,
  });
});

it("has no primary factor on Classic", () => {
  const read = parseText(classicOrg(sessionRule("access: ALLOW"))).baseline.signOn;
  expect(read.sessionPolicies[0]?.rules[0]?.primaryFactor).toBeNull();
});

it.each([
  [
    "{ to: { apps: [Payroll] }, atLeast: strong, from: { notIn: [Corp] }, reauthenticateWithin: 12h }",
    {
      to: { kind: "apps", apps: ["Payroll"] },
      atLeast: "strong",
      fromOutside: ["Corp"],
      openEnrollment: false,
      reauthenticateWithinMs: 43_200_000,
    },
  ],
  [
    "{ to: adminConsole, atLeast: phishing-resistant, openEnrollment: true }",
    {
      to: { kind: "adminConsole" },
      atLeast: "phishing-resistant",
      fromOutside: [],
      openEnrollment: true,
      reauthenticateWithinMs: null,
    },
  ],
])("reads signIn: %s", (written, meant) => {
  const read = parseText(
    identityOrg(`requirements: [{ id: a, appliesTo: { everyone: true }, signIn: ${written} }]`),
  );
  expect(read.baseline.requirements[0]?.signIn).toEqual(meant);
});

it("lays session policies over those that a file extends, by name, Okta's own staying last", () => {
  const below = `version: 1
org: { engine: identity }
signOn:
  sessionPolicies:
    - { name: Guests, groups: [Everyone], rules: [{ name: Anyone }] }
    - { name: Default Policy, rules: [{ name: Default Rule, access: DENY }] }
  appPolicies: [{ name: Strong, apps: [Payroll] }]
`;
  const over = `version: 1
extends: common.yaml
signOn:
  sessionPolicies:
    - { name: Workforce, groups: [Everyone], rules: [{ name: Anyone }] }
    - { name: Default Policy }
  appPolicies: [{ name: Strong, rules: [{ name: Catch-all Rule }] }, { name: Weak }]
`;
  const { signOn } = parseText(over, { "common.yaml": below }).baseline;
  expect(signOn.sessionPolicies.map(({ name }) => name)).toEqual(["Workforce", "Guests", "Default Policy"]);
  expect(signOn.sessionPolicies[2]?.rules[0]?.access).toBe("DENY");
  expect(signOn.appPolicies.map(({ name, apps: labels }) => [name, labels])).toEqual([
    ["Strong", ["Payroll"]],
    ["Weak", null],
  ]);
});
