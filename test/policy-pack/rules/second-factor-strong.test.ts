import { describe, expect, it } from "vitest";
import rule from "../../../policy/pack/rules/second-factor-strong.rule.ts";
import { aPolicyResource, judge, noBaseline, unknownValue } from "../../support/pack-resources.ts";

const required = { enroll: "REQUIRED" };
const optional = { enroll: "OPTIONAL" };

const saysOf = (props: Readonly<Record<string, unknown>>) =>
  judge(rule, [aPolicyResource("Staff", props)], noBaseline);

describe("requires only a weak second factor", () => {
  it.each([
    ["SMS and voice", { phoneNumber: required }, "phone_number"],
    ["e-mail", { oktaEmail: required }, "okta_email"],
    ["a security question", { securityQuestion: required }, "security_question"],
    ["two weak ones", { oktaEmail: required, phoneNumber: required }, "okta_email, phone_number"],
    ["a weak one, with strong ones offered", { oktaEmail: required, webauthn: optional }, "okta_email"],
    ["SMS on Classic", { isOie: false, oktaSms: required, oktaPush: optional }, "okta_sms"],
    ["voice on Classic", { isOie: false, oktaCall: required }, "okta_call"],
    ["SMS on Classic, isOie left out", { isOie: undefined, oktaSms: required }, "okta_sms"],
    [
      "e-mail, a weak one unknown",
      { oktaEmail: required, phoneNumber: { enroll: unknownValue } },
      "okta_email",
    ],
  ])("%s", (_case, props, weak) => {
    expect(saysOf(props)).toEqual([`Enrollment policy "Staff" requires no second factor but ${weak}.`]);
  });
});

describe("requires something strong, or nothing weak", () => {
  it.each([
    ["only the password", {}],
    ["a weak one offered", { oktaEmail: optional }],
    ["a weak one beside a strong one", { oktaEmail: required, webauthn: required }],
    ["an argument of the other engine, which is not sent", { oktaSms: required }],
    ["a strong one that is not known yet", { oktaEmail: required, webauthn: unknownValue }],
    ["an engine that is not known yet", { isOie: unknownValue, phoneNumber: required }],
    ["one of the org's own apps", { oktaEmail: required, customApps: [{ id: "autA1", enroll: "REQUIRED" }] }],
  ])("%s", (_case, props) => {
    expect(saysOf(props)).toEqual([]);
  });
});
