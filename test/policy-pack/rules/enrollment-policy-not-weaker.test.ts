import { describe, expect, it } from "vitest";
import rule from "../../../policy/pack/rules/enrollment-policy-not-weaker.rule.ts";
import { aBaseline, aDeclaredPolicy, theDeclaredDefault } from "../../support/baseline-builder.ts";
import {
  answerOf,
  aPolicyResource,
  judge,
  noBaseline,
  theDefaultResource,
  unknownValue,
} from "../../support/pack-resources.ts";

const declared = aDeclaredPolicy("Staff", ["MFA Required"], {
  authenticators: {
    okta_password: "REQUIRED",
    okta_verify: "OPTIONAL",
    webauthn: "REQUIRED",
    okta_email: "OPTIONAL",
    tac: "NOT_ALLOWED",
  },
});
const baseline = aBaseline({ enrollmentPolicies: [declared, theDeclaredDefault()] });
const asDeclared = { webauthn: { enroll: "REQUIRED" }, oktaEmail: { enroll: "OPTIONAL" } };

const staff = (props: Readonly<Record<string, unknown>> = {}) =>
  aPolicyResource("Staff", { ...asDeclared, ...props });

describe("a policy that is no weaker than the baseline", () => {
  it.each([
    ["as declared", staff()],
    ["a strong authenticator asked for more", staff({ oktaVerify: { enroll: "REQUIRED" } })],
    ["a weak one asked for less", staff({ oktaEmail: { enroll: "NOT_ALLOWED" } })],
    ["a strong one that is not listed", staff({ googleOtp: { enroll: "OPTIONAL" } })],
    ["a weak one that is not listed, and off", staff({ phoneNumber: { enroll: "NOT_ALLOWED" } })],
    ["the password left out", staff({ oktaPassword: undefined })],
    ["more groups", staff({ groupsIncluded: ["00gRequired", "00gBoard"] })],
    ["groups that are not known yet", staff({ groupsIncluded: unknownValue })],
    ["the default policy", theDefaultResource()],
    ["a policy that the baseline does not have", aPolicyResource("Guests", { webauthn: undefined })],
    ["the name in another Unicode form", aPolicyResource("Staff".normalize("NFD"), asDeclared)],
  ])("%s", (_case, resource) => {
    expect(judge(rule, [resource], answerOf(baseline))).toEqual([]);
  });
});

describe("the models of security keys", () => {
  const terms = { webauthn: { gracePeriod: null, allowedGroups: ["Feitian", "YubiKey5"] } };
  const limited = aBaseline({ enrollmentPolicies: [{ ...declared, terms }] });
  const keys = (constraints?: unknown) => staff({ webauthn: { enroll: "REQUIRED", constraints } });
  const is = (models: string) => [
    `Enrollment policy "Staff" lets people enroll webauthn of ${models}; the baseline allows Feitian, YubiKey5.`,
  ];

  it.each<[string, ReturnType<typeof staff>, readonly string[]]>([
    ["as declared", keys("Feitian,YubiKey5"), []],
    ["fewer", keys("YubiKey5"), []],
    ["not known yet", keys(unknownValue), []],
    ["of a setting that is not known yet", staff({ webauthn: unknownValue }), []],
    ["any", keys(), is("any model")],
    ["more", keys("YubiKey5, Titan"), is("YubiKey5, Titan")],
  ])("%s", (_case, resource, messages) => {
    expect(judge(rule, [resource], answerOf(limited))).toEqual(messages);
  });

  it("are any where the baseline says nothing", () => {
    expect(judge(rule, [keys()], answerOf(baseline))).toEqual([]);
  });
});

describe("a policy that is weaker", () => {
  it.each([
    [
      "a strong authenticator asked for less",
      staff({ webauthn: { enroll: "OPTIONAL" } }),
      'Enrollment policy "Staff" sets webauthn to OPTIONAL; the baseline has REQUIRED.',
    ],
    [
      "a strong one off",
      staff({ oktaVerify: { enroll: "NOT_ALLOWED" } }),
      'Enrollment policy "Staff" sets okta_verify to NOT_ALLOWED; the baseline has OPTIONAL.',
    ],
    [
      "a strong one left out",
      staff({ webauthn: undefined }),
      'Enrollment policy "Staff" does not set webauthn, which the baseline has as REQUIRED.',
    ],
    [
      "a misspelt key (pulumi-okta#289)",
      staff({ webauthn: { enrol: "REQUIRED" } }),
      'Enrollment policy "Staff" does not set webauthn, which the baseline has as REQUIRED.',
    ],
    [
      "a misspelt value (pulumi-okta#839)",
      staff({ webauthn: { enroll: "Required" } }),
      'Enrollment policy "Staff" sets webauthn to "Required", which Okta does not know.',
    ],
    [
      "a weak one asked for more",
      staff({ oktaEmail: { enroll: "REQUIRED" } }),
      'Enrollment policy "Staff" sets okta_email to REQUIRED; the baseline has OPTIONAL.',
    ],
    [
      "a weak one that is not listed",
      staff({ phoneNumber: { enroll: "OPTIONAL" } }),
      'Enrollment policy "Staff" sets phone_number to OPTIONAL; the baseline has NOT_ALLOWED.',
    ],
    [
      "switched off",
      staff({ status: "INACTIVE" }),
      'Enrollment policy "Staff" is INACTIVE; the baseline\'s policies are ACTIVE.',
    ],
    [
      "fewer groups",
      staff({ groupsIncluded: [] }),
      'Enrollment policy "Staff" applies to 0 of the 1 groups that the baseline names.',
    ],
    [
      "the other engine",
      staff({ isOie: undefined }),
      'Enrollment policy "Staff" is written for the other engine; the settings of identity that the baseline asks for are not sent.',
    ],
    [
      "the default policy",
      theDefaultResource({ securityQuestion: { enroll: "OPTIONAL" } }),
      'Enrollment policy "Default Policy" sets security_question to OPTIONAL; the baseline has NOT_ALLOWED.',
    ],
  ])("%s", (_case, resource, message) => {
    expect(judge(rule, [resource], answerOf(baseline))).toEqual([message]);
  });
});

it("weighs only what is listed when the baseline ignores the rest", () => {
  const lenient = aBaseline({ enrollmentPolicies: [{ ...declared, unlisted: "ignore" }] });
  const resource = staff({ phoneNumber: { enroll: "OPTIONAL" } });
  expect(judge(rule, [resource], answerOf(lenient))).toEqual([]);
});

it("compares authenticators of which an org has several by id", () => {
  const custom = aBaseline({
    enrollmentPolicies: [
      aDeclaredPolicy("Staff", ["MFA Required"], { authenticators: { "custom_app/autA1": "REQUIRED" } }),
    ],
  });
  const having = (customApps: unknown) =>
    judge(rule, [aPolicyResource("Staff", { customApps })], answerOf(custom));
  expect(having([{ id: "autA1", enroll: "REQUIRED" }])).toEqual([]);
  expect(having([{ id: unknownValue, enroll: "OPTIONAL" }])).toEqual([]);
  expect(having([unknownValue])).toEqual([]);
  expect(having([null, { id: "autA2", enroll: "REQUIRED" }])).toEqual([
    'Enrollment policy "Staff" does not set custom_app/autA1, which the baseline has as REQUIRED.',
  ]);
});

it("compares the factors of a Classic org", () => {
  const classic = aBaseline({
    org: { engine: "classic" },
    enrollmentPolicies: [
      aDeclaredPolicy("Staff", ["MFA Required"], { authenticators: { okta_push: "REQUIRED" } }),
    ],
  });
  const resource = aPolicyResource("Staff", {
    isOie: false,
    oktaPush: { enroll: "OPTIONAL" },
    oktaSms: { enroll: "REQUIRED" },
    phoneNumber: { enroll: "REQUIRED" },
  });
  expect(judge(rule, [resource], answerOf(classic))).toEqual([
    'Enrollment policy "Staff" sets okta_push to OPTIONAL; the baseline has REQUIRED.',
    'Enrollment policy "Staff" sets okta_sms to REQUIRED; the baseline has NOT_ALLOWED.',
  ]);
});

it("judges the rest of a policy of which one value is not known yet", () => {
  const resource = staff({ webauthn: { enroll: unknownValue }, oktaEmail: { enroll: "REQUIRED" } });
  expect(judge(rule, [resource], answerOf(baseline))).toEqual([
    'Enrollment policy "Staff" sets okta_email to REQUIRED; the baseline has OPTIONAL.',
  ]);
});

it("does not pass what it cannot judge for want of a baseline", () => {
  expect(judge(rule, [staff()], noBaseline)).toEqual([
    "Not judged: the baseline cannot be read (see baseline-readable).",
  ]);
});
