import { describe, expect, it } from "vitest";
import { adoptOrg } from "../../../src/answers/adopt/adopt-org.ts";
import { stackImports } from "../../../src/answers/adopt/stack-imports.ts";
import { summariseAdoption } from "../../../src/answers/adopt/summarise-adoption.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import {
  aGroup,
  aGroupRule,
  anOrg,
  aPerson,
  aPolicy,
  enrolments,
  idOf,
  network,
  type OrgParts,
  theDefaultPolicy,
  without,
} from "../../support/org-builder.ts";

const checks = (await loadChecks()).filter(({ needsStack }) => needsStack !== true);
const now = new Date("2026-03-01T12:00:00.000Z");
const staff = ["nia@acme.example", "omar@acme.example", "dana@acme.example", "mei@acme.example"];
const [nia, omar, dana, mei] = staff as [string, string, string, string];

const settings = { okta_password: "REQUIRED", okta_verify: "OPTIONAL", webauthn: "OPTIONAL" };

/** Four people under one policy; Nia administers, and everybody has a key. */
const acme = (change: OrgParts = {}): OrgSnapshot =>
  anOrg({
    people: staff.map((login) => aPerson(login)),
    groups: { Staff: staff },
    policies: [aPolicy("Staff", { groups: ["Staff"], settings }), theDefaultPolicy(settings)],
    authenticators: { okta_password: "ACTIVE", okta_verify: "ACTIVE", webauthn: "ACTIVE" },
    adminRoles: { users: { [nia]: ["SUPER_ADMIN"] } },
    enrolments: Object.fromEntries(staff.map((login) => [login, enrolments(["webauthn"])])),
    ...change,
  });

const adopt = (org: OrgSnapshot, maxExemptions = 50) =>
  adoptOrg({ org, now, checks, exemptForDays: 30, maxExemptions });

const summaryOf = (org: OrgSnapshot, maxExemptions = 50) => summariseAdoption(adopt(org, maxExemptions), org);

describe("an adopted baseline", () => {
  it("declares what is live, with ids behind names, and is in line", () => {
    const { text, evaluation } = adopt(acme());
    expect(evaluation.summary.verdict).toBe("in-line");
    expect(
      text,
    ).toBe(`# What https://acme.okta.com is like, as \`plumbline adopt\` found it: review it before you rely on it.
# The comment behind a name is its id in Okta.

version: 1
org:
  engine: identity
groups:
  - name: Staff # 00g-Staff
authenticators:
  okta_password: ACTIVE
  okta_verify: {status: ACTIVE, methods: {push: ACTIVE, signed_nonce: ACTIVE, totp: ACTIVE}}
  webauthn: ACTIVE
enrollmentPolicies:
  - name: Staff # 00p-Staff
    groups: [Staff]
    authenticators:
      okta_password: REQUIRED
      okta_verify: OPTIONAL
      webauthn: OPTIONAL
    rules:
      - name: Enroll at sign-in # 0pr-Staff/Enroll at sign-in
        enroll: CHALLENGE
  - name: Default Policy # 00p-Default Policy
    authenticators:
      okta_password: REQUIRED
      okta_verify: OPTIONAL
      webauthn: OPTIONAL
requirements:
  - id: admins
    title: Administrators have a phishing-resistant factor
    appliesTo: {adminRoles: any}
    governedBy: [Staff]
    factors:
      phishingResistant: true
    within: 24h
    severity: critical
  - id: everyone
    title: Everyone who signs in has a phishing-resistant factor
    appliesTo: {everyone: true}
    governedBy: [Staff]
    factors:
      phishingResistant: true
    within: 24h
    severity: high
`);
  });

  it("exempts whoever lacks something today, until a day, for somebody to answer for", () => {
    const { text, evaluation } = adopt(
      acme({
        enrolments: {
          [nia]: enrolments(["webauthn"]),
          [omar]: enrolments(["webauthn"]),
          [dana]: enrolments(["webauthn"]),
          [mei]: enrolments([]),
        },
      }),
    );
    expect(text).toContain(`exemptions:
  - user: mei@acme.example # 00u-mei@acme.example
    requirement: everyone
    until: 2026-03-31
    reason: adopted
    owner: TODO
`);
    expect(evaluation.summary).toMatchObject({ verdict: "in-line", findings: 0, exempted: 1 });
    expect(evaluation.findings.filter(({ status }) => status === "pending")).toMatchObject([
      { check: "exemption-stale", message: "1 exemption or accepted deviation has no owner yet." },
    ]);
  });

  it("asks for less where too many people would be exempted, and says so", () => {
    const org = acme({
      enrolments: Object.fromEntries(staff.map((login) => [login, enrolments(["okta_verify:push"])])),
    });
    const { text, evaluation } = adopt(org, 2);
    expect(evaluation.summary.verdict).toBe("in-line");
    expect(text).toContain(`  # Stricter: 4 people do not have a phishing-resistant factor that they can use.
  - id: everyone
    title: Everyone who signs in has a strong factor`);
    expect(summaryOf(org, 2).requirements[1]?.stricter).toEqual([
      { title: "Everyone who signs in has a phishing-resistant factor", lacking: 4 },
    ]);
  });

  it("asks for nothing where even the weakest level is missed by too many", () => {
    const org = acme({ enrolments: Object.fromEntries(staff.map((login) => [login, enrolments([])])) });
    const summary = summaryOf(org, 0);
    expect(summary.notAsked.map(({ title }) => title)).toEqual([
      "Administrators have a strong factor",
      "Everyone who signs in has a strong factor",
    ]);
    expect(summary.left).toEqual([]);
  });

  it.each<[string, OrgParts, string]>([
    [
      "a policy that is off",
      { policies: [aPolicy("Old", { groups: ["Staff"], status: "INACTIVE" }), theDefaultPolicy(settings)] },
      "enrollment-policy-unmanaged",
    ],
    [
      "a policy for an empty group",
      {
        groups: { Staff: staff, Nobody: [] },
        policies: [
          aPolicy("Staff", { groups: ["Staff"], settings }),
          aPolicy("Test", { groups: ["Nobody"], settings, priority: 2 }),
          theDefaultPolicy(settings),
        ],
      },
      "enrollment-policy-unreachable",
    ],
    [
      "a rule that is off",
      {
        policies: [
          aPolicy("Staff", {
            groups: ["Staff"],
            settings,
            rules: [{}, { name: "Old", status: "INACTIVE" }],
          }),
          theDefaultPolicy(settings),
        ],
      },
      "enrollment-rule-unmanaged",
    ],
    [
      "a group that is gone from a policy",
      {
        policies: [aPolicy("Staff", { groups: ["Staff", "Deleted"], settings }), theDefaultPolicy(settings)],
      },
      "enrollment-policy-groups",
    ],
  ])("lets %s stand until a day", (_, change, check) => {
    const { asked, evaluation } = adopt(acme(change));
    expect(asked.accepted.map((one) => one.check)).toEqual([check]);
    expect(evaluation.summary).toMatchObject({ verdict: "in-line", findings: 0, unknown: 0 });
  });

  it("declares zones, excluded people and groups of a directory by name", () => {
    const org = acme({
      zones: ["Corp"],
      groups: { Staff: staff },
      policies: [
        aPolicy("Staff", {
          groups: ["Staff"],
          settings,
          rules: [
            { name: "Office", network: network.in("Corp"), excludedUserIds: [idOf.user(mei)] },
            { name: "Elsewhere", enroll: "NEVER" },
          ],
        }),
        theDefaultPolicy(settings),
      ],
    });
    const groups = [aGroup("Everyone", "BUILT_IN"), aGroup("Staff", "APP_GROUP")];
    const { text, evaluation } = adopt({ ...org, slices: { ...org.slices, groups } });
    expect(text).toContain("  - name: Staff # 00g-Staff\n    managed: false\n");
    expect(text).toContain("        network: {in: [Corp]}\n        exceptUsers: [mei@acme.example]\n");
    expect(evaluation.summary).toMatchObject({ findings: 0, unknown: 0 });
  });

  it("gives the same bytes whatever the order in which Okta lists things", () => {
    const org = acme();
    const { slices } = org;
    const turned = {
      ...org,
      slices: {
        ...slices,
        groups: slices.groups?.toReversed() ?? [],
        policies: slices.policies?.toReversed() ?? [],
        authenticators: slices.authenticators?.toReversed() ?? [],
      },
    };
    expect(adopt(turned).text).toBe(adopt(org).text);
  });

  it.each([
    "yes",
    "# x",
    "a: b",
    "- dash",
    "{brace",
    "'quote\"",
    "\u202eright to left",
    "null",
    "1.0",
    "  two ",
  ])("survives a group called %j", (name) => {
    const org = acme({
      groups: { [name]: staff },
      policies: [aPolicy(name, { groups: [name], settings }), theDefaultPolicy(settings)],
    });
    const { baseline, evaluation } = adopt(org);
    expect(baseline.groups.map((group) => group.name)).toEqual([name]);
    expect(evaluation.summary).toMatchObject({ verdict: "in-line", findings: 0, unknown: 0 });
  });
});

it("leaves out what a baseline cannot name, and says so", () => {
  const policies = [
    aPolicy("Staff", { groups: ["Staff"], settings }),
    aPolicy("Twins", { groups: ["Two\nlines"], settings, priority: 2 }),
    theDefaultPolicy(settings),
  ];
  const { oddities, asked } = adopt(acme({ groups: { Staff: staff, "Two\nlines": [dana] }, policies }));
  expect(oddities).toEqual([
    {
      kind: "policy",
      subject: "Twins",
      id: idOf.policy("Twins"),
      words: "no group that a baseline can name is in it; not declared",
    },
  ]);
  expect(asked.accepted.map(({ check, subject }) => [check, subject])).toEqual([
    ["enrollment-policy-unmanaged", "Twins"],
  ]);
});

it.each([
  ["factors", "factors"],
  ["users", "users"],
] as const)("asks nothing of people where %s were not read, and is unknown", (key, slice) => {
  const org = without(acme(), { [key]: slice });
  const { baseline, evaluation } = adopt(org);
  expect(baseline.requirements.filter(({ factors }) => factors !== null)).toEqual([]);
  expect(baseline.unread).toEqual([slice]);
  expect(evaluation.summary.verdict).toBe("unknown");
});

describe("group rules", () => {
  const filled = (...rules: readonly ReturnType<typeof aGroupRule>[]) => adopt(acme({ groupRules: rules }));

  it("are declared with the one group that they fill", () => {
    expect(filled(aGroupRule("Fill", ["Staff"])).text).toContain(
      '    filledBy:\n      rule: Fill # 0pr-Fill\n      when: user.userType=="employee"\n',
    );
  });

  it.each([
    ["several rules fill its group", [aGroupRule("Fill", ["Staff"]), aGroupRule("Also", ["Staff"])]],
    ["it is INACTIVE", [aGroupRule("Fill", ["Staff"], { status: "INACTIVE" })]],
    ["it fills several groups", [aGroupRule("Fill", ["Staff", "Everyone"])]],
    ["its name is longer than 50 characters", [aGroupRule("F".repeat(51), ["Staff"])]],
    [
      "another one has its name",
      [aGroupRule("Fill", ["Staff"]), aGroupRule("Fill", ["Everyone"], { id: idOf.groupRule("other") })],
    ],
  ])("are named where %s", (why, rules) => {
    const { text, oddities, evaluation } = filled(...rules);
    expect(text).not.toContain("filledBy");
    expect(oddities).toMatchObject([{ words: `${why}; not declared` }]);
    expect(evaluation.summary.findings).toBe(0);
  });
});

describe("imports", () => {
  it("name everything that the stack would declare by its live id, in its order", () => {
    const org = acme({ groupRules: [aGroupRule("Fill", ["Staff"])] });
    expect(stackImports(org, adopt(org).adopted)).toEqual([
      { type: "plumbline:index:MfaBaseline", name: "mfa", component: true },
      { type: "okta:group/group:Group", name: "mfa/Staff", id: "00g-Staff", parent: "mfa" },
      { type: "okta:group/rule:Rule", name: "mfa/Fill", id: "0pr-Fill", parent: "mfa" },
      ...["okta_password", "okta_verify", "webauthn"].map((key) => ({
        type: "okta:index/authenticator:Authenticator",
        name: `mfa/${key}`,
        id: `aut-${key}`,
        parent: "mfa",
      })),
      { type: "okta:policy/mfa:Mfa", name: "mfa/Staff", id: "00p-Staff", parent: "mfa" },
      {
        type: "okta:index/policyMfaDefault:PolicyMfaDefault",
        name: "mfa/Default Policy",
        id: ".",
        parent: "mfa",
      },
      {
        type: "okta:policy/ruleMfa:RuleMfa",
        name: "mfa/Staff / Enroll at sign-in",
        id: "00p-Staff/0pr-Staff/Enroll at sign-in",
        parent: "mfa",
      },
    ]);
  });
});

describe("what looks accidental", () => {
  const words = (change: OrgParts) =>
    adopt(acme(change)).oddities.map(({ subject, words: said }) => `${subject}: ${said}`);
  const staffPolicy = (name: string, parts: Parameters<typeof aPolicy>[1] = {}) => ({
    policies: [aPolicy(name, { groups: ["Staff"], settings, ...parts }), theDefaultPolicy(settings)],
  });

  it.each<[string, OrgParts, string]>([
    [
      "a name of something that was not to stay",
      staffPolicy("Temp staff"),
      'Temp staff: its name says "Temp"',
    ],
    ["such a name in the middle", staffPolicy("Staff (OLD)"), 'Staff (OLD): its name says "OLD"'],
    [
      "a rule that lets nobody enroll",
      staffPolicy("Staff", { rules: [{}, { name: "Stop", enroll: "NEVER" }] }),
      "Staff / Stop: it lets nobody enroll (NEVER)",
    ],
    [
      "a weak authenticator",
      {
        ...staffPolicy("Staff", { settings: { ...settings, phone_number: "OPTIONAL" } }),
        authenticators: {
          okta_password: "ACTIVE",
          okta_verify: "ACTIVE",
          webauthn: "ACTIVE",
          phone_number: "ACTIVE",
        },
      },
      "Staff: it lets people enroll phone_number, which is easily phished or intercepted",
    ],
    [
      "people on Okta's own policy",
      { groups: { Staff: [nia, omar, dana] } },
      "Default Policy: it is in effect for one person, whom no other policy takes",
    ],
    [
      "several of them",
      { groups: { Staff: [nia, omar] } },
      "Default Policy: it is in effect for 2 people, whom no other policy takes",
    ],
  ])("is named: %s", (_, change, said) => {
    expect(words(change)).toContain(said);
  });

  it("is not what only sounds like it", () => {
    expect(words(staffPolicy("Contested golden Staff"))).toEqual([]);
  });
});
