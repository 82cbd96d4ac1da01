import { expect, it } from "vitest";
import { identityOrg, parseText } from "../../support/baseline-text.ts";
import { itRefuses } from "../../support/refused-baselines.ts";

itRefuses([
  {
    says: "members of a group that lives elsewhere",
    section: "groups: [{ name: Contractors, managed: false, ▸members: [dana@acme.example] }]",
    problem:
      'the group "Contractors" is managed: false and cannot have members; remove members, or manage the group here',
  },
  {
    says: "a rule for a group that lives elsewhere",
    section: 'groups: [{ name: Contractors, managed: false, ▸filledBy: { rule: Staff, when: "true" } }]',
    problem:
      'the group "Contractors" is managed: false and cannot have filledBy; remove filledBy, or manage the group here',
  },
  {
    says: "a managed Everyone",
    section: "groups: [{ name: ▸Everyone }]",
    problem: '"Everyone" is built in and cannot be managed; leave it out, or write managed: false',
  },
]);

it.each([
  ["Everyone kept elsewhere", "groups: [{ name: Everyone, managed: false }]"],
])("accepts %s", (_, section) => {
  expect(parseText(identityOrg(section)).baseline.version).toBe(1);
});
