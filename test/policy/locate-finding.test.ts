import { describe, expect, it } from "vitest";
import { loadBaseline } from "../../policy/load-baseline.ts";
import { findingLocator } from "../../policy/locate-finding.ts";
import type { Finding } from "../../src/model/report.ts";
import {
  exemptionRef,
  type PlainRef,
  ruleRef,
  type SubjectRef,
  standardRequirementRef,
} from "../../src/model/subject.ts";
import { sampleFinding } from "../support/sample-report.ts";

const file = `version: 1
org: {engine: identity}
groups:
  - name: MFA Required
    filledBy:
      rule: MFA Required - employees
      when: user.userType=="employee"
  - name: Café
    members: [nia@acme.example]
authenticators:
  custom_app/autA1: ACTIVE
enrollmentPolicies:
  - name: Staff
    groups: [MFA Required]
    authenticators:
      okta_verify: REQUIRED
    rules:
      - name: At sign-in
        enroll: CHALLENGE
requirements:
  - id: everyone
    appliesTo: {everyone: true}
    memberOf: [MFA Required]
exemptions:
  - user: svc-backup@acme.example
    requirement: everyone
    until: 2026-12-31
    reason: no sign-in
    owner: platform@acme.example
standards:
  - pci
  - stig
`;

const locate = findingLocator(await loadBaseline("b.yaml", async () => new TextEncoder().encode(file)));

const on = (subject: SubjectRef, over: Partial<Finding> = {}): Finding =>
  sampleFinding({ subject: { ...subject, id: null }, requirement: null, field: null, ...over });
const about = (type: PlainRef["type"], name: string, over: Partial<Finding> = {}): Finding =>
  on({ type, name }, over);

describe("where the baseline says what a finding departs from", () => {
  it.each([
    ["a group", about("group", "MFA Required"), 4],
    ["a group's members, however the name is spelled", about("group", "Cafe\u0301", { field: "members" }), 9],
    ["a group that nobody declared", about("group", "Finance"), 3],
    ["a group rule", about("group-rule", "MFA Required - employees", { field: "status" }), 6],
    ["its expression", about("group-rule", "MFA Required - employees", { field: "expression" }), 7],
    ["an authenticator of several", about("authenticator", "custom_app/autA1", { field: "status" }), 11],
    ["one that nobody declared", about("authenticator", "webauthn"), 10],
    ["a policy", about("policy", "Staff"), 13],
    ["a policy's setting", about("policy", "Staff", { field: "authenticators.okta_verify" }), 16],
    [
      "a setting it leaves to the default",
      about("policy", "Staff", { field: "authenticators.webauthn" }),
      15,
    ],
    ["a policy that nobody declared", about("policy", "Temp"), 12],
    ["a rule", on(ruleRef("Staff", "At sign-in"), { field: "enroll" }), 19],
    ["a rule that nobody declared", on(ruleRef("Staff", "Skip")), 17],
    ["a rule of no declared policy", on(ruleRef("Temp", "Skip")), 12],
    ["a person", about("user", "dana@acme.example", { requirement: "everyone", field: "memberOf" }), 23],
    [
      "a person, of what it does not spell out",
      about("user", "dana", { requirement: "everyone", field: "factors" }),
      21,
    ],
    ["an exemption", on(exemptionRef("svc-backup@acme.example", "everyone")), 25],
    ["a requirement of a standard", on(standardRequirementRef("stig", "V-273186")), 32],
    ["one of a standard that is gone", on(standardRequirementRef("nist", "AAL2")), 30],
    ["an exemption that is gone", on(exemptionRef("x", "everyone")), 24],
  ])("finds %s", (_what, finding, line) => {
    expect(locate(finding)).toMatchObject({ file: "b.yaml", line });
  });
});
