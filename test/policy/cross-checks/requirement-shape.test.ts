import { expect, it } from "vitest";
import { identityOrg, problemsOf } from "../../support/baseline-text.ts";
import { itRefuses } from "../../support/refused-baselines.ts";

/** A requirement that asks for something, with more fields. */
const requirement = (fields: string): string =>
  `requirements: [{ id: everyone, appliesTo: { everyone: true }, ${fields} }]`;

itRefuses([
  {
    says: "a requirement that asks for nothing",
    section: "requirements: [▸{ id: everyone, appliesTo: { everyone: true }, memberOf: [] }]",
    problem:
      'the requirement "everyone" asks for nothing; it needs at least one of memberOf, governedBy, factors, signIn, recovery',
  },
  {
    says: "a requirement of two kinds of people",
    section:
      "requirements: [{ id: everyone, appliesTo: ▸{ everyone: true, adminRoles: any }, memberOf: [Everyone] }]",
    problem:
      'appliesTo of the requirement "everyone" needs exactly one of everyone, groups, apps, adminRoles; it has everyone and adminRoles',
  },
  {
    says: "a requirement of nobody",
    section: "requirements: [{ id: everyone, appliesTo: ▸{}, memberOf: [Everyone] }]",
    problem:
      'appliesTo of the requirement "everyone" needs exactly one of everyone, groups, apps, adminRoles; it has none of them',
  },
  {
    says: "factors of both kinds",
    section: requirement("factors: ▸{ anyOf: [webauthn], phishingResistant: true }"),
    problem:
      'factors of the requirement "everyone" needs exactly one of anyOf, phishingResistant; it has anyOf and phishingResistant',
  },
  {
    says: "factors of neither kind",
    section: requirement("factors: ▸{ atLeast: 2 }"),
    problem:
      'factors of the requirement "everyone" needs exactly one of anyOf, phishingResistant; it has none of them',
  },
]);

it("judges a requirement without a readable id as well", () => {
  expect(problemsOf(identityOrg("requirements: [{ appliesTo: { everyone: true } }]"))).toEqual([
    expect.stringMatching(/"id" is missing/),
    expect.stringMatching(/a requirement asks for nothing/),
  ]);
});
