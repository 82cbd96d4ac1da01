import { describe, expect, it } from "vitest";
import inOrder from "../../../policy/pack/rules/enrollment-policy-order.rule.ts";
import unique from "../../../policy/pack/rules/priority-unique.rule.ts";
import {
  aBaseline,
  aDeclaredPolicy,
  aDeclaredRule,
  theDeclaredDefault,
} from "../../support/baseline-builder.ts";
import {
  answerOf,
  aPolicyResource,
  aResource,
  aRuleResource,
  judge,
  noBaseline,
  theDefaultResource,
  unknownValue,
} from "../../support/pack-resources.ts";

const ranked = (name: string, priority: unknown, provider = "okta::acme") =>
  aPolicyResource(name, { priority }, { provider: { urn: provider } });

const admins = ranked("Admins", 1);
const staff = ranked("Staff", 2);

describe("priority-unique", () => {
  it.each([
    ["each its own", [admins, staff, theDefaultResource()]],
    ["left out", [ranked("Admins", undefined), ranked("Staff", undefined)]],
    ["not known yet", [ranked("Admins", unknownValue), ranked("Staff", unknownValue)]],
    ["the same in two orgs", [admins, ranked("Admins", 1, "okta::acme-emea")]],
    [
      "the same in two policies",
      [admins, staff, aRuleResource(admins, { priority: 1 }), aRuleResource(staff, { priority: 1 })],
    ],
    [
      "of rules whose policy is not known yet",
      [
        aResource("rule", { name: "One", priority: 1, policyId: unknownValue }),
        aResource("rule", { name: "Two", priority: 1, policyId: unknownValue }),
      ],
    ],
  ])("passes priorities %s", (_case, resources) => {
    expect(judge(unique, resources, noBaseline)).toEqual([]);
  });

  it("refuses two policies of an org with one", () => {
    expect(judge(unique, [admins, ranked("Staff", 1)], noBaseline)).toEqual([
      'Enrollment policy "Staff" has priority 1, as has Enrollment policy "Admins".',
    ]);
  });

  it("refuses two rules of a policy with one", () => {
    const rules = [
      aRuleResource(admins, { name: "First", priority: 1 }),
      aRuleResource(admins, { name: "Second", priority: 1 }),
      aResource("rule", { name: "Third", priority: 1, policyId: "00pElsewhere" }),
      aResource("rule", { name: "Fourth", priority: 1, policyId: "00pElsewhere" }),
    ];
    expect(judge(unique, [admins, ...rules], noBaseline)).toEqual([
      'Enrollment rule "Admins / Second" has priority 1, as has Enrollment rule "Admins / First".',
      'Enrollment rule "Fourth" has priority 1, as has Enrollment rule "Third".',
    ]);
  });
});

describe("enrollment-policy-order", () => {
  const answer = answerOf(
    aBaseline({
      enrollmentPolicies: [
        aDeclaredPolicy("Admins", ["MFA Admins"], {
          rules: [aDeclaredRule({ name: "Office" }), aDeclaredRule({ name: "Elsewhere" })],
        }),
        aDeclaredPolicy("Contractors", ["Contractors"]),
        aDeclaredPolicy("Staff", ["MFA Required"]),
        theDeclaredDefault(),
      ],
    }),
  );

  it.each([
    ["as declared", [admins, staff, theDefaultResource()]],
    ["with an undeclared policy between", [admins, ranked("Guests", 2), ranked("Staff", 3)]],
    ["with numbers left out", [ranked("Staff", undefined), admins]],
    ["as declared, listed the other way", [ranked("Staff", 7), ranked("Contractors", 5), admins]],
    ["reversed in another org", [ranked("Admins", 2, "okta::acme-emea"), ranked("Staff", 1)]],
    [
      "of rules as declared",
      [
        admins,
        aRuleResource(admins, { name: "Elsewhere", priority: 2 }),
        aRuleResource(admins, { name: "Office", priority: 1 }),
        aResource("rule", { name: "Office", priority: 3, policyId: "00pElsewhere" }),
      ],
    ],
  ])("passes an order %s", (_case, resources) => {
    expect(judge(inOrder, resources, answer)).toEqual([]);
  });

  it("refuses policies out of order", () => {
    expect(
      judge(inOrder, [ranked("Admins", 3), ranked("Contractors", 2), ranked("Staff", 1)], answer),
    ).toEqual([
      'Enrollment policy "Contractors" comes after Enrollment policy "Staff"; the baseline has it before.',
      'Enrollment policy "Admins" comes after Enrollment policy "Contractors"; the baseline has it before.',
    ]);
  });

  it("refuses rules out of order", () => {
    const rules = [
      aRuleResource(admins, { name: "Office", priority: 2 }),
      aRuleResource(admins, { name: "Elsewhere", priority: 1 }),
    ];
    expect(judge(inOrder, [admins, ...rules], answer)).toEqual([
      'Enrollment rule "Admins / Office" comes after Enrollment rule "Admins / Elsewhere"; the baseline has it before.',
    ]);
  });
});
