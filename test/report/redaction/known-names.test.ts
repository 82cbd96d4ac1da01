import { describe, expect, it } from "vitest";
import { parseBaseline } from "../../../policy/parse-baseline.ts";
import { parseSource } from "../../../policy/source/parse-source.ts";
import type { AppliedStack } from "../../../src/model/applied-stack.ts";
import type {
  GroupId,
  GroupRuleId,
  OrgId,
  PolicyId,
  PolicyRuleId,
  UserTypeId,
} from "../../../src/model/ids.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import { knownNames } from "../../../src/report/redaction/known-names.ts";
import { aGroupRule, anOrg, aPerson, aPolicy, onlyApps } from "../../support/org-builder.ts";
import {
  anApp,
  anAppPolicy,
  anyone,
  aPasswordPolicy,
  aSessionPolicy,
} from "../../support/sign-on-builder.ts";
import { userTypes } from "../../support/sign-on-org.ts";

const snapshotOf = (url: string, id: string | null = null): OrgSnapshot => ({
  schemaVersion: 2,
  takenAt: "2026-11-23T10:00:00.000Z",
  org: { url, id: id as OrgId | null, engine: "identity" },
  slices: {},
  gaps: [],
});

const stack: AppliedStack = {
  file: "stack.json",
  sha256: null,
  signOn: null,
  groupIds: { Contractors: "00gcontractors" as GroupId },
  groups: [{ id: "00gstaff" as GroupId, name: "Staff" }],
  groupRules: [
    {
      id: "0prstaff" as GroupRuleId,
      name: "Fill staff",
      expression: "true",
      groupIds: [],
      excludedUserIds: [],
    },
  ],
  memberships: [],
  authenticators: {},
  policies: [
    {
      id: "00padmins" as PolicyId,
      name: "Admins",
      isDefault: false,
      priority: 1,
      groupIds: [],
      settings: {},
      terms: {},
    },
  ],
  rules: [
    {
      id: "0prrule" as PolicyRuleId,
      policyId: "00padmins" as PolicyId,
      name: "At sign-in",
      priority: 1,
      enroll: "CHALLENGE",
      network: { kind: "anywhere" },
      apps: { include: [], exclude: [] },
      excludedUserIds: [],
    },
  ],
  sessionPolicies: [{ id: "00pworkforce" as PolicyId, name: "Workforce" }],
  sessionRules: [{ id: "0prany" as PolicyRuleId, policyId: "00pworkforce" as PolicyId, name: "Anyone" }],
  appPolicies: [{ id: "rststrong" as PolicyId, name: "Strong" }],
  appRules: [{ id: "rulkeys" as PolicyRuleId, policyId: "rststrong" as PolicyId, name: "Keys" }],
};

const namesOf = (sources: Partial<Parameters<typeof knownNames>[0]>) =>
  [...knownNames({ baselines: [], snapshot: null, stack: null, ...sources })].map(
    ({ kind, name }) => `${kind} ${name}`,
  );

const baselineOf = (text: string) =>
  parseBaseline([parseSource("baseline.yaml", new TextEncoder().encode(text))]).baseline;

const asksForApps = `version: 1
org: { engine: identity }
groups: [{ name: Staff, members: [kim@acme.example] }]
authenticators: { okta_password: ACTIVE }
enrollmentPolicies:
  - name: Staff
    groups: [Staff]
    authenticators: { okta_password: REQUIRED }
    rules: [{ name: Mail, apps: { include: [{ type: yahoo_mail }, Payroll] } }]
requirements:
  - { id: payroll, title: Payroll, appliesTo: { apps: [Payroll] }, factors: { anyOf: [webauthn] } }
exemptions:
  - { user: svc@acme.example, requirement: payroll, until: 2027-12-31, reason: none, owner: platform@acme.example }
`;

describe("the names that a redaction looks for", () => {
  it.each([
    ["https://acme.okta.com", ["org acme.okta.com", "org acme"]],
    ["https://acme-admin.oktapreview.com", ["org acme-admin.oktapreview.com", "org acme"]],
    ["https://login.acme.example", ["org login.acme.example"]],
    ["http://127.0.0.1:8080", ["org 127.0.0.1"]],
  ])("of %s are its host and its company's", (url, names) => {
    expect(namesOf({ snapshot: snapshotOf(url) })).toEqual(names);
    expect(namesOf({ snapshot: snapshotOf(url, "00oacme") })).toContain("org 00oacme");
  });

  it("are those of a stack, too: what it made may be gone from the org", () => {
    expect(namesOf({ stack })).toEqual([
      "group Contractors",
      "id 00gcontractors",
      "group Staff",
      "id 00gstaff",
      "rule Fill staff",
      "id 0prstaff",
      "rule At sign-in",
      "id 0prrule",
      "rule Anyone",
      "id 0prany",
      "rule Keys",
      "id rulkeys",
      "policy Admins",
      "id 00padmins",
      "policy Workforce",
      "id 00pworkforce",
      "policy Strong",
      "id rststrong",
    ]);
  });
});

it("are those of all that was read of an org, and of nothing that was not", () => {
  const org = anOrg({
    people: [aPerson("kim@acme.example")],
    groups: { Staff: ["kim@acme.example"] },
    groupRules: [aGroupRule("Fill staff", ["Staff"])],
    policies: [
      aPolicy("Admins", { rules: [{ name: "At sign-in", apps: onlyApps.in("Payroll", "type okta") }] }),
      aPolicy("Unread", { rules: null }),
    ],
  });
  const names = namesOf({ snapshot: org });
  for (const name of [
    "person kim@acme.example",
    "group Staff",
    "rule Fill staff",
    "policy Unread",
    "rule At sign-in",
  ]) {
    expect(names).toContain(name);
  }
  expect(names).not.toContain("id null");
});

it("are those that a baseline asks for, though nothing of the kind is in the org", () => {
  const names = namesOf({ baselines: [baselineOf(asksForApps)] });
  for (const name of ["application Payroll", "person svc@acme.example", "person platform@acme.example"]) {
    expect(names).toContain(name);
  }
  expect(names.join()).not.toContain("yahoo_mail");
});

describe("the sign-on side", () => {
  const textsOf = (...args: Parameters<typeof knownNames>): ReadonlySet<string> =>
    new Set([...knownNames(...args)].map(({ name }) => name));

  it("has the names of policies, rules and applications that were read", () => {
    const slices = {
      sessionPolicies: [aSessionPolicy("Workforce", ["Everyone"])],
      appPolicies: [
        anAppPolicy("Strong", [
          {
            device: { registered: true, managed: false, assuranceIds: ["dae1"] },
            people: { ...anyone, exceptUserTypeIds: ["oty1" as UserTypeId] },
          },
        ]),
      ],
      passwordPolicies: [aPasswordPolicy("Passwords", ["Everyone"], [{}])],
      appMappings: [anApp("Payroll", "Strong")],
      userTypes: userTypes({ oty2: ["guest", "Guests"] }),
    };
    const names = textsOf({
      baselines: [],
      snapshot: { ...snapshotOf("https://acme.okta.com"), slices },
      stack: null,
    });
    for (const name of [
      "Workforce",
      "Strong",
      "Passwords",
      "Payroll",
      "dae1",
      "oty1",
      "oty2",
      "guest",
      "Guests",
    ]) {
      expect(names).toContain(name);
    }
  });

  it("has what a baseline names", () => {
    const text = `version: 1
org: { engine: identity }
signOn:
  sessionPolicies:
    - name: Workforce
      groups: [Everyone]
      rules:
        - { name: Office, network: { in: [Corp] }, exceptUsers: [nia@acme.example], access: ALLOW, secondFactor: ALWAYS }
  appPolicies:
    - name: Strong
      apps: [Payroll]
      rules:
        - { name: Two, people: { users: [kim@acme.example], exceptUsers: [omar@acme.example] }, access: ALLOW, factors: 2 }
requirements:
  - id: wiki
    appliesTo: { everyone: true }
    signIn: { to: { apps: [Wiki] }, atLeast: strong, from: { notIn: [Lab] } }
`;
    const names = textsOf({ baselines: [baselineOf(text)], snapshot: null, stack: null });
    for (const name of [
      "Workforce",
      "Office",
      "Corp",
      "nia@acme.example",
      "Strong",
      "Payroll",
      "Two",
      "kim@acme.example",
      "omar@acme.example",
      "Wiki",
      "Lab",
    ]) {
      expect(names).toContain(name);
    }
  });
});
