import { describe, expect, it } from "vitest";
import baselineInStack from "../../../policy/pack/rules/baseline-in-stack.rule.ts";
import inputsKnown from "../../../policy/pack/rules/inputs-known.rule.ts";
import stackInBaseline from "../../../policy/pack/rules/stack-in-baseline.rule.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  aFilling,
  theDeclaredDefault,
} from "../../support/baseline-builder.ts";
import { identityOrg, parseText } from "../../support/baseline-text.ts";
import {
  answerOf,
  aPolicyResource,
  appRulesResource,
  aResource,
  aRuleResource,
  aSessionRuleResource,
  judge,
  noBaseline,
  theDefaultResource,
  unknownValue,
} from "../../support/pack-resources.ts";

const answer = answerOf(
  aBaseline({
    groups: [
      aDeclaredGroup("MFA Required", {
        filledBy: aFilling("Employees", 'user.userType=="employee"'),
      }),
      aDeclaredGroup("Contractors", { managed: false }),
    ],
    authenticators: { webauthn: "ACTIVE", phone_number: "INACTIVE" },
    enrollmentPolicies: [aDeclaredPolicy("Staff", ["MFA Required"]), theDeclaredDefault()],
  }),
);
const staff = aPolicyResource("Staff");
const rule = aRuleResource(staff);
const group = aResource("group", { name: "MFA Required" });
const groupRule = aResource("groupRule", { name: "Employees" });
const whole = [
  staff,
  rule,
  theDefaultResource(),
  group,
  groupRule,
  aResource("authenticator", { key: "webauthn", name: "Security Key or Biometric" }),
];

it("finds nothing in a stack that is exactly the baseline", () => {
  for (const packRule of [stackInBaseline, baselineInStack, inputsKnown]) {
    expect(judge(packRule, whole, answer)).toEqual([]);
  }
});

describe("stack-in-baseline", () => {
  const guests = aPolicyResource("Guests");

  it.each([
    ["a policy", guests, 'Enrollment policy "Guests" is not in the baseline.'],
    [
      "a rule",
      aRuleResource(staff, { name: "Elsewhere" }),
      'Enrollment rule "Staff / Elsewhere" is not in the baseline.',
    ],
    [
      "a rule of a policy elsewhere",
      aResource("rule", { name: "Elsewhere", policyId: "00pElsewhere" }),
      'Enrollment rule "Elsewhere" belongs to a policy that is not in this stack.',
    ],
    ["a group", aResource("group", { name: "Board" }), 'Group "Board" is not in the baseline.'],
    [
      "a group that the baseline has elsewhere",
      aResource("group", { name: "Contractors" }),
      'Group "Contractors" is not in the baseline.',
    ],
    ["a group rule", aResource("groupRule", { name: "Board" }), 'Group rule "Board" is not in the baseline.'],
    [
      "an authenticator",
      aResource("authenticator", { key: "duo" }),
      'Authenticator "duo" is not in the baseline.',
    ],
    [
      "a factor",
      aResource("factor", { providerId: "okta_sms" }),
      'Authenticator "okta_sms" is not in the baseline.',
    ],
  ])("tells of %s", (_case, resource, message) => {
    expect(judge(stackInBaseline, [...whole, resource], answer)).toEqual([message]);
  });

  it("leaves open what has no name yet", () => {
    const unnamed = aPolicyResource("Staff", { name: unknownValue });
    const resources = [
      unnamed,
      aRuleResource(unnamed, { name: "Elsewhere" }),
      aRuleResource(staff, { name: unknownValue }),
      aResource("group", { name: unknownValue }),
    ];
    expect(judge(stackInBaseline, [...whole, ...resources], answer)).toEqual([]);
  });
});

describe("baseline-in-stack", () => {
  it("tells of all that is missing", () => {
    expect(judge(baselineInStack, [], answer)).toEqual([
      'Enrollment policy "Staff" is in the baseline and not in the stack.',
      'Enrollment policy "Default Policy" is in the baseline and not in the stack.',
      'Group "MFA Required" is in the baseline and not in the stack.',
      'Group rule "Employees" is in the baseline and not in the stack.',
    ]);
  });

  it("tells of a rule that is missing from a policy", () => {
    expect(
      judge(
        baselineInStack,
        whole.filter((resource) => resource !== rule),
        answer,
      ),
    ).toEqual(['Enrollment rule "Staff / Enroll at sign-in" is in the baseline and not in the stack.']);
  });

  it("leaves open what may be the one without a name", () => {
    const resources = [
      aPolicyResource("Staff", { name: unknownValue }),
      aResource("group", { name: unknownValue }),
      aResource("groupRule", { name: unknownValue }),
    ];
    expect(judge(baselineInStack, resources, answer)).toEqual([]);
    const unnamed = [
      staff,
      theDefaultResource(),
      group,
      groupRule,
      aRuleResource(staff, { name: unknownValue }),
    ];
    expect(judge(baselineInStack, unnamed, answer)).toEqual([]);
  });

  it("does not pass what it cannot judge for want of a baseline", () => {
    expect(judge(baselineInStack, whole, noBaseline)).toEqual([
      "Not judged: the baseline cannot be read (see baseline-readable).",
    ]);
  });
});

describe("the sign-on side", () => {
  const signOn = answerOf(
    parseText(
      identityOrg(
        "signOn: { sessionPolicies: [{ name: Workforce, groups: [Everyone], rules: [{ name: Anyone }] }, { name: Default Policy }], appPolicies: [{ name: Strong }, { name: Okta Dashboard }] }",
      ),
    ).baseline,
  );
  const workforce = aResource("sessionPolicy", { name: "Workforce" });
  const strong = aResource("appPolicy", { name: "Strong" });

  it("is told of where the stack or the baseline lacks a policy, but for what Okta makes", () => {
    expect(judge(baselineInStack, [], signOn)).toEqual([
      'Session policy "Workforce" is in the baseline and not in the stack.',
      'App policy "Strong" is in the baseline and not in the stack.',
    ]);
    expect(judge(baselineInStack, [workforce, strong], signOn)).toEqual([]);
    expect(judge(stackInBaseline, [workforce, strong], signOn)).toEqual([]);
    expect(judge(stackInBaseline, [workforce, strong], answer)).toEqual([
      'Session policy "Workforce" is not in the baseline.',
      'App policy "Strong" is not in the baseline.',
    ]);
  });

  it("is named where it is not known yet", () => {
    const resources = [
      strong,
      aSessionRuleResource(workforce, { mfaRequired: unknownValue }),
      appRulesResource(strong, [{ name: "Anyone", constraints: unknownValue }]),
      appRulesResource(strong, unknownValue),
    ];
    expect(judge(inputsKnown, [workforce, ...resources], noBaseline)).toEqual([
      'Session rule "Workforce / Anyone" was not judged in full; not known before the update: mfaRequired.',
      'App rule "Strong / Anyone" was not judged in full; not known before the update: constraints.',
      "App rule of the resource mfa/Strong was not judged in full; not known before the update: name, factorMode.",
    ]);
  });
});

describe("inputs-known", () => {
  it("names every value that no rule could judge", () => {
    const resources = [
      aPolicyResource("Staff", {
        status: unknownValue,
        webauthn: { enroll: unknownValue },
        customApps: unknownValue,
      }),
      aPolicyResource("Guests", { isOie: unknownValue }),
      aRuleResource(staff, { enroll: unknownValue, networkConnection: unknownValue }),
      aResource("rule", { name: "Elsewhere", policyId: unknownValue }),
      aResource("group", { name: unknownValue }, { name: "board" }),
    ];
    expect(judge(inputsKnown, resources, noBaseline)).toEqual([
      'Enrollment policy "Staff" was not judged in full; not known before the update: status, webauthn, custom_app.',
      'Enrollment policy "Guests" was not judged in full; not known before the update: isOie.',
      'Enrollment rule "Staff / Enroll at sign-in" was not judged in full; not known before the update: enroll, network.',
      'Enrollment rule "Elsewhere" was not judged in full; not known before the update: policyId.',
      "The resource mfa/board was not judged in full; not known before the update: name.",
    ]);
  });

  it("passes over ids that are not known, where their number is enough", () => {
    const resources = [
      aPolicyResource("Staff", { groupsIncluded: [unknownValue, "00gBoard"] }),
      aRuleResource(staff, { policyId: unknownValue, usersExcluded: [unknownValue] }),
    ];
    expect(judge(inputsKnown, resources, noBaseline)).toEqual([]);
  });
});
