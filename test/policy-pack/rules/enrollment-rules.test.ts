import { describe, expect, it } from "vitest";
import enrolls from "../../../policy/pack/rules/enrollment-rule-enrolls.rule.ts";
import notWeaker from "../../../policy/pack/rules/enrollment-rule-not-weaker.rule.ts";
import { aBaseline, aDeclaredPolicy, aDeclaredRule } from "../../support/baseline-builder.ts";
import {
  answerOf,
  aPolicyResource,
  aResource,
  aRuleResource,
  judge,
  noBaseline,
  unknownValue,
} from "../../support/pack-resources.ts";

const answer = answerOf(
  aBaseline({
    enrollmentPolicies: [
      aDeclaredPolicy("Contractors", ["Contractors"], {
        rules: [
          aDeclaredRule({ name: "In the office", network: { kind: "in", zones: ["Corp"] } }),
          aDeclaredRule({
            name: "Not elsewhere",
            enroll: "NEVER",
            network: { kind: "notIn", zones: ["Corp"] },
            exceptUsers: ["nia@acme.example"],
          }),
        ],
      }),
    ],
  }),
);
const strict = aPolicyResource("Contractors", { webauthn: { enroll: "REQUIRED" } });
const inCorp = { name: "In the office", networkConnection: "ZONE", networkIncludes: ["nzoCorp"] };
const notInCorp = {
  name: "Not elsewhere",
  enroll: "NEVER",
  networkConnection: "ZONE",
  networkExcludes: ["nzoCorp"],
  usersExcluded: ["00uNia"],
};

const ruleSays = (rule: typeof enrolls | typeof notWeaker, props: Readonly<Record<string, unknown>>) =>
  judge(rule, [strict, aRuleResource(strict, props)], answer);

describe("enrollment-rule-not-weaker", () => {
  it.each([
    ["as declared", inCorp],
    ["LOGIN in place of CHALLENGE", { ...inCorp, enroll: "LOGIN" }],
    ["enroll left out, which is CHALLENGE", { ...inCorp, enroll: undefined }],
    ["NEVER as declared", notInCorp],
    ["fewer people left out", { ...notInCorp, usersExcluded: [] }],
    ["zones that are not known yet", { ...inCorp, networkIncludes: [unknownValue] }],
    ["all of it not known yet", { ...inCorp, networkIncludes: unknownValue, enroll: unknownValue }],
    ["people not known yet", { ...inCorp, usersExcluded: unknownValue, appIncludes: unknownValue }],
    ["not in the baseline", { name: "Everywhere", enroll: "NEVER" }],
  ])("passes a rule %s", (_case, props) => {
    expect(ruleSays(notWeaker, props)).toEqual([]);
  });

  it.each([
    ["silent", { ...inCorp, enroll: "NEVER" }, "has enroll NEVER; the baseline has CHALLENGE."],
    [
      "stricter in its silence",
      { ...notInCorp, enroll: "NEVER_INCLUDING_RECOVERY" },
      "has enroll NEVER_INCLUDING_RECOVERY; the baseline has NEVER.",
    ],
    ["misspelt", { ...inCorp, enroll: "Challenge" }, 'has enroll "Challenge", which Okta does not know.'],
    ["switched off", { ...inCorp, status: "INACTIVE" }, "is INACTIVE; the baseline's rules are ACTIVE."],
    [
      "in other places",
      { ...inCorp, networkIncludes: ["nzoCorp", "nzoCafe"] },
      "applies in 2 zones; the baseline has in 1 zone.",
    ],
    [
      "the other way round",
      { ...inCorp, networkIncludes: undefined, networkExcludes: ["nzoCorp"] },
      "applies outside 1 zone; the baseline has in 1 zone.",
    ],
    [
      "everywhere",
      { ...notInCorp, networkConnection: undefined, networkExcludes: undefined },
      "applies anywhere; the baseline has outside 1 zone.",
    ],
    [
      "on the intranet of another product",
      { ...inCorp, networkConnection: "ON_NETWORK" },
      "applies under a network condition that the baseline cannot express; the baseline has in 1 zone.",
    ],
    [
      "leaving people out",
      { ...inCorp, usersExcluded: ["00uOmar"] },
      "leaves out 1 person; the baseline leaves out 0.",
    ],
    [
      "leaving more people out",
      { ...notInCorp, usersExcluded: ["00uOmar", "00uDana"] },
      "leaves out 2 people; the baseline leaves out 1.",
    ],
    [
      "for some applications",
      { ...inCorp, appIncludes: [{ type: "APP", id: "0oaPayroll" }] },
      "is for 1 application alone; the baseline's is for any application.",
    ],
  ])("refuses a rule %s", (_case, props, message) => {
    expect(ruleSays(notWeaker, props)).toEqual([`Enrollment rule "Contractors / ${props.name}" ${message}`]);
  });

  it("finds the policy by id where Pulumi does not tell what the id was made from", () => {
    const live = aPolicyResource("Contractors", { id: "00pContractors" });
    const rule = aRuleResource(
      live,
      { ...inCorp, policyId: "00pContractors", enroll: "NEVER" },
      { propertyDependencies: {} },
    );
    expect(judge(notWeaker, [aPolicyResource("Admins", { id: "00pAdmins" }), live, rule], answer)).toEqual([
      'Enrollment rule "Contractors / In the office" has enroll NEVER; the baseline has CHALLENGE.',
    ]);
  });
});

describe("enrollment-rule-enrolls", () => {
  const lenient = aPolicyResource("Guests");

  it.each([
    ["CHALLENGE", [strict, aRuleResource(strict, inCorp)]],
    [
      "NEVER where nothing but the password is required",
      [lenient, aRuleResource(lenient, { enroll: "NEVER" })],
    ],
    ["NEVER that the baseline has", [strict, aRuleResource(strict, notInCorp)]],
    ["NEVER in a rule that is off", [strict, aRuleResource(strict, { enroll: "NEVER", status: "INACTIVE" })]],
    ["an action that is not known yet", [strict, aRuleResource(strict, { enroll: unknownValue })]],
    [
      "declared NEVER in places not known yet",
      [strict, aRuleResource(strict, { ...notInCorp, networkExcludes: unknownValue })],
    ],
  ])("passes %s", (_case, resources) => {
    expect(judge(enrolls, resources, answer)).toEqual([]);
  });

  it.each([
    ["that the baseline does not have", { name: "Nowhere", enroll: "NEVER" }, "NEVER"],
    ["in more places than declared", { name: "Not elsewhere", enroll: "NEVER" }, "NEVER"],
    [
      "beyond the declared one",
      { ...notInCorp, enroll: "NEVER_INCLUDING_RECOVERY" },
      "NEVER_INCLUDING_RECOVERY",
    ],
  ])("refuses NEVER %s", (_case, props, action) => {
    expect(ruleSays(enrolls, props)).toEqual([
      `Enrollment rule "Contractors / ${props.name}" has enroll ${action}, while its policy requires webauthn.`,
    ]);
  });

  it("refuses a declared NEVER too when there is no baseline to show it", () => {
    expect(judge(enrolls, [strict, aRuleResource(strict, notInCorp)], noBaseline)).toHaveLength(1);
  });

  it("refuses NEVER in a policy that the stack does not have", () => {
    const rule = aResource("rule", { name: "Never", policyId: "00pElsewhere", enroll: "NEVER" });
    expect(judge(enrolls, [rule], answer)).toEqual([
      'Enrollment rule "Never" has enroll NEVER, while its policy requires what this stack does not say.',
    ]);
  });
});
