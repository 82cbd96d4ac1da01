import { expect, it } from "vitest";
import { identityOrg, parseText } from "../../support/baseline-text.ts";
import { itRefuses } from "../../support/refused-baselines.ts";

/** A requirement that asks for something, with more fields. */
const requirement = (fields: string): string =>
  `requirements: [{ id: everyone, appliesTo: { everyone: true }, ${fields} }]`;

itRefuses([
  {
    says: "two groups of one name, written differently in Unicode",
    section: "groups: [{ name: Caf\u00e9 }, { name: ▸Cafe\u0301 }]",
    problem: 'the group "Cafe\u0301" is already named in line 3; each may be named once',
  },
  {
    says: "two groups filled by one rule",
    section: `groups:
  - { name: Staff, filledBy: { rule: Employees, when: "true" } }
  - { name: People, filledBy: { rule: ▸Employees, when: "true" } }`,
    problem: 'the group rule "Employees" is already named in line 4; each may be named once',
  },
  {
    says: "a person whom a filling rule leaves out twice",
    section: `groups:
  - { name: Staff, filledBy: { rule: Staff, when: "true", exceptUsers: [kim@acme.example, ▸KIM@acme.example] } }`,
    problem: 'the excluded person "KIM@acme.example" is already named in line 4; each may be named once',
  },
  {
    says: "a group that a filling rule leaves out twice",
    section: `groups:
  - { name: Staff, filledBy: { rule: Staff, when: "true", exceptGroups: [Everyone, ▸Everyone] } }`,
    problem: 'the excluded group "Everyone" is already named in line 4; each may be named once',
  },
  {
    says: "two policies of one name",
    section: `enrollmentPolicies:
  - { name: All, groups: [Everyone], rules: [{ name: Enroll }] }
  - { name: ▸All, groups: [Everyone], rules: [{ name: Enroll }] }`,
    problem: 'the enrollment policy "All" is already named in line 4; each may be named once',
  },
  {
    says: "two rules of one name in a policy",
    section:
      "enrollmentPolicies: [{ name: All, groups: [Everyone], rules: [{ name: Enroll }, { name: ▸Enroll }] }]",
    problem: 'the rule "Enroll" is already named in line 3; each may be named once',
  },
  {
    says: "two requirements of one id",
    section: `requirements:
  - { id: everyone, appliesTo: { everyone: true }, memberOf: [Everyone] }
  - { id: ▸everyone, appliesTo: { everyone: true }, memberOf: [Everyone] }`,
    problem: 'the requirement "everyone" is already named in line 4; each may be named once',
  },
  {
    says: "a member listed twice, in other letters",
    section: "groups: [{ name: Staff, members: [dana@acme.example, ▸Dana@acme.example] }]",
    problem: 'the member "Dana@acme.example" is already named in line 3; each may be named once',
  },
  {
    says: "a group listed twice",
    section: "enrollmentPolicies: [{ name: All, groups: [Everyone, ▸Everyone], rules: [{ name: Enroll }] }]",
    problem: 'the group "Everyone" is already named in line 3; each may be named once',
  },
  {
    says: "a zone listed twice",
    section:
      "enrollmentPolicies: [{ name: All, groups: [Everyone], rules: [{ name: Enroll, network: { in: [Corp, ▸Corp] } }] }]",
    problem: 'the zone "Corp" is already named in line 3; each may be named once',
  },
  {
    says: "an acceptable factor listed twice",
    section: requirement("factors: { anyOf: [webauthn, ▸webauthn] }"),
    problem: 'the factor "webauthn" is already named in line 3; each may be named once',
  },
  {
    says: "a person exempted twice from one requirement",
    section: `${requirement("memberOf: [Everyone]")}
exemptions:
  - { user: dana@acme.example, requirement: everyone, until: 2026-12-31, reason: leave, owner: secops }
  - { user: ▸DANA@acme.example, requirement: everyone, until: 2027-12-31, reason: leave, owner: secops }`,
    problem: 'the exemption of "DANA@acme.example" from "everyone" is already in line 5; keep one of them',
  },
]);

it.each([
  [
    "one rule name in two policies",
    "enrollmentPolicies: [{ name: A, groups: [Everyone], rules: [{ name: Enroll }] }, { name: B, groups: [Everyone], rules: [{ name: Enroll }] }]",
  ],
])("accepts %s", (_, section) => {
  expect(parseText(identityOrg(section)).baseline.version).toBe(1);
});
