import { expect, it } from "vitest";
import { identityOrg, parseText, problemsOf } from "../../support/baseline-text.ts";
import { itRefuses } from "../../support/refused-baselines.ts";

const groups = "groups: [{ name: MFA Required }, { name: MFA Admins }]";

/** A requirement that asks for something, with more fields. */
const requirement = (fields: string): string =>
  `requirements: [{ id: everyone, appliesTo: { everyone: true }, ${fields} }]`;

itRefuses([
  {
    says: "a policy for an undeclared group",
    section: `${groups}\nenrollmentPolicies: [{ name: All, groups: [▸MFA Requird], rules: [{ name: Enroll }] }]`,
    problem: 'unknown group "MFA Requird", did you mean "MFA Required"?; declared: MFA Required, MFA Admins',
  },
  {
    says: "an undeclared group that a filling rule leaves out",
    section: 'groups: [{ name: Staff, filledBy: { rule: Staff, when: "true", exceptGroups: [▸Leavers] } }]',
    problem: 'unknown group "Leavers"; declared: Staff',
  },
  {
    says: "membership of an undeclared group",
    section: requirement("memberOf: [▸Staff]"),
    problem: 'unknown group "Staff"; groups declares none',
  },
  {
    says: "a requirement for an undeclared group",
    section: "requirements: [{ id: staff, appliesTo: { groups: [▸Staff] }, memberOf: [Everyone] }]",
    problem: 'unknown group "Staff"; groups declares none',
  },
  {
    says: "an undeclared policy, Okta's own included",
    section: requirement("governedBy: [▸Default Policy]"),
    problem: 'unknown enrollment policy "Default Policy"; enrollmentPolicies declares none',
  },
  {
    says: "an exemption from an undeclared requirement",
    section: `${requirement("memberOf: [Everyone]")}
exemptions: [{ user: dana@acme.example, requirement: ▸contractors, until: 2026-12-31, reason: leave, owner: secops }]`,
    problem: 'unknown requirement "contractors"; declared: everyone',
  },
]);

it.each([
  ["Everyone without a declaration", requirement("memberOf: [Everyone]")],
  [
    "a name in another Unicode form",
    `groups: [{ name: Caf\u00e9 }]\n${requirement("memberOf: [Cafe\u0301]")}`,
  ],
  [
    "members-only groups that others are asked to be in",
    `groups: [{ name: MFA Admins, members: [nia@acme.example], onlyMembers: true }]\n${requirement("memberOf: [MFA Admins]")}`,
  ],
])("accepts %s", (_, section) => {
  expect(parseText(identityOrg(section)).baseline.version).toBe(1);
});

it("does not call a name undeclared while a declared name cannot be read", () => {
  const section = `groups: [{ nmae: MFA Required }]\n${requirement("memberOf: [MFA Required]")}`;
  expect(problemsOf(identityOrg(section))).toEqual([
    expect.stringMatching(/"name" is missing/),
    expect.stringMatching(/unknown key "nmae"/),
  ]);
});
